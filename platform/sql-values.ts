/** An instant as the servers compare and store it: `2026-01-31 12:30:00.000`, UTC. */
export function toSqlInstant(instant: Date): string {
  return instant.toISOString().slice(0, 23).replace('T', ' ');
}

const MAX_ID_DIGITS = 19;
const ID = /^[1-9][0-9]*$/;

/** Whether a string can be an id at all: a positive integer in digits that fits BIGINT. */
export function isId(text: string): boolean {
  return text.length <= MAX_ID_DIGITS && ID.test(text);
}

/**
 * Search words as a full-text boolean query in which each word is required and may be a beginning: `+ana* +sil*`.
 * Everything but letters and digits separates words, so no operator of the query language gets through.
 * Null when there is no word.
 */
export function fullTextPrefixQuery(text: string): string | null {
  const words = text.match(/[\p{L}\p{N}]+/gu);
  return words ? words.map((word) => `+${word}*`).join(' ') : null;
}
