const SHOW_AFTER_MS = 1_000;

/** Runs a step and says so when it takes longer than a second, and at its end how long it took. */
export async function withProgress<Result>(what: string, step: () => Promise<Result>): Promise<Result> {
  const started = Date.now();
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    process.stdout.write(`${what} ...\n`);
  }, SHOW_AFTER_MS);
  try {
    return await step();
  } finally {
    clearTimeout(timer);
    if (shown) process.stdout.write(`${what}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  }
}
