import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { PainelClienteDocument, PainelCriarEnderecoDocument } from '../generated/graphql.ts';
import { Dialog } from '../shared/dialogs/dialog.tsx';
import { Form, NONE_INVALID } from '../shared/forms/form.tsx';
import { Refusal } from '../shared/forms/refusal.tsx';
import { useRequestKey } from '../shared/forms/use-request-key.ts';
import { Failure } from '../shared/pages/states.tsx';
import { ENDERECO_FIELDS, type EnderecoValues, entered, NO_ENDERECO } from './endereco-fields.ts';

/** Adds an address to a customer. */
export function NewEnderecoDialog({ clienteId, onClose }: { clienteId: string; onClose: () => void }) {
  const [values, setValues] = useState(NO_ENDERECO);
  const [chaveDeIdempotencia, renewKey] = useRequestKey();
  const [create, { data, loading, error }] = useMutation(PainelCriarEnderecoDocument, {
    refetchQueries: [PainelClienteDocument],
  });
  const result = data?.criarEndereco;
  const submit = async (from: EnderecoValues) => {
    setValues(from);
    const { data: answer } = await create({
      variables: {
        entrada: { ...from, complemento: from.complemento || null, clienteId, chaveDeIdempotencia },
      },
    });
    if (answer?.criarEndereco?.__typename === 'EnderecoGravado') onClose();
    // Where a domain did not answer nothing was written: the same is asked once more.
    else if (answer?.criarEndereco?.__typename !== 'Indisponivel') renewKey();
  };
  const isRefused =
    result && result.__typename !== 'EnderecoGravado' && result.__typename !== 'ErroDeValidacao';
  return (
    <Dialog title="Novo endereço" onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>{isRefused ? result.mensagem : null}</Refusal>
      <Form
        fields={ENDERECO_FIELDS}
        values={{ ...values }}
        invalid={result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID}
        busy={loading}
        submitLabel="Gravar"
        // What goes wrong is in `error`.
        onSubmit={(from) => void submit(entered(from)).catch(() => {})}
      >
        <button type="button" onClick={onClose}>
          Cancelar
        </button>
      </Form>
    </Dialog>
  );
}
