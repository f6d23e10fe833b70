import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type DadosDoClienteFragment, PainelExcluirClienteDocument } from '../../generated/graphql.ts';
import { Dialog } from '../../shared/dialogs/dialog.tsx';
import { BusyButton } from '../../shared/forms/busy-button.tsx';
import { Field } from '../../shared/forms/field.tsx';
import { Failure } from '../../shared/pages/states.tsx';
import { looksAs } from '../../shared/values/characters.ts';

/** Erases a customer once the name has been typed, and goes to where the progress is shown. */
export function EraseDialog({
  cliente: { id, nome, versao },
  onClose,
}: {
  cliente: DadosDoClienteFragment;
  onClose: () => void;
}) {
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [erase, { data, loading, error, client }] = useMutation(PainelExcluirClienteDocument);
  const result = data?.excluirCliente;
  const submit = async () => {
    const { data: answer } = await erase({ variables: { entrada: { id, versao } } });
    if (answer?.excluirCliente?.__typename !== 'ClienteExcluido') return;
    navigate(`/clientes/${id}/exclusao`);
    // Nothing of a person who was erased stays in this browser either.
    await client.clearStore();
  };
  return (
    <Dialog title={`Excluir ${nome}?`} onClose={onClose}>
      <p>
        Os dados e os endereços são apagados em todos os domínios (LGPD, art. 18, VI). As compras ficam, sem
        ligação com a pessoa. Não há como desfazer.
      </p>
      {error && <Failure error={error} />}
      {result && result.__typename !== 'ClienteExcluido' && (
        <p role="alert" className="notice bad">
          {result.mensagem}{' '}
          {result.__typename === 'Conflito' && 'Feche, confira os dados novos e decida de novo.'}
        </p>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          // What goes wrong is in `error`.
          submit().catch(() => {});
        }}
      >
        <Field
          label={`Para confirmar, digite: ${nome}`}
          value={typed}
          autoComplete="off"
          onChange={({ target }) => setTyped(target.value)}
        />
        <p className="actions">
          <BusyButton type="submit" className="danger" busy={loading} disabled={!looksAs(typed, nome)}>
            {loading ? 'Excluindo…' : 'Excluir para sempre'}
          </BusyButton>
          <button type="button" onClick={onClose}>
            Cancelar
          </button>
        </p>
      </form>
    </Dialog>
  );
}
