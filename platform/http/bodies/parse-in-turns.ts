import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseJson } from './exact-json.ts';
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COMMA,
  endOfDigits,
  endOfSpace,
  endOfString,
  isExponent,
  MINUS,
  NINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  SAFE_DIGITS,
  ZERO,
} from './json-text.ts';

/** What is parsed at once: below a millisecond for usual answers, ten for the worst. */
const CHARACTERS_PER_PIECE = 64 * 1024;
/** What is parsed before others get their turn. */
const CHARACTERS_PER_TURN = 128 * 1024;
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

/** The error for a text with more lists and objects than it may have, or with an object of too many names. */
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
  return parseLong(new LongText(text, charactersPerPiece, maxNodes), check);
}

async function parseLong(text: LongText, check: () => void): Promise<unknown> {
  do {
    await nextTurn();
    check();
  } while (!text.parse(CHARACTERS_PER_TURN));
  return text.value();
}

/** A list or object that is too long for a piece, as far as it has been made. */
interface Unfinished {
  readonly into: unknown[] | Record<string, unknown>;
  /** Of an object what stands before its value in the object around it, with a colon; nothing in a list. */
  readonly label: string;
  /** Names that have been set in it, some of them twice. */
  names: number;
  /** Whether a comma stands before what comes next. */
  afterComma: boolean;
}

/**
 * Parses a text by pieces and looks at each character once: the parts of a list or object that follow each other are parsed
 * together as long as they are short together, and what is too long by itself is made here, of its own parts. Only where
 * parts end is found out here; whether they are JSON is said by `parseJson`.
 */
class LongText {
  readonly #text: string;
  readonly #perPiece: number;
  readonly #maxNodes: number;
  /** How far the text has been looked at. */
  #at = 0;
  #nodes = 0;
  /** Lists and objects around `#at`, those that are being made first. */
  #depth = 0;
  /** Of each of them, by depth from 1 on, where it begins, and where the part that is being looked at does; 0 is the text. */
  readonly #starts: number[] = [0];
  readonly #parts: number[] = [0];
  /** Those that are being made; the first one stands for the text, of which there may be one part. */
  readonly #making: Unfinished[] = [unfinished([], '')];
  /** Where what belongs to the innermost of these and is not parsed yet begins. */
  #from = 0;
  /** Where the last number begins that JavaScript may not be able to hold. */
  #longNumberAt = -1;

  constructor(text: string, perPiece: number, maxNodes: number) {
    this.#text = text;
    this.#perPiece = perPiece;
    this.#maxNodes = maxNodes;
  }

