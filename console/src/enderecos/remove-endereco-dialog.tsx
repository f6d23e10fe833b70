import { useMutation } from '@apollo/client/react';
import {
  type DadosDoEnderecoFragment,
  PainelClienteDocument,
  PainelExcluirEnderecoDocument,
} from '../generated/graphql.ts';
import { ConfirmDialog, refusalOf } from '../shared/dialogs/confirm-dialog.tsx';
import { inOneLine } from './endereco-fields.ts';

/** Deletes an address once that has been confirmed: the version that is shown, no newer one. */
export function RemoveEnderecoDialog({
  endereco,
  onClose,
}: {
  endereco: DadosDoEnderecoFragment;
  onClose: () => void;
}) {
  const { id, versao, principal } = endereco;
  const [remove, { data, loading, error }] = useMutation(PainelExcluirEnderecoDocument, {
    refetchQueries: [PainelClienteDocument],
  });
  const run = async () => {
    const { data: answer } = await remove({ variables: { entrada: { id, versao } } });
    if (answer?.excluirEndereco?.__typename === 'EnderecoExcluido') onClose();
  };
  return (
    <ConfirmDialog
      title="Excluir endereço?"
      confirmLabel="Excluir"
      busy={loading}
      error={error}
      refusal={refusalOf(data?.excluirEndereco, 'EnderecoExcluido')}
      // What goes wrong is in `error`.
      onConfirm={() => void run().catch(() => {})}
      onClose={onClose}
    >
      <p>{inOneLine(endereco)}</p>
      {principal && <p>É o principal: o mais antigo dos outros passa a ser.</p>}
    </ConfirmDialog>
  );
}
