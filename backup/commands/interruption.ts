import { STOP_SIGNALS } from '../../platform/process/ending/stop-signals.ts';

/** The result of some work, which is told when a signal asks this process to end and then ends with an error; a second signal ends the process at once. */
export async function interruptible<Result>(
  work: (interrupted: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const interruption = new AbortController();
  const onSignal = () => {
    if (interruption.signal.aborted) process.exit(1);
    interruption.abort();
  };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  try {
    return await work(interruption.signal);
  } finally {
    for (const signal of STOP_SIGNALS) process.off(signal, onSignal);
  }
}
