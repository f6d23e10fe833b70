import { charactersIn, firstCharacters } from './characters.ts';

/** What the graph looks for in texts has 2 to 100 characters, and a letter or digit among them. */
const MIN_LENGTH = 2;
const MAX_LENGTH = 100;

/** What can be looked for of what somebody has typed; null where that is too little. */
export function searchOf(typed: string): string | null {
  const text = firstCharacters(typed.trim(), MAX_LENGTH).trim();
  return charactersIn(text) < MIN_LENGTH || !/[\p{L}\p{N}]/u.test(text) ? null : text;
}
