import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** By how much more `npm run test:long` tries than `npm test`. */
    moreRuns: number;
  }
}

/** How many inputs a property is tried with: so many in `npm test`, ten times as many in `npm run test:long`. */
export function runs(short: number): number {
  return short * inject('moreRuns');
}
