import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseJson } from './exact-json.ts';

/** What is parsed at once: below a millisecond for usual answers, ten for the worst. */
const CHARACTERS_PER_PIECE = 64 * 1024;
/** What is parsed before others get their turn. */
const CHARACTERS_PER_TURN = 256 * 1024;
/** So many lists and objects in each other a custom scalar may have: less than what exhausts the stack of whoever writes it. */
export const MAX_NESTED = 200;
/** With as many around a custom scalar as no operation asks for. */
const DEEPEST = 500;

/** So many names an object may have; to list a million of them takes most of a second. */
export const MAX_NAMES = 50_000;

export interface ParsingOptions {
  /** Called before each turn; the promise is rejected with what it throws. */
  check?: () => void;
  /** How many lists and objects a long text may have. */
  maxNodes?: number;
  charactersPerPiece?: number;
}

/** A text has more lists and objects than it may have, or an object too many names. */
export class TooManyNodes extends Error {
  constructor() {
    super('the text has too many lists and objects, or an object too many names');
    this.name = 'TooManyNodes';
  }
}

/**
 * The value of a JSON text as `parseJson` gives it; a promise of it for a long text, as others get their turn of the event
 * loop meanwhile. What is more than 500 levels deep in a long text is not looked at: there are empty lists for it, by which
 * it is still too deep. Throws SyntaxError and TooManyNodes.
 */
export function parseInTurns(
  text: string,
  {
    check = () => {},
    maxNodes = Number.POSITIVE_INFINITY,
    charactersPerPiece = CHARACTERS_PER_PIECE,
  }: ParsingOptions = {},
): unknown {
  if (text.length <= charactersPerPiece) return parseJson(text);
  return parseLong(new Pieces(text, charactersPerPiece, maxNodes), check);
}

async function parseLong(pieces: Pieces, check: () => void): Promise<unknown> {
  let turnEndsAt = 0;
  const parsing = pieces.parse();
  for (;;) {
    const step = parsing.next();
    if (step.done) return step.value;
    if (pieces.read < turnEndsAt) continue;
    await nextTurn();
    check();
    turnEndsAt = pieces.read + CHARACTERS_PER_TURN;
  }
}

type Parsing<Value> = Generator<undefined, Value>;

/**
 * Parses a text by pieces: the parts of a list or object that follow each other are parsed together as long as they are
 * short together. Only where they end is found out here; whether they are JSON is said by `parseJson`.
 */
class Pieces {
  /** How far the text has been parsed. */
  at = 0;
  readonly #text: string;
  readonly #perPiece: number;
  readonly #maxNodes: number;
  /** The lists and objects that are too long for a piece, by where they begin: the place behind their end. */
  readonly #long = new Map<number, number>();
  #scanned = 0;

  constructor(text: string, perPiece: number, maxNodes: number) {
    this.#text = text;
    this.#perPiece = perPiece;
    this.#maxNodes = maxNodes;
  }

  /** Characters that have been read so far, some of them twice. */
  get read(): number {
    return this.#scanned + this.at;
  }

  *parse(): Parsing<unknown> {
    yield* this.#scan();
    this.#skipSpace();
    const value = yield* this.#value(0);
    this.#skipSpace();
    if (this.at < this.#text.length) throw new SyntaxError('more than one value');
    return value;
  }

  /** Counts lists, objects and their names, and finds those that are too long for a piece. Throws TooManyNodes. */
  *#scan(): Parsing<void> {
    const text = this.#text;
    const open: number[] = [];
    let nodes = 0;
    // Of the one that is open, and of those that it is in.
    let commas = 0;
    const outerCommas: number[] = [];
    for (let at = 0, turnEndsAt = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = this.#endOfString(at) - 1;
      else if (code === OPEN_LIST || code === OPEN_OBJECT) {
        nodes += 1;
        if (nodes > this.#maxNodes) throw new TooManyNodes();
        open.push(at);
        outerCommas.push(commas);
        commas = 0;
      } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
        const start = open.pop();
        commas = outerCommas.pop() ?? 0;
        if (start !== undefined && open.length < DEEPEST + 1 && at - start > this.#perPiece)
          this.#long.set(start, at + 1);
      } else if (code === COMMA) {
        commas += 1;
        if (commas >= MAX_NAMES && text.charCodeAt(open.at(-1) ?? 0) === OPEN_OBJECT)
          throw new TooManyNodes();
      }
      if (at < turnEndsAt) continue;
      this.#scanned = at;
      turnEndsAt = at + CHARACTERS_PER_TURN;
      yield;
    }
    this.#scanned = text.length;
    // Their ends are missing, which is found where they should be.
    for (const start of open.slice(0, DEEPEST + 1)) this.#long.set(start, text.length);
  }

  *#value(depth: number): Parsing<unknown> {
    const opening = this.#text.charCodeAt(this.at);
    const end = this.#long.get(this.at);
    if (end !== undefined && depth >= DEEPEST) {
      this.at = end;
      return [];
    }
    if (opening === OPEN_LIST) return yield* this.#list(depth);
    if (opening === OPEN_OBJECT) return yield* this.#object(depth);
    const start = this.at;
    this.at = this.#end(start, Number.POSITIVE_INFINITY);
    yield;
    return this.#parsed(start, this.at);
  }

