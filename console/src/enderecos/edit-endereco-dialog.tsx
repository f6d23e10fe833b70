import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { type DadosDoEnderecoFragment, PainelAtualizarEnderecoDocument } from '../generated/graphql.ts';
import { differences } from '../shared/conflict.ts';
import { ConflictDialog } from '../shared/conflict-dialog.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { Form, NONE_INVALID } from '../shared/form.tsx';
import { Refusal } from '../shared/refusal.tsx';
import { Failure } from '../shared/states.tsx';
import { changed, ENDERECO_FIELDS, type EnderecoValues, entered, valuesOf } from './endereco-fields.ts';

/** What came in between: what I have entered, and the address as it is by now. */
interface Conflict {
  mine: EnderecoValues;
  current: DadosDoEnderecoFragment;
}

/** Changes an address. When somebody else was first, both versions are shown and nothing is written over unseen. */
export function EditEnderecoDialog({
  endereco,
  onClose,
}: {
  endereco: DadosDoEnderecoFragment;
  onClose: () => void;
}) {
  // What the form began with, whatever the cache comes to know meanwhile.
  const [base] = useState(endereco);
  const [values, setValues] = useState(valuesOf(base));
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [update, { data, loading, error }] = useMutation(PainelAtualizarEnderecoDocument);
  const result = data?.atualizarEndereco;

  const send = async (mine: EnderecoValues, from: DadosDoEnderecoFragment) => {
    setValues(mine);
    const { data: answer } = await update({
      variables: { entrada: { id: base.id, versao: from.versao, ...changed(valuesOf(from), mine) } },
    });
    const written = answer?.atualizarEndereco;
    if (written?.__typename === 'EnderecoGravado') onClose();
    const isNewer = written?.__typename === 'Conflito' && written.atual?.__typename === 'Endereco';
    // Checked in the line above: TypeScript does not follow it.
    setConflict(isNewer ? { mine, current: written.atual as DadosDoEnderecoFragment } : null);
  };
  const sendQuietly = (mine: EnderecoValues, from: DadosDoEnderecoFragment) => {
    // What goes wrong is in `error`.
    send(mine, from).catch(() => {});
  };

  if (conflict !== null) {
    const { mine, current } = conflict;
    return (
      <ConflictDialog
        found={differences(ENDERECO_FIELDS, {
          base: valuesOf(base),
          mine,
          current: valuesOf(current),
        })}
        current={{ ...valuesOf(current) }}
        fields={ENDERECO_FIELDS}
        onSave={(chosen) => sendQuietly(entered(chosen), current)}
        onDiscard={onClose}
        onClose={() => setConflict(null)}
      />
    );
  }
  const isRefused =
    result?.__typename === 'NaoEncontrado' || (result?.__typename === 'Conflito' && !result.atual);
  return (
    <Dialog title="Editar endereço" onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>{isRefused ? result.mensagem : null}</Refusal>
      <Form
        fields={ENDERECO_FIELDS}
        values={{ ...values }}
        invalid={result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID}
        busy={loading}
        submitLabel="Gravar"
        onSubmit={(mine) => sendQuietly(entered(mine), base)}
      >
        <button type="button" onClick={onClose}>
          Cancelar
        </button>
      </Form>
    </Dialog>
  );
}
