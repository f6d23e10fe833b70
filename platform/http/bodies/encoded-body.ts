/** Shorter texts are written together with the headers, in one string. */
const MIN_CHARACTERS = 1_024;
/** No longer text is kept until the next one comes. */
const MAX_KEPT_CHARACTERS = 256 * 1024;

let last: { text: string; bytes: Buffer } = { text: '', bytes: Buffer.alloc(0) };

/**
 * The text of an answer as what is sent of it. Bytes where it is not short: several look at how many there are, and finding
 * that out takes as long as encoding the text once. Answers that are one text (response-text.ts) follow each other, and
 * share its bytes.
 */
export function encodedBody(text: string): string | Buffer {
  if (text.length < MIN_CHARACTERS) return text;
  if (text === last.text) return last.bytes;
  const bytes = Buffer.from(text);
  if (text.length <= MAX_KEPT_CHARACTERS) last = { text, bytes };
  return bytes;
}