  /** Parses so many characters more, or some more than these; whether that was the last one. */
  parse(characters: number): boolean {
    const end = Math.min(this.#text.length, this.#at + characters);
    while (this.#at < end) {
      // What has no parts may be longer than a piece.
      const isLonger = this.#at - this.#from >= this.#perPiece;
      this.#look(Math.min(end, (isLonger ? this.#at : this.#from) + this.#perPiece));
      if (this.#at - this.#from >= this.#perPiece) this.#split();
    }
    return this.#at >= this.#text.length;
  }

  /** When all is parsed. */
  value(): unknown {
    if (this.#depth > 0) throw new SyntaxError('an end is missing');
    this.#take(this.#text.length, true);
    // As it was made.
    const values = this.#innermost.into as unknown[];
    if (values.length !== 1) throw new SyntaxError('not one value');
    return values[0];
  }

  get #innermost(): Unfinished {
    // There is always that of the text.
    return this.#making[this.#making.length - 1] as Unfinished;
  }

  /** Looks for where parts begin and end, up to `end`, or up to behind the string or number there. */
  #look(end: number): void {
    const text = this.#text;
    const parts = this.#parts;
    let made = this.#making.length - 1;
    let depth = this.#depth;
    let at = this.#at;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = endOfString(text, at);
      else if (code === COMMA) {
        at += 1;
        parts[depth] = at;
      } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
        this.#nodes += 1;
        if (this.#nodes > this.#maxNodes) throw new TooManyNodes();
        depth += 1;
        this.#starts[depth] = at;
        at += 1;
        parts[depth] = at;
      } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
        at += 1;
        if (depth === made) {
          at = this.#close(at);
          made -= 1;
        }
        depth -= 1;
      } else if (code === MINUS || (code >= ZERO && code <= NINE)) {
        const start = at;
        at = endOfDigits(text, at + 1);
        if (at - start > SAFE_DIGITS || isExponent(text.charCodeAt(at))) this.#longNumberAt = start;
      } else at += 1;
    }
    this.#at = at;
    this.#depth = depth;
  }

  /** Parses what is whole of a piece that is long enough, and makes the list or object it is in the midst of when that is too long. */
  #split(): void {
    for (;;) {
      const made = this.#making.length - 1;
      const part = this.#parts[made] ?? 0;
      if (part > this.#from) {
        this.#take(part - 1, false);
        this.#from = part;
      }
      if (this.#at - this.#from < this.#perPiece || this.#depth === made) return;
      if (this.#innermost.into === DROPPED) return;
      this.#make(this.#starts[made + 1] ?? 0);
    }
  }

  /** Begins to make the list or object that begins here, the first one of the part that is being looked at. */
  #make(start: number): void {
    const label = this.#text.slice(this.#from, start);
    const isObject = this.#text.charCodeAt(start) === OPEN_OBJECT;
    const into = this.#making.length > DEEPEST ? DROPPED : isObject ? {} : [];
    this.#making.push(unfinished(into, label));
    this.#from = start + 1;
  }

  /** Ends the list or object that is being made, whose end is before `at`, and gives the place behind the comma after it. */
  #close(at: number): number {
    if (this.#making.length === 1) throw new SyntaxError('an end without a beginning');
    this.#take(at - 1, true);
    const { into, label } = this.#innermost;
    const isList = Array.isArray(into);
    if (into !== DROPPED && (this.#text.charCodeAt(at - 1) === CLOSE_LIST) !== isList)
      throw new SyntaxError('another end than the beginning');
    this.#making.pop();
    add(this.#innermost, into === DROPPED ? [] : into, label);
    let next = endOfSpace(this.#text, at);
    const code = this.#text.charCodeAt(next);
    this.#innermost.afterComma = code === COMMA;
    if (code === COMMA) next += 1;
    else if (next < this.#text.length && code !== CLOSE_LIST && code !== CLOSE_OBJECT)
      throw new SyntaxError('neither a comma nor an end');
    this.#from = next;
    this.#parts[this.#making.length - 1] = next;
    return next;
  }

  /** Parses what has not been parsed up to here, and adds it. */
  #take(end: number, isLast: boolean): void {
    const unfinished = this.#innermost;
    const { into } = unfinished;
    const start = this.#from;
    if (into === DROPPED) return;
    if (endOfSpace(this.#text, start) >= end) {
      if (!isLast || unfinished.afterComma) throw new SyntaxError('nothing between commas');
      return;
    }
    unfinished.afterComma = !isLast;
    const text = this.#text.slice(start, end);
    if (Array.isArray(into)) {
      // A list was written around them.
      for (const item of this.#parsed(`[${text}]`) as unknown[]) into.push(item);
      return;
    }
    // An object was written around them.
    addAll(unfinished, into, this.#parsed(`{${text}}`) as Record<string, unknown>);
  }

  /** The value of what has not been parsed, in what was written around it. */
  #parsed(text: string): unknown {
    return this.#longNumberAt < this.#from ? JSON.parse(text) : parseJson(text);
  }
}

/** Stands for what is deeper than anything that is made. */
const DROPPED: unknown[] = [];

function unfinished(into: Unfinished['into'], label: string): Unfinished {
  return { into, label, names: 0, afterComma: false };
}

/** Adds a value that was made to what it is in. */
function add(around: Unfinished, value: unknown, label: string): void {
  const { into } = around;
  if (!Array.isArray(into)) {
    // Nothing but a name and a colon makes an object of it.
    const named = JSON.parse(`{${label}null}`) as Record<string, unknown>;
    for (const name of Object.keys(named)) named[name] = value;
    addAll(around, into, named);
    return;
  }
  if (endOfSpace(label, 0) < label.length) throw new SyntaxError('neither a comma nor an end');
  into.push(value);
}

function addAll(
  around: Unfinished,
  into: Record<string, unknown>,
  properties: Readonly<Record<string, unknown>>,
): void {
  const names = Object.keys(properties);
  around.names += names.length;
  if (around.names > MAX_NAMES) throw new TooManyNodes();
  for (const name of names) setProperty(into, name, properties[name]);
}
/** As JSON.parse has it: also a property that is named `__proto__` is one. */
function setProperty(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}
