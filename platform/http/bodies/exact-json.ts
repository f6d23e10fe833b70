import { randomUUID } from 'node:crypto';
import { endOfString, isExponent, MINUS, QUOTE, SAFE_DIGITS } from './json-text.ts';

/** A number of JSON that a JavaScript number cannot hold, such as 9007199254740993, as it was written. */
export class ExactNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }

  /** For `stringifyJson`, which writes the number and not this text. */
  toJSON(): string {
    marked = true;
    return `${MARK}${this.source}`;
  }
}

/** What nobody outside this process can write. */
const MARK = `\uE000${randomUUID()}:`;
const MARKED_NUMBER = new RegExp(`"${MARK}([^"]*)"`, 'g');
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Whether the text that was written last has an ExactNumber. */
let marked = false;

/** A value of JSON; each number that would lose digits is an ExactNumber. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  const marked = mayLoseDigits(text) ? markNumbers(text) : text;
  // A reviver is called for each value, and many digits in a row are most often a text.
  return marked === text ? JSON.parse(text) : JSON.parse(marked, reviveNumber);
}

/**
 * The value that `text` has been parsed to, with an ExactNumber for each number that has lost digits. Takes no longer than
 * looking through the text where there is none.
 */
export function withExactNumbers(parsed: unknown, text: string): unknown {
  return mayLoseDigits(text) ? parseJson(text) : parsed;
}

/** A value of `parseJson` with JavaScript's numbers in place of exact ones; the very same where there are none. */
export function roundNumbers<Value>(value: Value): Value {
  // What is no ExactNumber stays what it is.
  return holdsExactNumber(value) ? (rounded(value) as Value) : value;
}

function holdsExactNumber(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof ExactNumber || Object.values(value).some(holdsExactNumber);
}

function rounded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ExactNumber) return Number(value.source);
  if (Array.isArray(value)) return value.map(rounded);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rounded(one)]));
}

/** A value as JSON, with the numbers of `parseJson` as they were written. */
export function stringifyJson(value: unknown): string {
  marked = false;
  const text = JSON.stringify(value);
  return marked ? text.replace(MARKED_NUMBER, '$1') : text;
}

function reviveNumber(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(MARK)
    ? new ExactNumber(value.slice(MARK.length))
    : value;
}

/**
 * Whether a text has more than SAFE_DIGITS digits in a row, or an exponent of three digits. Every third character is
 * enough to find either; also digits inside strings are found, which costs time only.
 */
function mayLoseDigits(text: string): boolean {
  const { length } = text;
  for (let at = 2; at < length; at += 3) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let start = at;
    while (start > 0 && isDigitOrPoint(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < length && isDigitOrPoint(text.charCodeAt(end))) end += 1;
    if (end - start > SAFE_DIGITS) return true;
    if (end - start >= 3 && isInExponent(text, start)) return true;
    // The next digits begin behind these.
    at = end - 1;
  }
  return false;
}

/** Whether the digits from `start` on are an exponent's. */
function isInExponent(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  const letter = before === '+' || before === '-' ? start - 2 : start - 1;
  return isExponent(text.charCodeAt(letter)) && isDigit(text.charCodeAt(letter - 1));
}

/** The text with each number that would lose digits as a marked string. What is no JSON stays so. */
function markNumbers(text: string): string {
  let result = '';
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === MINUS || isDigit(code)) {
      const start = at;
      at += 1;
      while (at < text.length && isPartOfNumber(text.charCodeAt(at))) at += 1;
      const number = text.slice(start, at);
      if (!losesDigits(number)) continue;
      result += `${text.slice(copied, start)}"${MARK}${number}"`;
      copied = at;
    } else {
      at += 1;
    }
  }
  return result + text.slice(copied);
}

/** Whether a number of JSON has another value as a JavaScript number. */
function losesDigits(number: string): boolean {
  const written = decimal(number);
  if (written === null) return false;
  const held = decimal(String(Number(number)));
  return held === null || held.digits !== written.digits || held.exponent !== written.exponent;
}

/** A number without its sign as `0.digits * 10^exponent`, with no zero at either end of the digits; null if it is none. */
function decimal(number: string): { digits: string; exponent: number } | null {
  const match = NUMBER.exec(number);
  if (!match) return null;
  const [, fraction = '', power = '0'] = match;
  const [mantissa = ''] = number.replace('-', '').split(/[eE]/);
  const all = mantissa.replace('.', '');
  const significant = all.replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  if (digits === '') return { digits, exponent: 0 };
  return { digits, exponent: Number(power) - fraction.length + significant.length };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isDigitOrPoint(code: number): boolean {
  return isDigit(code) || code === 46;
}

/** Digits, `.`, `e`, `E`, `+` and `-`. */
function isPartOfNumber(code: number): boolean {
  return isDigitOrPoint(code) || code === 101 || code === 69 || code === 43 || code === 45;
}
