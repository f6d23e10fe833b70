/** The `code` of an error, as those of Node and of drivers of databases have one; null for an error without. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return error.code === undefined || error.code === null ? null : String(error.code);
}
