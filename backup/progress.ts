/** Says how far something has come. */
export interface Progress {
  /** Something that changes all the time, of which some is shown. */
  during(message: string): void;
  /** Something that is done. */
  done(message: string): void;
}

const EVERY_MS = 2_000;

const SLOW_MS = 1_000;

/** What a promise gives; says what is waited for when that takes a second. */
export async function toldWhenSlow<Result>(
  { done }: Pick<Progress, 'done'>,
  message: string,
  waiting: Promise<Result>,
): Promise<Result> {
  const timer = setTimeout(() => done(`${message} ...`), SLOW_MS);
  try {
    return await waiting;
  } finally {
    clearTimeout(timer);
  }
}

/** Says at most every two seconds how far it is, and everything that is done. */
export function progressOn(print: (line: string) => void): Progress {
  let last = performance.now();
  return {
    during(message) {
      const now = performance.now();
      if (now - last < EVERY_MS) return;
      last = now;
      print(`${message} ...`);
    },
    done: print,
  };
}
