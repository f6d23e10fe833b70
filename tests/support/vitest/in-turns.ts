/** Seconds that a test file takes, and how many of them are work of this machine; the others are waiting. */
export interface TestTime {
  seconds: number;
  cpu: number;
}

/**
 * The longest first, so that no worker is left with one when the others have nothing more to do; and in an order in which half
 * of the workers have files that mostly wait, as long as there are any, because more would leave the machine idle.
 */
export function inTurns<File extends TestTime>(files: readonly File[], workers: number): File[] {
  const longestFirst = files.toSorted((one, other) => other.seconds - one.seconds);
  const waiting = longestFirst.filter(mostlyWaits);
  const working = longestFirst.filter((file) => !mostlyWaits(file));
  const running = Array.from({ length: workers }, () => ({ until: 0, waits: false }));
  return files.map(() => {
    const worker = running.reduce((first, one) => (one.until < first.until ? one : first));
    worker.waits = false;
    const isTurnOfWaiting = running.filter(({ waits }) => waits).length < workers / 2;
    const next = (isTurnOfWaiting ? waiting.shift() : working.shift()) ?? waiting.shift() ?? working.shift();
    // There are as many turns as files.
    if (!next) throw new Error('there are no more files');
    worker.until += next.seconds;
    worker.waits = mostlyWaits(next);
    return next;
  });
}

function mostlyWaits({ seconds, cpu }: TestTime): boolean {
  return cpu < seconds / 4;
}
