/** What `${env.NAME}` in a configuration stands for. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
