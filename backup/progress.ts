/** Says how far something has come. */
export interface Progress {
  /** Something that changes all the time, of which some is shown. */
  during(message: string): void;
  /** Something that is done. */
  done(message: string): void;
}

const EVERY_MS = 2_000;

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
