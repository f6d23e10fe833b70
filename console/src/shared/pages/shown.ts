/**
 * What a page shows of a query: its answer; while that is on its way the last one, so that nothing jumps. Nothing of the last one once
 * the query has failed: it is of other filters than those that stand above it.
 */
export function shownOf<Answer, Last>({
  data,
  previousData,
  error,
}: {
  data: Answer | undefined;
  previousData?: Last | undefined;
  error?: unknown;
}): Answer | Last | undefined {
  return data ?? (error ? undefined : previousData);
}
