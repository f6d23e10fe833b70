import { useMutation } from '@apollo/client/react';
import { type DadosDoEnderecoFragment, PainelAtualizarEnderecoDocument } from '../generated/graphql.ts';
import { Dialog } from '../shared/dialogs/dialog.tsx';
import { EditConflict, refusalOf, useVersionedEdit } from '../shared/dialogs/versioned-edit.tsx';
import { Form, NONE_INVALID } from '../shared/forms/form.tsx';
import { Refusal } from '../shared/forms/refusal.tsx';
import { Failure } from '../shared/pages/states.tsx';
import { changed, ENDERECO_FIELDS, type EnderecoValues, entered, valuesOf } from './endereco-fields.ts';

/** Changes an address. */
export function EditEnderecoDialog({
  endereco,
  onClose,
}: {
  endereco: DadosDoEnderecoFragment;
  onClose: () => void;
}) {
  const [update, { data, loading, error }] = useMutation(PainelAtualizarEnderecoDocument);
  const edit = useVersionedEdit<DadosDoEnderecoFragment, keyof EnderecoValues>(endereco, {
    valuesOf,
    async write(values, from) {
      const entrada = { id: from.id, versao: from.versao, ...changed(valuesOf(from), entered(values)) };
      return (await update({ variables: { entrada } })).data?.atualizarEndereco;
    },
    written: 'EnderecoGravado',
    type: 'Endereco',
    onWritten: onClose,
  });
  const result = data?.atualizarEndereco;
  if (edit.newer)
    return <EditConflict edit={edit} fields={ENDERECO_FIELDS} valuesOf={valuesOf} onDiscard={onClose} />;
  return (
    <Dialog title="Editar endereço" onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>{refusalOf(result)}</Refusal>
      <Form
        fields={ENDERECO_FIELDS}
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
