/** Whether a statement failed because a table that it names is not there. */
export function isWithoutTable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ER_NO_SUCH_TABLE';
}
