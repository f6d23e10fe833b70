import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import {
  type DadosDaCompraFragment,
  PainelClienteDocument,
  PainelComprasDoClienteDocument,
  PainelCorrigirAquisicaoDocument,
} from '../generated/graphql.ts';
import { Dialog } from '../shared/dialogs/dialog.tsx';
import { EditConflict, refusalOf, useVersionedEdit } from '../shared/dialogs/versioned-edit.tsx';
import { Form, type FormField, type InvalidFields, NONE_INVALID } from '../shared/forms/form.tsx';
import { Refusal } from '../shared/forms/refusal.tsx';
import { Failure } from '../shared/pages/states.tsx';
import { decimalOf, enteredDecimal } from '../shared/values/decimal.ts';
import { enteredTime, instantOf } from '../shared/values/local-time.ts';
import type { Aquisicao } from './reverse-dialog.tsx';

/** What people enter of a purchase. */
type Values = Readonly<Record<'quantidade' | 'precoUnitario' | 'adquiridoEm', string>>;

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

/** Corrects a purchase. */
export function CorrectDialog({ aquisicao, onClose }: { aquisicao: Aquisicao; onClose: () => void }) {
  const [unread, setUnread] = useState(NONE_INVALID);
  const [correct, { data, loading, error }] = useMutation(PainelCorrigirAquisicaoDocument, {
    // What a customer has spent changes too, and the order of the list by when it was.
    refetchQueries: [PainelClienteDocument, PainelComprasDoClienteDocument],
  });
  const edit = useVersionedEdit<DadosDaCompraFragment, keyof Values>(aquisicao, {
    valuesOf,
    async write(values, from) {
      const entrada = { id: from.id, versao: from.versao, ...changed(valuesOf(from), values) };
      return (await correct({ variables: { entrada } })).data?.corrigirAquisicao;
    },
    written: 'AquisicaoGravada',
    type: 'Inventario',
    onWritten: onClose,
  });
  const save = (values: Values, from?: DadosDaCompraFragment) => {
    const unreadable = unreadableIn(values);
    setUnread(unreadable);
    if (unreadable.length > 0) edit.edit(values);
    else edit.save(values, from);
  };
  const result = data?.corrigirAquisicao;
  if (edit.newer)
    return <EditConflict edit={edit} fields={FIELDS} valuesOf={valuesOf} save={save} onDiscard={onClose} />;
  const refused = result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID;
  return (
    <Dialog
      title={`Corrigir compra de ${aquisicao.produto?.nome ?? 'produto indisponível'}`}
      onClose={onClose}
    >
      {error && <Failure error={error} />}
      <Refusal>{refusalOf(result)}</Refusal>
      <Form
        fields={FIELDS}
        values={edit.values}
        invalid={unread.length > 0 ? unread : refused}
        busy={loading}
        submitLabel="Gravar"
        onSubmit={save}
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
