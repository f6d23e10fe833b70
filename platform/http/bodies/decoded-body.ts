import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

/** The error for a body that cannot be read as text. */
export class UnreadableBody extends Error {
  readonly code: string;
  constructor(
    code: 'ENCODING_UNKNOWN' | 'ENCODING_BROKEN' | 'TOO_LARGE' | 'NOT_UTF8',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'UnreadableBody';
    this.code = code;
  }
}

type Decompress = (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const DECOMPRESS: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  // Some servers leave out the two bytes that begin the format; the low half of the first one is always 8.
  [
    'deflate',
    (data, options) => promisify(((data[0] ?? 0) & 15) === 8 ? inflate : inflateRaw)(data, options),
  ],
]);

/** No server has a use for more of them. */
const MAX_CODINGS = 2;

/** The text of a body that was sent as it is. Throws UnreadableBody. */
export function textOfBody(body: Buffer): string {
  // What is no UTF-8 would be read as other characters without a word.
  if (!isUtf8(body)) throw new UnreadableBody('NOT_UTF8', 'the body is no UTF-8');
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf
    ? body.toString('utf8', 3)
    : body.toString('utf8');
}

/**
 * The text of a compressed body. Throws UnreadableBody.
 *
 * @param encoding the header `content-encoding`
 * @param maxBytes how large the text may be
 */
export async function decodedText(body: Buffer, encoding: string, maxBytes: number): Promise<string> {
  let decoded = body;
  // The last one was applied last.
  for (const name of codings(encoding).reverse()) decoded = await decompressed(decoded, name, maxBytes);
  return textOfBody(decoded);
}

/** What was done to a body, in that order: usually one thing. Throws UnreadableBody. */
function codings(encoding: string): string[] {
  const names = encoding
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MAX_CODINGS || !names.every((name) => DECOMPRESS.has(name)))
    throw new UnreadableBody('ENCODING_UNKNOWN', 'the body has an encoding that is not known here');
  return names;
}

async function decompressed(body: Buffer, name: string, maxBytes: number): Promise<Buffer> {
  try {
    return (await DECOMPRESS.get(name)?.(body, { maxOutputLength: maxBytes })) ?? body;
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (tooLarge)
      throw new UnreadableBody('TOO_LARGE', 'the body is too large when it is decompressed', error);
    throw new UnreadableBody('ENCODING_BROKEN', `the body is not what its encoding ${name} says`, error);
  }
}
