import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import {
  type DadosDaCompraFragment,
  PainelClienteDocument,
  PainelComprasDoClienteDocument,
  PainelCorrigirAquisicaoDocument,
} from '../generated/graphql.ts';
import { differences } from '../shared/conflict.ts';
import { ConflictDialog } from '../shared/conflict-dialog.tsx';
import { decimalOf, enteredDecimal } from '../shared/decimal.ts';
import { Dialog } from '../shared/dialog.tsx';
import { Form, type FormField, type InvalidFields, NONE_INVALID } from '../shared/form.tsx';
import { enteredTime, instantOf } from '../shared/local-time.ts';
import { Refusal } from '../shared/refusal.tsx';
import { Failure } from '../shared/states.tsx';
import type { Compra } from './reverse-dialog.tsx';

/** What people enter of a purchase. */
type Values = Record<'quantidade' | 'precoUnitario' | 'adquiridoEm', string>;

const FIELDS: readonly FormField<keyof Values>[] = [
  { name: 'quantidade', label: 'Unidades', inputMode: 'numeric', required: true },
  { name: 'precoUnitario', label: 'Preço de uma unidade, em reais', inputMode: 'decimal', required: true },
  {
    name: 'adquiridoEm',
    label: 'Quando',
    hint: 'Horário de Brasília',
    type: 'datetime-local',
    required: true,
  },
];

/** Corrects a purchase. When somebody else was first, both versions are shown and nothing is written over unseen. */
export function CorrectDialog({ compra, onClose }: { compra: Compra; onClose: () => void }) {
  // What the form began with, whatever the cache comes to know meanwhile.
  const [base] = useState(compra);
  const [values, setValues] = useState(valuesOf(base));
  const [unread, setUnread] = useState(NONE_INVALID);
  const [conflict, setConflict] = useState<{ mine: Values; current: DadosDaCompraFragment } | null>(null);
  const [correct, { data, loading, error }] = useMutation(PainelCorrigirAquisicaoDocument, {
    // What a customer has spent changes too, and the order of the list by when it was.
    refetchQueries: [PainelClienteDocument, PainelComprasDoClienteDocument],
  });
  const result = data?.corrigirAquisicao;

  const send = async (mine: Values, from: DadosDaCompraFragment) => {
    setValues(mine);
    const unreadable = unreadableIn(mine);
    setUnread(unreadable);
    if (unreadable.length > 0) {
      setConflict(null);
      return;
    }
    const { data: answer } = await correct({
      variables: { entrada: { id: base.id, versao: from.versao, ...changed(valuesOf(from), mine) } },
    });
    const written = answer?.corrigirAquisicao;
    if (written?.__typename === 'AquisicaoGravada') onClose();
    const isNewer = written?.__typename === 'Conflito' && written.atual?.__typename === 'Inventario';
    // Checked in the line above: TypeScript does not follow it.
    setConflict(isNewer ? { mine, current: written.atual as DadosDaCompraFragment } : null);
  };
  const sendQuietly = (mine: Values, from: DadosDaCompraFragment) => {
    // What goes wrong is in `error`.
    send(mine, from).catch(() => {});
  };

  if (conflict !== null) {
    const { mine, current } = conflict;
    return (
      <ConflictDialog
        found={differences(FIELDS, { base: valuesOf(base), mine, current: valuesOf(current) })}
        current={valuesOf(current)}
        onSave={(chosen) => sendQuietly(chosen, current)}
        onDiscard={onClose}
        onClose={() => setConflict(null)}
      />
    );
  }
  const refused = result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID;
  const isRefused =
    result?.__typename === 'NaoEncontrado' || (result?.__typename === 'Conflito' && !result.atual);
  return (
    <Dialog title={`Corrigir compra de ${base.produto?.nome ?? 'produto indisponível'}`} onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>{isRefused ? result.mensagem : null}</Refusal>
      <Form
        fields={FIELDS}
        values={values}
        invalid={unread.length > 0 ? unread : refused}
        busy={loading}
        submitLabel="Gravar"
        onSubmit={(mine) => sendQuietly(mine, base)}
      >
        <button type="button" onClick={onClose}>
          Cancelar
        </button>
      </Form>
    </Dialog>
  );
}

function valuesOf({ quantidade, precoUnitario, adquiridoEm }: DadosDaCompraFragment): Values {
  return {
    quantidade: String(quantidade),
    precoUnitario: enteredDecimal(precoUnitario),
    adquiridoEm: enteredTime(adquiridoEm),
  };
}

/** What the types of GraphQL do not take: it would be refused as a whole, and not at its field. */
function unreadableIn({ quantidade, adquiridoEm }: Values): InvalidFields {
  return [
    ...(/^\d{1,9}$/.test(quantidade)
      ? []
      : [{ campo: 'quantidade', mensagem: 'deve ser um número inteiro, a partir de 1' }]),
    ...(instantOf(adquiridoEm) === null
      ? [{ campo: 'adquiridoEm', mensagem: 'deve ser uma data com hora' }]
      : []),
  ];
}

/** The fields that are to change. What is no amount is sent as it is: the rule is the server's. */
function changed(before: Values, after: Values) {
  const { quantidade, precoUnitario, adquiridoEm } = after;
  return {
    ...(quantidade === before.quantidade ? {} : { quantidade: Number(quantidade) }),
    ...(precoUnitario === before.precoUnitario
      ? {}
      : { precoUnitario: decimalOf(precoUnitario) ?? precoUnitario }),
    ...(adquiridoEm === before.adquiridoEm ? {} : { adquiridoEm: instantOf(adquiridoEm) ?? adquiridoEm }),
  };
}
