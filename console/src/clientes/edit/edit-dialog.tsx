import { useMutation } from '@apollo/client/react';
import { type DadosDoClienteFragment, PainelAtualizarClienteDocument } from '../../generated/graphql.ts';
import { Dialog } from '../../shared/dialogs/dialog.tsx';
import { EditConflict, refusalOf, useVersionedEdit } from '../../shared/dialogs/versioned-edit.tsx';
import { NONE_INVALID } from '../../shared/forms/form.tsx';
import { Refusal } from '../../shared/forms/refusal.tsx';
import { Failure } from '../../shared/pages/states.tsx';
import { CLIENTE_FIELDS, ClienteForm, type ClienteValues } from './cliente-form.tsx';

/** Changes a customer. */
export function EditDialog({ cliente, onClose }: { cliente: DadosDoClienteFragment; onClose: () => void }) {
  const [update, { data, loading, error }] = useMutation(PainelAtualizarClienteDocument);
  const edit = useVersionedEdit<DadosDoClienteFragment, keyof ClienteValues>(cliente, {
    valuesOf,
    async write(values, from) {
      const entrada = { id: from.id, versao: from.versao, ...changed(valuesOf(from), values) };
      return (await update({ variables: { entrada } })).data?.atualizarCliente;
    },
    written: 'ClienteGravado',
    type: 'Cliente',
    onWritten: onClose,
  });
  const result = data?.atualizarCliente;
  if (edit.newer)
    return <EditConflict edit={edit} fields={CLIENTE_FIELDS} valuesOf={valuesOf} onDiscard={onClose} />;
  return (
    <Dialog title={`Editar ${edit.base.nome}`} onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>{refusalOf(result)}</Refusal>
      <ClienteForm
        values={edit.values}
        invalid={result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID}
        busy={loading}
        withCpf={false}
        submitLabel="Gravar"
        onSubmit={edit.save}
      >
        <button type="button" onClick={onClose}>
          Cancelar
        </button>
      </ClienteForm>
    </Dialog>
  );
}

function valuesOf({ nome, email, cpf, telefone, dataNascimento }: DadosDoClienteFragment): ClienteValues {
  return {
    nome,
    email: email ?? '',
    cpf: cpf ?? '',
    telefone: telefone ?? '',
    dataNascimento: dataNascimento ?? '',
  };
}

/** The fields that are to change, an empty one as null where that removes it. A CPF never changes. */
function changed(before: ClienteValues, after: ClienteValues) {
  return {
    ...(after.nome === before.nome ? {} : { nome: after.nome }),
    ...(after.email === before.email ? {} : { email: after.email }),
    ...(after.telefone === before.telefone ? {} : { telefone: after.telefone || null }),
    ...(after.dataNascimento === before.dataNascimento
      ? {}
      : { dataNascimento: after.dataNascimento || null }),
  };
}
