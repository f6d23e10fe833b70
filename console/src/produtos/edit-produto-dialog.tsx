import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { type DadosDoProdutoFragment, PainelAtualizarProdutoDocument } from '../generated/graphql.ts';
import { differences } from '../shared/conflict.ts';
import { ConflictDialog } from '../shared/conflict-dialog.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { Form, type FormField, NONE_INVALID } from '../shared/form.tsx';
import { Refusal } from '../shared/refusal.tsx';
import { Failure } from '../shared/states.tsx';

/** A product with all that can be written of it but its price, which has a dialog of its own. */
type Produto = DadosDoProdutoFragment & { descricao?: string | null };

/** What people enter of a product; what is left empty is ''. */
type Values = Record<'nome' | 'categoria' | 'descricao', string>;

const FIELDS: readonly FormField<keyof Values>[] = [
  { name: 'nome', label: 'Nome', required: true },
  { name: 'categoria', label: 'Categoria', required: true },
  { name: 'descricao', label: 'Descrição' },
];

/** Changes what a product is called. When somebody else was first, both versions are shown and nothing is written over unseen. */
export function EditProdutoDialog({ produto, onClose }: { produto: Produto; onClose: () => void }) {
  // What the form began with, whatever the cache comes to know meanwhile.
  const [base] = useState(produto);
  const [values, setValues] = useState(valuesOf(base));
  const [conflict, setConflict] = useState<{ mine: Values; current: Produto } | null>(null);
  const [update, { data, loading, error }] = useMutation(PainelAtualizarProdutoDocument);
  const result = data?.atualizarProduto;

  const send = async (mine: Values, from: Produto) => {
    setValues(mine);
    const { data: answer } = await update({
      variables: { entrada: { id: base.id, versao: from.versao, ...changed(valuesOf(from), mine) } },
    });
    const written = answer?.atualizarProduto;
    if (written?.__typename === 'ProdutoGravado') onClose();
    const isNewer = written?.__typename === 'Conflito' && written.atual?.__typename === 'Produto';
    // Checked in the line above: TypeScript does not follow it.
    setConflict(isNewer ? { mine, current: written.atual as Produto } : null);
  };
  const sendQuietly = (mine: Values, from: Produto) => {
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
  const isRefused =
    result?.__typename === 'NaoEncontrado' || (result?.__typename === 'Conflito' && !result.atual);
  return (
    <Dialog title={`Editar ${base.nome}`} onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>{isRefused ? result.mensagem : null}</Refusal>
      <Form
        fields={FIELDS}
        values={values}
        invalid={result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID}
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

function valuesOf({ nome, categoria, descricao }: Produto): Values {
  return { nome, categoria, descricao: descricao ?? '' };
}

/** The fields that are to change; an empty description is removed. */
function changed(before: Values, after: Values) {
  return {
    ...(after.nome === before.nome ? {} : { nome: after.nome }),
    ...(after.categoria === before.categoria ? {} : { categoria: after.categoria }),
    ...(after.descricao === before.descricao ? {} : { descricao: after.descricao || null }),
  };
}
