import { useMutation } from '@apollo/client/react';
import { PainelReenviarEventosDocument, type ReenviarEventosEntrada } from '../generated/graphql.ts';
import { messageOf } from '../graph/problems.ts';
import { useMayRun } from '../session.tsx';
import { BusyButton } from '../shared/forms/busy-button.tsx';

/** Asks for dead events to be tried again. Asking twice changes nothing more, so it needs no idempotency key. */
export function ReplayButton({
  entrada,
  asked,
  children,
}: {
  entrada: ReenviarEventosEntrada;
  /** Called when it has been asked for. */
  asked(): unknown;
  children: string;
}) {
  const [replay, { data, error, loading }] = useMutation(PainelReenviarEventosDocument);
  if (!useMayRun('reenviarEventos')) return null;
  const result = data?.reenviarEventos;
  const refused = result && 'mensagem' in result ? result.mensagem : null;
  const problem = error ? messageOf(error) : refused;
  const run = async () => {
    await replay({ variables: { entrada } });
    await asked();
  };
  return (
    <>
      <BusyButton busy={loading} onClick={() => void run().catch(() => {})}>
        {children}
      </BusyButton>
      {problem !== null && (
        <span role="alert" className="error">
          {problem}
        </span>
      )}
    </>
  );
}
