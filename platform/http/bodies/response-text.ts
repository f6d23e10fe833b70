import { setImmediate as nextTurn } from 'node:timers/promises';
import { boundedAnswer, deadlineExceeded, tooLargeText } from './answer-limit.ts';
import { stringifyJson } from './exact-json.ts';

/** Values that are written at once. */
const VALUES_PER_PIECE = 5_000;
/** What is written before others get their turn, whichever comes first: a few milliseconds. */
const CHARACTERS_PER_TURN = 256 * 1024;
const PIECES_PER_TURN = 4;

/** Whether nobody waits for a response any more. */
type IsInVain = () => boolean;

/** Data of responses that is still to be written. */
const largeData = new WeakMap<object, IsInVain>();

/**
 * Notes that there is so much data that it is not to be written in one turn of the event loop.
 *
 * @param isInVain looked at before each turn
 */
export function noteLarge(data: object, isInVain: IsInVain): void {
  largeData.set(data, isInVain);
}

/** The texts of responses that have nothing but data that several responses have; null until one is written. */
const sharedTexts = new WeakMap<object, string | Promise<string> | null>();

/** Notes that several responses have this data, so that its text is written once. Nobody changes it from now on. */
export function noteShared(data: object): void {
  sharedTexts.set(data, null);
}

/**
 * The text of a GraphQL response, or that of an error in its place when it is larger than it may be: the same as
 * `JSON.stringify` and a line break give. A promise of it where its data was noted as large, as others get their turn
 * meanwhile; that of DEADLINE_EXCEEDED when nobody waits any more before all is written.
 */
export function responseText(response: { data?: unknown }, maxBytes: number): string | Promise<string> {
  const { data } = response;
  if (typeof data !== 'object' || data === null || !isDataAlone(response)) return written(response, maxBytes);
  const known = sharedTexts.get(data);
  if (known === undefined) return written(response, maxBytes);
  if (known !== null) return known;
  const text = written(response, maxBytes);
  sharedTexts.set(data, text);
  return text;
}

function isDataAlone(response: object): boolean {
  for (const name in response) {
    if (name !== 'data' && Reflect.get(response, name) !== undefined) return false;
  }
  return true;
}

function written(response: { data?: unknown }, maxBytes: number): string | Promise<string> {
  const { data } = response;
  const isInVain = typeof data === 'object' && data !== null ? largeData.get(data) : undefined;
  if (isInVain) return inTurns(response, maxBytes, isInVain);
  return boundedAnswer(`${stringifyJson(response)}\n`, maxBytes);
}

async function inTurns(response: object, maxBytes: number, isInVain: IsInVain): Promise<string> {
  let text = '';
  let turnEndsAt = 0;
  let piecesLeft = PIECES_PER_TURN;
  for (const piece of pieces(response)) {
    text += piece;
    piecesLeft -= 1;
    if (text.length < turnEndsAt && piecesLeft > 0) continue;
    // A character has at least one byte.
    if (text.length > maxBytes) return tooLargeText(maxBytes);
    await nextTurn();
    if (isInVain()) return deadlineExceeded();
    turnEndsAt = text.length + CHARACTERS_PER_TURN;
    piecesLeft = PIECES_PER_TURN;
  }
  await nextTurn();
  return boundedAnswer(`${text}\n`, maxBytes);
}

/** The text of an object or a list in pieces: parts that follow each other are one as long as they are small together. */
function pieces(value: object): Generator<string> {
  return Array.isArray(value) ? piecesOfList(value) : piecesOfObject(value);
}

function* piecesOfList(list: readonly unknown[]): Generator<string> {
  let before = '[';
  let from = 0;
  let room = VALUES_PER_PIECE;
  for (let at = 0; at < list.length; at += 1) {
    const part = list[at];
    const left = roomLeft(part, room);
    if (left >= 0) {
      room = left;
      continue;
    }
    if (at > from) {
      yield before + withoutBrackets(list.slice(from, at));
      before = ',';
    }
    from = at;
    room = Math.max(0, roomLeft(part, VALUES_PER_PIECE));
    if (isDivisible(part)) {
      yield before;
      yield* pieces(part);
      before = ',';
      from = at + 1;
      room = VALUES_PER_PIECE;
    }
  }
  if (from < list.length) yield before + withoutBrackets(list.slice(from));
  else if (before === '[') yield '[';
  yield ']';
}

function* piecesOfObject(object: object): Generator<string> {
  let before = '{';
  let group = new Group();
  for (const name of Object.keys(object)) {
    const part: unknown = Reflect.get(object, name);
    if (group.takes(name, part)) continue;
    const text = group.text();
    if (text !== '') {
      yield before + text;
      before = ',';
    }
    group = new Group();
    if (isDivisible(part)) {
      yield `${before}${JSON.stringify(name)}:`;
      yield* pieces(part);
      before = ',';
    } else {
      group.add(name, part);
    }
  }
  const text = group.text();
  if (text !== '') yield before + text;
  else if (before === '{') yield '{';
  yield '}';
}

/** Properties of an object that are written together. */
class Group {
  /** A name may be `__proto__`. */
  readonly #properties: Record<string, unknown> = Object.create(null);
  #room = VALUES_PER_PIECE;

  /** Adds a property if there is room for it. */
  takes(name: string, part: unknown): boolean {
    const left = roomLeft(part, this.#room);
    if (left < 0) return false;
    this.#room = left;
    this.#properties[name] = part;
    return true;
  }

  /** Adds a property that is alone. */
  add(name: string, part: unknown): void {
    this.#room = 0;
    this.#properties[name] = part;
  }

  text(): string {
    return withoutBrackets(this.#properties);
  }
}

function withoutBrackets(value: object): string {
  return stringifyJson(value).slice(1, -1);
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
