import { useMutation } from '@apollo/client/react';
import { type DadosDoProdutoFragment, PainelAtualizarProdutoDocument } from '../generated/graphql.ts';
import { Dialog } from '../shared/dialogs/dialog.tsx';
import { EditConflict, refusalOf, useVersionedEdit } from '../shared/dialogs/versioned-edit.tsx';
import { Form, type FormField, NONE_INVALID } from '../shared/forms/form.tsx';
import { Refusal } from '../shared/forms/refusal.tsx';
import { Failure } from '../shared/pages/states.tsx';
import { decimalOf, enteredDecimal } from '../shared/values/decimal.ts';

/** A product with all that can be written of it. */
type Produto = DadosDoProdutoFragment & { descricao?: string | null };

/** What people enter of a product; what is left empty is ''. */
type Values = Readonly<Record<'preco' | 'nome' | 'categoria' | 'descricao', string>>;

const FIELDS: readonly FormField<keyof Values>[] = [
  {
    name: 'preco',
    label: 'Preço em reais',
    hint: 'Vale para compras de agora em diante',
    inputMode: 'decimal',
    required: true,
  },
  { name: 'nome', label: 'Nome', required: true },
  { name: 'categoria', label: 'Categoria', required: true },
  { name: 'descricao', label: 'Descrição' },
];

/** Changes a product. */
export function EditProdutoDialog({ produto, onClose }: { produto: Produto; onClose: () => void }) {
  const [update, { data, loading, error }] = useMutation(PainelAtualizarProdutoDocument);
  const edit = useVersionedEdit<Produto, keyof Values>(produto, {
    valuesOf,
    async write(values, from) {
      const entrada = { id: from.id, versao: from.versao, ...changed(valuesOf(from), values) };
      return (await update({ variables: { entrada } })).data?.atualizarProduto;
    },
    written: 'ProdutoGravado',
    type: 'Produto',
    onWritten: onClose,
  });
  const result = data?.atualizarProduto;
  if (edit.newer) return <EditConflict edit={edit} fields={FIELDS} valuesOf={valuesOf} onDiscard={onClose} />;
  return (
    <Dialog title={`Editar ${edit.base.nome}`} onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>{refusalOf(result)}</Refusal>
      <Form
        fields={FIELDS}
        values={edit.values}
        invalid={result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID}
        busy={loading}
        submitLabel="Gravar"
        onSubmit={edit.save}
      >
        <button type="button" onClick={onClose}>
          Cancelar
        </button>
      </Form>
    </Dialog>
  );
}

function valuesOf({ preco, nome, categoria, descricao }: Produto): Values {
  return { preco: enteredDecimal(preco), nome, categoria, descricao: descricao ?? '' };
}

/** The fields that are to change; an empty description is removed. */
function changed(before: Values, after: Values) {
  return {
    // What is no amount is sent as it is: the rule is the server's.
    ...(after.preco === before.preco ? {} : { preco: decimalOf(after.preco) ?? after.preco }),
    ...(after.nome === before.nome ? {} : { nome: after.nome }),
    ...(after.categoria === before.categoria ? {} : { categoria: after.categoria }),
    ...(after.descricao === before.descricao ? {} : { descricao: after.descricao || null }),
  };
}