  *#list(depth: number): Parsing<unknown[]> {
    const list: unknown[] = [];
    yield* this.#parts(CLOSE_LIST, depth, {
      several: (start, end) => {
        // A list was written around them.
        for (const item of this.#parsed(start, end, '[', ']') as unknown[]) list.push(item);
      },
      one: (_start, value) => {
        list.push(value);
      },
    });
    return list;
  }

  *#object(depth: number): Parsing<Record<string, unknown>> {
    const object: Record<string, unknown> = {};
    yield* this.#parts(CLOSE_OBJECT, depth, {
      several: (start, end) => {
        // An object was written around them.
        const properties = this.#parsed(start, end, '{', '}') as Record<string, unknown>;
        for (const name of Object.keys(properties)) setProperty(object, name, properties[name]);
      },
      one: (name, value) => setProperty(object, name, value),
    });
    return object;
  }

  /** The parts of the list or object that begins here, up to behind its end. */
  *#parts(
    close: number,
    depth: number,
    take: { several(start: number, end: number): void; one(name: string, value: unknown): void },
  ): Parsing<void> {
    this.at += 1;
    this.#skipSpace();
    if (this.#text.charCodeAt(this.at) === close) {
      this.at += 1;
      return;
    }
    for (let isLast = false; !isLast; ) {
      const start = this.at;
      let end = start;
      let isTooLong = false;
      // Parts that are one piece together.
      while (!isLast && this.at - start < this.#perPiece) {
        const partEnd = this.#end(this.at, start + this.#perPiece);
        if (partEnd < 0) {
          isTooLong = this.at === start;
          break;
        }
        if (partEnd === this.at) throw new SyntaxError('nothing between commas');
        end = partEnd;
        this.at = partEnd;
        isLast = this.#separator(close);
      }
      if (end > start) take.several(start, end);
      if (isTooLong) {
        const name = close === CLOSE_OBJECT ? this.#name() : '';
        take.one(name, yield* this.#value(depth + 1));
        isLast = this.#separator(close);
      }
      yield;
    }
  }

  /** Reads the name of a property and the colon behind it. */
  #name(): string {
    const start = this.at;
    if (this.#text.charCodeAt(start) !== QUOTE) throw new SyntaxError('a property without a name');
    this.at = this.#endOfString(start);
    // A text in quotes.
    const name = this.#parsed(start, this.at) as string;
    this.#skipSpace();
    if (this.#text.charCodeAt(this.at) !== COLON) throw new SyntaxError('a property without a colon');
    this.at += 1;
    this.#skipSpace();
    return name;
  }

  /** Reads what stands behind a part: whether it is the end. */
  #separator(close: number): boolean {
    this.#skipSpace();
    const code = this.#text.charCodeAt(this.at);
    if (code !== close && code !== COMMA) throw new SyntaxError('neither a comma nor an end');
    this.at += 1;
    if (code === close) return true;
    this.#skipSpace();
    return false;
  }

  /**
   * The place behind the value or property that begins here: before a comma or the end of what it is in. Less than none
   * where that is not found up to `limit`, unless the value has no parts.
   */
  #end(start: number, limit: number): number {
    const text = this.#text;
    let open = 0;
    let at = start;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = this.#endOfString(at) - 1;
      else if (code === OPEN_LIST || code === OPEN_OBJECT) {
        if (open === 0 && this.#long.has(at)) return -1;
        open += 1;
      } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
        if (open === 0) return at;
        open -= 1;
      } else if (code === COMMA && open === 0) return at;
      at += 1;
      if (at > limit && open > 0) return -1;
    }
    return at;
  }

  #endOfString(start: number): number {
    const text = this.#text;
    for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
      let backslashes = 0;
      while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
      if (backslashes % 2 === 0) return at + 1;
    }
    return text.length;
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.at))) this.at += 1;
  }

  #parsed(start: number, end: number, open = '', close = ''): unknown {
    return parseJson(`${open}${this.#text.slice(start, end)}${close}`);
  }
}

/** As JSON.parse has it: also a property that is named `__proto__` is one. */
function setProperty(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
