import { BusyButton } from '../forms/busy-button.tsx';

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
  if (!pageInfo?.hasNextPage) return null;
  return (
    <p>
      <BusyButton
        busy={loading}
        onClick={() => {
          // What goes wrong is in the query's own `error`.
          fetchMore({ variables: { after: pageInfo.endCursor } }).catch(() => {});
        }}
      >
        {loading ? 'Carregando…' : 'Mostrar mais'}
      </BusyButton>
    </p>
  );
}
