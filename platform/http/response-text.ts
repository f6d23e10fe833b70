import { setImmediate as nextTurn } from 'node:timers/promises';
import { answerTooLarge, boundedAnswer } from './answer-size.ts';
import { stringifyJson } from './exact-json.ts';

/** Values that are written at once. */
const VALUES_PER_PIECE = 5_000;
/** Characters that are written before others get their turn: a few milliseconds. */
const CHARACTERS_PER_TURN = 256 * 1024;

/** Data of responses that is still to be written. */
const largeData = new WeakSet<object>();

/** Notes that there is so much data that it is not to be written in one turn of the event loop. */
export function noteLarge(data: object): void {
  largeData.add(data);
}

/**
 * The text of a GraphQL response, or that of an error in its place when it is larger than it may be: the same as
 * `JSON.stringify` and a line break give. A promise of it where its data was noted as large, as others get their turn
 * meanwhile.
 */
export function responseText(response: { data?: unknown }, maxBytes: number): string | Promise<string> {
  const { data } = response;
  if (typeof data === 'object' && data !== null && largeData.has(data)) return inTurns(response, maxBytes);
  return boundedAnswer(`${stringifyJson(response)}\n`, maxBytes);
}

async function inTurns(response: object, maxBytes: number): Promise<string> {
  let text = '';
  let turnEndsAt = 0;
  for (const piece of pieces(response)) {
    text += piece;
    if (text.length < turnEndsAt) continue;
    // A character has at least one byte.
    if (text.length > maxBytes) return answerTooLarge(maxBytes);
    await nextTurn();
    turnEndsAt = text.length + CHARACTERS_PER_TURN;
  }
  await nextTurn();
  return boundedAnswer(`${text}\n`, maxBytes);
}

/** The text of an object or a list in pieces: parts that follow each other are one as long as they are small together. */
function* pieces(value: object): Generator<string> {
  const isList = Array.isArray(value);
  const [open, close] = isList ? '[]' : '{}';
  let before = open;
  let group = new Group(isList);
  for (const [key, part] of isList ? value.entries() : Object.entries(value)) {
    const name = String(key);
    if (group.takes(name, part)) continue;
    const text = group.text();
    if (text !== '') {
      yield before + text;
      before = ',';
    }
    group = new Group(isList);
    if (isDivisible(part)) {
      yield isList ? `${before}` : `${before}${JSON.stringify(name)}:`;
      yield* pieces(part);
      before = ',';
    } else {
      group.add(name, part);
    }
  }
  const text = group.text();
  if (text !== '') yield before + text;
  else if (before === open) yield `${open}`;
  yield `${close}`;
}

/** Parts of a list or of an object that are written together. */
class Group {
  readonly #isList: boolean;
  readonly #items: unknown[] = [];
  /** A name may be `__proto__`. */
  readonly #properties: Record<string, unknown> = Object.create(null);
  #room = VALUES_PER_PIECE;

  constructor(isList: boolean) {
    this.#isList = isList;
  }

  /** Adds a part if there is room for it. */
  takes(name: string, part: unknown): boolean {
    const left = roomLeft(part, this.#room);
    if (left < 0) return false;
    this.#room = left;
    this.#put(name, part);
    return true;
  }

  /** Adds a part that is alone. */
  add(name: string, part: unknown): void {
    this.#room = 0;
    this.#put(name, part);
  }

  /** Without brackets. */
  text(): string {
    return stringifyJson(this.#isList ? this.#items : this.#properties).slice(1, -1);
  }

  #put(name: string, part: unknown): void {
    if (this.#isList) this.#items.push(part);
    else this.#properties[name] = part;
  }
}

function isDivisible(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !hasOwnText(value) && roomLeft(value, VALUES_PER_PIECE) < 0
  );
}

/** How many more values than a value has there may be; less than none where it has more. */
function roomLeft(value: unknown, room: number): number {
  if (typeof value !== 'object' || value === null) return room - 1;
  let left = room - 1;
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    if (left < 0) return left;
    left = typeof part === 'object' && part !== null ? roomLeft(part, left) : left - 1;
  }
  return left;
}

/** Whether an object says itself what is written of it. */
function hasOwnText(value: object): boolean {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}
