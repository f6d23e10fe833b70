import { randomUUID } from 'node:crypto';

/** The header by which one request is known in every process. */
export const REQUEST_ID_HEADER = 'x-request-id';

const ACCEPTED = /^[A-Za-z0-9._-]{8,64}$/;
/** What a router sends for several requests at once. */
const SEVERAL = /^[A-Za-z0-9._-]{8,64}(,[A-Za-z0-9._-]{8,64}){0,15}$/;

/** The id of one request, or the first where several stand together; null for what is none. */
export function oneRequestId(id: string): string | null {
  const [first = ''] = id.split(',', 1);
  return ACCEPTED.test(first) ? first : null;
}

/**
 * The caller's request id when it is one, else a new one. An id is at most 64 characters, so that it can be logged.
 *
 * @param several whether up to 16 ids may stand in the header, with commas between them; they are taken as they are
 */
export function requestId(
  header: string | string[] | undefined,
  { several = false }: { several?: boolean } = {},
): string {
  const accepted = several ? SEVERAL : ACCEPTED;
  return typeof header === 'string' && accepted.test(header) ? header : randomUUID();
}
