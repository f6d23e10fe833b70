import type { GraphQLFormattedError } from 'graphql';
import { ExactNumber } from '../../http/bodies/exact-json.ts';
import { isJsonObject } from '../../http/bodies/json-object.ts';

/** Characters of a message, and of each text in extensions. */
const MAX_TEXT = 2_000;
/** Characters of all extensions of an error. */
const MAX_EXTENSIONS = 8_000;
/** No answer is as deep. */
const MAX_STEPS = 256;
/** Lists and objects inside each other. */
const MAX_NESTED = 16;
/** What a number, a boolean, and what stands around any value take. */
const CHARACTERS_OF_VALUE = 8;

/**
 * Where in its code a subgraph has failed, as servers in development mode tell it (Apollo Server, Yoga, HotChocolate,
 * graphql-php, graphql-ruby), without `_` and in small letters.
 */
const TRACES: ReadonlySet<string> = new Set([
  'stacktrace',
  'stack',
  'exception',
  'backtrace',
  'trace',
  'debugmessage',
  'originalerror',
]);

/** How much of an error's extensions may still come. */
interface Room {
  left: number;
}

/**
 * What is taken of an error of a subgraph, wherever it then goes: some lines of what it says, without where in the
 * subgraph's code that was. Of extensions that are too large the code is kept, and what comes first.
 */
export function boundedError({
  message,
  path,
  extensions,
}: Pick<GraphQLFormattedError, 'message' | 'path' | 'extensions'>): GraphQLFormattedError {
  return {
    message: cut(message, MAX_TEXT),
    ...(path ? { path: boundedPath(path) } : {}),
    ...(extensions ? { extensions: boundedExtensions(extensions) } : {}),
  };
}

function boundedPath(path: readonly (string | number)[]): (string | number)[] {
  return path.slice(0, MAX_STEPS).map((step) => (typeof step === 'string' ? cut(step, MAX_TEXT) : step));
}

function boundedExtensions(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const room: Room = { left: MAX_EXTENSIONS };
  const { code, retryable } = extensions;
  const kept = {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof retryable === 'boolean' ? { retryable } : {}),
  };
  // First, so that there is room for them.
  return boundedObject({ ...kept, ...extensions }, room, MAX_NESTED);
}

function boundedObject(
  object: Readonly<Record<string, unknown>>,
  room: Room,
  levels: number,
): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const name in object) {
    // As servers write it, in whatever way of putting words together.
    if (TRACES.has(name.replaceAll(/[_-]/g, '').toLowerCase())) continue;
    if (name.length > MAX_TEXT) continue;
    room.left -= name.length;
    if (room.left < 0) break;
    entries.push([name, boundedValue(object[name], room, levels)]);
  }
  return Object.fromEntries(entries);
}

function boundedValue(value: unknown, room: Room, levels: number): unknown {
  room.left -= CHARACTERS_OF_VALUE;
  if (typeof value === 'string') {
    const text = cut(value, Math.min(MAX_TEXT, Math.max(room.left, 0)));
    room.left -= text.length;
    return text;
  }
  if (value instanceof ExactNumber) {
    room.left -= value.source.length;
    return room.left < 0 ? null : value;
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of levels > 0 ? value : []) {
      if (room.left < 0) break;
      items.push(boundedValue(item, room, levels - 1));
    }
    return items;
  }
  if (isJsonObject(value)) return levels > 0 ? boundedObject(value, room, levels - 1) : {};
  return value;
}

/** A text of so many characters at most, and no half of a character at its end. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length);
  return `${/[\uD800-\uDBFF]$/.test(start) ? start.slice(0, -1) : start}…`;
}
