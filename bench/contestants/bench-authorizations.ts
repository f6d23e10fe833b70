/** The `Authorization` headers of the users of this run, as contestants find them in `BENCH_AUTHORIZATIONS`. */
export function benchAuthorizations(): ReadonlySet<string | undefined> {
  const text = process.env.BENCH_AUTHORIZATIONS;
  if (!text) throw new Error('BENCH_AUTHORIZATIONS is not set: the benchmark starts its contestants itself');
  return new Set(text.split(','));
}
