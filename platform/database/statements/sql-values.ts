import { charactersIn } from './characters.ts';
import { isoInstant } from './instant-text.ts';

/** An instant as the servers compare and store it: `2026-01-31 12:30:00.000`, UTC. */
export function toSqlInstant(instant: Date): string {
  return isoInstant(instant).slice(0, 23).replace('T', ' ');
}

const MAX_ID_DIGITS = 19;
const ID = /^[1-9][0-9]*$/;

/** Whether a string can be an id at all: a positive integer in digits that fits BIGINT. */
export function isId(text: string): boolean {
  return text.length <= MAX_ID_DIGITS && ID.test(text);
}

/** InnoDB's default `innodb_ft_min_token_size`: shorter words are not in a full-text index. */
const MIN_INDEXED_LENGTH = 3;
/** The words of INNODB_FT_DEFAULT_STOPWORD that are long enough; they are not in an index either. */
const STOPWORDS = new Set(
  'about are com for from how that the this was what when where who will with und www'.split(' '),
);

/**
 * Search words as a full-text boolean query in which each word is required and may be a beginning: `+ana* +silva*`.
 * Words are what InnoDB's parser takes for words, so no operator of the query language gets through. A word that the
 * index does not have (`de`, `24`, `com`) would match no row, so it counts only where there is no other.
 * Null when there is no word.
 */
export function fullTextPrefixQuery(text: string): string | null {
  const words =
    text
      .normalize('NFC')
      .match(/[\p{L}\p{N}_]+/gu)
      ?.filter((word) => /[^_]/.test(word)) ?? [];
  const indexed = words.filter(
    (word) => charactersIn(word) >= MIN_INDEXED_LENGTH && !STOPWORDS.has(word.toLowerCase()),
  );
  const wanted = indexed.length > 0 ? indexed : words;
  return wanted.length > 0 ? wanted.map((word) => `+${word}*`).join(' ') : null;
}
