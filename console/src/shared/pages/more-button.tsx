import type { ErrorLike } from '@apollo/client';
import { useEffect, useRef, useState } from 'react';
import { BusyButton } from '../forms/busy-button.tsx';
import { Failure } from './states.tsx';

/** Where a page of a list ends. */
export interface PageEnd {
  hasNextPage: boolean;
  endCursor: string | null;
}

/** Asks for the next page of a list, where there is one. */
export function MoreButton({
  pageInfo,
  loading,
  fetchMore,
}: {
  pageInfo: PageEnd | undefined;
  loading: boolean;
  fetchMore: (options: { variables: { after: string | null } }) => Promise<unknown>;
}) {
  /** Why the page did not come: a part that is missing leaves it out too, and the query's own `error` is of its first page alone. */
  const [error, setError] = useState<ErrorLike | null>(null);
  const isAsking = useRef(false);
  useEffect(() => {
    // Another list, or this one from its beginning.
    if (loading && !isAsking.current) setError(null);
  }, [loading]);
  if (!pageInfo?.hasNextPage) return null;

  const ask = async () => {
    isAsking.current = true;
    setError(null);
    try {
      await fetchMore({ variables: { after: pageInfo.endCursor } });
    } catch (failure) {
      // What Apollo Client rejects with.
      setError(failure as ErrorLike);
    } finally {
      isAsking.current = false;
    }
  };
  return (
    <>
      {error && <Failure error={error} />}
      <p>
        <BusyButton busy={loading} onClick={() => void ask()}>
          {loading ? 'Carregando…' : 'Mostrar mais'}
        </BusyButton>
      </p>
    </>
  );
}
