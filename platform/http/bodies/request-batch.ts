import { isJsonObject } from './json-object.ts';
/** The header of answers by which a subgraph says that it takes batches, and in which form. */
export const TAKES_BATCHES_HEADER = 'x-takes-batches';
export const BATCH_FORM = '1';
/** Of what answers a batch. */
export const FRAMES_TYPE = 'application/x-graphql-frames';

/** How many requests one batch has at most. */
export const MAX_BATCHED = 32;

/** One request of a batch, with the headers and the body that it would have by itself. */
export interface BatchedRequest {
  /** Strings, as far as they say anything. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/**
 * One request as it stands in the text of a batch.
 *
 * @param body JSON
 */
export function batchedText(headers: object, body: string): string {
  return `{"headers":${JSON.stringify(headers)},"body":${body}}`;
}

/** The text of a batch of such texts. */
export function batchText(requests: readonly string[]): string {
  return `[${requests.join(',')}]`;
}

/** The requests of a batch; null when it is none. */
export function readBatch(batch: unknown): BatchedRequest[] | null {
  if (!Array.isArray(batch) || batch.length === 0 || batch.length > MAX_BATCHED) return null;
  return batch.every(isBatchedRequest) ? batch : null;
}

function isBatchedRequest(value: unknown): value is BatchedRequest {
  if (!isJsonObject(value) || !('body' in value) || !isJsonObject(value.headers)) return false;
  for (const name in value.headers) if (typeof value.headers[name] !== 'string') return false;
  return true;
}

/**
 * What answers one request of a batch: a line with its place, its status and its text, such as `0 200 {"data":{}}`.
 *
 * @param text JSON; line breaks in it stand between values, where a space says as much
 */
export function frameOf(place: number, status: number, text: string): string {
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  return `${place} ${status} ${line.includes('\n') ? line.replaceAll('\n', ' ') : line}\n`;
}

/** The error for frames that do not answer the batch: not in their form, for no request of it, or a second time. */
export class BrokenFrames extends Error {
  constructor() {
    super('the frames do not answer the batch');
    this.name = 'BrokenFrames';
  }
}

export interface FrameReaderOptions {
  /** How many requests are to be answered. */
  requests: number;
  /** How large the text of one may be. */
  maxBytes: number;
  answer(place: number, status: number, text: Buffer): void;
  /** Of a text that is too large nothing is kept. */
  tooLarge(place: number): void;
}

const LINE_BREAK = 0x0a;
/** As many characters as place and status have at most, with a space behind each. */
const MAX_LABEL = 7;
const LABEL = /^(0|[1-9]\d?) ([1-5]\d\d) /;

/** Reads the answer of a batch as it comes. Each request is answered when its line is there. */
export class FrameReader {
  readonly #options: FrameReaderOptions;
  readonly #answered = new Set<number>();
  /** Of the line that has no end yet. */
  #parts: Buffer[] = [];
  #bytes = 0;
  /** Whether the line is too large, so that the rest of it is passed over. */
  #isSkipping = false;

  constructor(options: FrameReaderOptions) {
    this.#options = options;
  }

  /** Throws BrokenFrames. */
  take(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end !== -1; end = chunk.indexOf(LINE_BREAK, from)) {
      this.#add(chunk.subarray(from, end));
      this.#endLine();
      from = end + 1;
    }
    if (from < chunk.length) this.#add(chunk.subarray(from));
  }

  #add(part: Buffer): void {
    if (this.#isSkipping || part.length === 0) return;
    this.#parts.push(part);
    this.#bytes += part.length;
    if (this.#bytes < this.#options.maxBytes) return;
    const line = this.#joined();
    const { place, length } = this.#readLabel(line);
    // By itself it would have a line break behind it.
    if (line.length - length < this.#options.maxBytes) return;
    this.#answered.add(place);
    this.#options.tooLarge(place);
    this.#parts = [];
    this.#isSkipping = true;
  }

  #endLine(): void {
    if (!this.#isSkipping) {
      const line = this.#joined();
      const { place, status, length } = this.#readLabel(line);
      this.#answered.add(place);
      this.#options.answer(place, status, line.subarray(length));
    }
    this.#parts = [];
    this.#bytes = 0;
    this.#isSkipping = false;
  }

  #joined(): Buffer {
    const [first] = this.#parts;
    if (this.#parts.length === 1 && first) return first;
    const line = Buffer.concat(this.#parts);
    this.#parts = [line];
    return line;
  }

  #readLabel(line: Buffer): { place: number; status: number; length: number } {
    const found = LABEL.exec(line.toString('latin1', 0, MAX_LABEL));
    const place = Number(found?.[1]);
    if (!found || place >= this.#options.requests || this.#answered.has(place)) throw new BrokenFrames();
    return { place, status: Number(found[2]), length: found[0].length };
  }
}
