import type { ErrorLike } from '@apollo/client';
import type { ReactNode } from 'react';
import { domainName, messageOf, type Problems } from '../../graph/problems.ts';

/** That something is on its way. */
export function Loading({ what = 'Carregando…' }: { what?: string }) {
  return (
    <p role="status" className="loading">
      {what}
    </p>
  );
}

/** A page that has nothing to show yet, or for want of an answer: it has its heading all the same. */
export function Awaited({
  title,
  error,
  retry,
}: {
  title: string;
  error: ErrorLike | undefined;
  retry: () => unknown;
}) {
  return (
    <>
      <h1>{title}</h1>
      {error ? <Failure error={error} retry={retry} /> : <Loading />}
    </>
  );
}

/** That a list has nothing in it. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

/** That nothing can be shown, why, and another try. */
export function Failure({ error, retry }: { error: ErrorLike; retry?: () => unknown }) {
  return (
    <div role="alert" className="notice bad">
      <p>{messageOf(error)}</p>
      {retry && (
        <button type="button" onClick={() => retry()}>
          Tentar de novo
        </button>
      )}
    </div>
  );
}

/** What an answer lacks although there is one: domains that did not answer, and what is not for this user. */
export function Notices({ problems, retry }: { problems: Problems; retry: () => unknown }) {
  const { unavailable, denied, others } = problems;
  return (
    <>
      {unavailable.length > 0 && (
        <div role="alert" className="notice warn">
          <p>
            <strong>Resposta parcial.</strong> Sem resposta de {unavailable.map(domainName).join(', ')}: o que
            vem dali falta nesta página.
          </p>
          <button type="button" onClick={() => retry()}>
            Tentar de novo
          </button>
        </div>
      )}
      {denied.size > 0 && (
        <p role="note" className="notice">
          Parte desta página não é mostrada: seu usuário não tem permissão para ver esses dados.
        </p>
      )}
      {others.map((message) => (
        <p role="alert" className="notice bad" key={message}>
          {message}
        </p>
      ))}
    </>
  );
}

/** In place of a value: that it is not there, not for this user, or that its domain did not answer. */
export function Value({
  children,
  why,
}: {
  children?: ReactNode;
  why?: 'denied' | 'unavailable' | undefined;
}) {
  if (why === 'denied') return <span className="absent">sem permissão</span>;
  if (why === 'unavailable') return <span className="absent">indisponível</span>;
  if (children === null || children === undefined || children === '')
    return <span className="absent">—</span>;
  return <>{children}</>;
}
