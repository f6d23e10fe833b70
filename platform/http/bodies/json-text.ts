/** The characters that mean something in JSON. */
export const QUOTE = 34;
export const COMMA = 44;
export const MINUS = 45;
export const ZERO = 48;
export const NINE = 57;
export const OPEN_LIST = 91;
export const CLOSE_LIST = 93;
export const OPEN_OBJECT = 123;
export const CLOSE_OBJECT = 125;
const POINT = 46;
const BACKSLASH = 92;

/** As many digits as JavaScript's numbers keep, whatever they are. */
export const SAFE_DIGITS = 15;

/** The place behind the string that begins here; the end of the text where it has no end. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}

/** The place behind digits and points. */
export function endOfDigits(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); (code >= ZERO && code <= NINE) || code === POINT; ) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return at;
}

/** The place behind white space. */
export function endOfSpace(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** `e` and `E`. */
export function isExponent(code: number): boolean {
  return code === 101 || code === 69;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
