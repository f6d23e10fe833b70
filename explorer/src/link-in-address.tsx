import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { writeLink } from './link.ts';

/**
 * Keeps the address of the page that of the operation shown, so that it can be copied and sent to somebody.
 *
 * @param shown what the page shows by itself: the address says nothing of it
 * @param operationName the operation that the address has chosen of several
 */
export function LinkInAddress({ shown, operationName }: { shown: string; operationName: string | null }) {
  const { tabs, activeTabIndex, operations, chosen } = useGraphiQL((state) => ({
    tabs: state.tabs,
    activeTabIndex: state.activeTabIndex,
    operations: state.operations,
    chosen: state.operationName ?? null,
  }));
  const { setOperationName } = useGraphiQLActions();
  // Once, when the operations of the linked document are known; afterwards it is chosen in the page.
  const wanted = useRef(operationName);
  const several = (operations?.length ?? 0) > 1;
  useEffect(() => {
    if (wanted.current === null || operations === undefined) return;
    if (operations.some(({ name }) => name?.value === wanted.current)) setOperationName(wanted.current);
    wanted.current = null;
  }, [operations, setOperationName]);

  const tab = tabs[activeTabIndex];
  const query = tab?.query ?? '';
  const variables = tab?.variables ?? '';
  useEffect(() => {
    if (operations === undefined) return;
    const isShown = query.trim() === '' || (query === shown && variables.trim() === '');
    const search = isShown ? '' : writeLink({ query, variables, operationName: several ? chosen : null });
    history.replaceState(null, '', location.pathname + search);
  }, [query, variables, chosen, several, operations, shown]);
  return null;
}
