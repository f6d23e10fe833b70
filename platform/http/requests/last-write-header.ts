/** Milliseconds since the user has last written something, as far as the sender knows. */
export const LAST_WRITE_HEADER = 'x-last-write-ms';

/** Nobody asks for longer: a replica may lag for a minute at most (`DATABASE_READ_LAG_MS`). */
export const LAST_WRITE_KNOWN_MS = 60_000;

/** A request, by itself or in a batch. */
interface RequestWithHeaders {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const DIGITS = /^\d{1,5}$/;

/** How long ago the user has written by the header; null where it says nothing usable. It can only make reads more exact. */
export function lastWriteByHeader({ headers }: RequestWithHeaders): number | null {
  const header = headers[LAST_WRITE_HEADER];
  return typeof header === 'string' && DIGITS.test(header) ? Number(header) : null;
}

/** Who has written lately is remembered for so many users, by each process. */
export const MAX_WRITERS = 100_000;
