import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { type DadosDoClienteFragment, PainelAtualizarClienteDocument } from '../generated/graphql.ts';
import { differences } from '../shared/conflict.ts';
import { ConflictDialog } from '../shared/conflict-dialog.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { NONE_INVALID } from '../shared/form.tsx';
import { Refusal } from '../shared/refusal.tsx';
import { Failure } from '../shared/states.tsx';
import { CLIENTE_FIELDS, ClienteForm, type ClienteValues } from './cliente-form.tsx';

/** What came in between: what I have entered, and the customer as it is by now. */
interface Conflict {
  mine: ClienteValues;
  current: DadosDoClienteFragment;
}

/** Changes a customer. When somebody else was first, both versions are shown and nothing is written over unseen. */
export function EditDialog({ cliente, onClose }: { cliente: DadosDoClienteFragment; onClose: () => void }) {
  // What the form began with, whatever the cache comes to know meanwhile.
  const [base] = useState(cliente);
  const [entered, setEntered] = useState(valuesOf(base));
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [update, { data, loading, error }] = useMutation(PainelAtualizarClienteDocument);
  const result = data?.atualizarCliente;

  const send = async (values: ClienteValues, from: DadosDoClienteFragment) => {
    setEntered(values);
    const { data: answer } = await update({
      variables: { entrada: { id: base.id, versao: from.versao, ...changed(valuesOf(from), values) } },
    });
    const written = answer?.atualizarCliente;
    if (written?.__typename === 'ClienteGravado') onClose();
    const isNewer = written?.__typename === 'Conflito' && written.atual?.__typename === 'Cliente';
    // Checked in the line above: TypeScript does not follow it.
    setConflict(isNewer ? { mine: values, current: written.atual as DadosDoClienteFragment } : null);
  };
  const sendQuietly = (values: ClienteValues, from: DadosDoClienteFragment) => {
    // What goes wrong is in `error`.
    send(values, from).catch(() => {});
  };

  if (conflict !== null) {
    const { mine, current } = conflict;
    return (
      <ConflictDialog
        found={differences(CLIENTE_FIELDS, { base: valuesOf(base), mine, current: valuesOf(current) })}
        current={{ ...valuesOf(current) }}
        onSave={(values) => sendQuietly(values, current)}
        onDiscard={onClose}
        onClose={() => setConflict(null)}
      />
    );
  }
  return (
    <Dialog title={`Editar ${base.nome}`} onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>
        {result?.__typename === 'NaoEncontrado' || (result?.__typename === 'Conflito' && !result.atual)
          ? result.mensagem
          : null}
      </Refusal>
      <ClienteForm
        values={entered}
        invalid={result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID}
        busy={loading}
        withCpf={false}
        submitLabel="Gravar"
        onSubmit={(values) => sendQuietly(values, base)}
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
