import { setImmediate as nextTurn } from 'node:timers/promises';
import { answerTooLarge, boundedAnswer } from './answer-size.ts';
import { stringifyJson } from './exact-json.ts';

/** Values that are written at once. */
const VALUES_PER_PIECE = 1_000;
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
  let turnEndsAt = CHARACTERS_PER_TURN;
  for (const piece of pieces(response)) {
    text += piece;
    if (text.length < turnEndsAt) continue;
    // A character has at least one byte.
    if (text.length > maxBytes) return answerTooLarge(maxBytes);
    await nextTurn();
    turnEndsAt = text.length + CHARACTERS_PER_TURN;
  }
  return boundedAnswer(`${text}\n`, maxBytes);
}

/** The text of a value in pieces. */
function* pieces(value: unknown): Generator<string> {
  if (!isDivisible(value)) {
    // Only of an object's property, which is not asked for when it has no text.
    yield stringifyJson(value);
  } else if (Array.isArray(value)) {
    yield '[';
    yield* items(value);
    yield ']';
  } else {
    let before = '{';
    for (const [name, part] of Object.entries(value)) {
      if (hasNoText(part)) continue;
      yield `${before}${JSON.stringify(name)}:`;
      yield* pieces(part);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  }
}

/** Small items that follow each other are one piece. */
function* items(list: readonly unknown[]): Generator<string> {
  let small: unknown[] = [];
  let room = VALUES_PER_PIECE;
  let before = '';
  for (const item of list) {
    const left = roomLeft(item, room);
    if (left >= 0) {
      small.push(item);
      room = left;
      continue;
    }
    if (small.length > 0) {
      yield before + withoutBrackets(stringifyJson(small));
      before = ',';
    }
    small = [];
    room = VALUES_PER_PIECE;
    if (isDivisible(item)) {
      yield before;
      yield* pieces(item);
      before = ',';
    } else {
      small.push(item);
      room = roomLeft(item);
    }
  }
  if (small.length > 0) yield before + withoutBrackets(stringifyJson(small));
}

function isDivisible(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !hasOwnText(value) && roomLeft(value) < 0;
}

/** How many more values than a value has there may be; less than none where it has more. */
function roomLeft(value: unknown, room = VALUES_PER_PIECE): number {
  let left = room - 1;
  if (typeof value !== 'object' || value === null) return left;
  for (const name in value) {
    if (left < 0) return left;
    // Any object may be asked for its properties.
    left = roomLeft((value as Record<string, unknown>)[name], left);
  }
  return left;
}

/** Whether an object says itself what is written of it. */
function hasOwnText(value: object): boolean {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function hasNoText(value: unknown): boolean {
  return value === undefined || typeof value === 'function' || typeof value === 'symbol';
}

function withoutBrackets(list: string): string {
  return list.slice(1, -1);
}
