import { charactersIn, shortened } from './characters.ts';

/** A part of a page's address that says nothing that the page understands. */
export interface WrongPart {
  /** Of the parameter. */
  name: string;
  /** What is wrong with it and what counts instead, for people. */
  message: string;
}

/** Addresses are written by people too; what is longer than any filter is none. */
const MAX_TEXT = 100;

/** Reads the parameters of a page's address, and notes which ones say nothing that the page understands. */
export class Address {
  readonly wrong: WrongPart[] = [];
  readonly #parameters: URLSearchParams;

  constructor(parameters: URLSearchParams) {
    this.#parameters = parameters;
  }

  /** A text without space around it; '' where there is none. */
  text(name: string, most = MAX_TEXT): string {
    const text = this.#first(name).trim();
    const characters = charactersIn(text);
    if (characters <= most) return text;
    this.#note(name, `é longo demais: tem ${characters} caracteres, e são no máximo ${most}. Não conta.`);
    return '';
  }

  /** A day, `2026-01-31`; another one where there is none. */
  day(name: string, other: string): string {
    const text = this.#first(name);
    if (text === '') return other;
    if (isDay(text)) return text;
    this.#note(name, `não é um dia como 2026-01-31. Conta ${other}.`);
    return other;
  }

  /** One of some names; another one where there is none. */
  choice<Name extends string>(name: string, names: Readonly<Record<Name, string>>, other: Name): Name {
    const text = this.#first(name);
    if (text === '') return other;
    // One of its own names is one of Name.
    if (Object.hasOwn(names, text)) return text as Name;
    this.#note(name, `não é uma das escolhas. Conta “${names[other]}”.`);
    return other;
  }

  /** What a text is read as; null where there is none. */
  value<Value>(name: string, read: (text: string) => Value | null, example: string): Value | null {
    const text = this.#first(name).trim();
    if (text === '') return null;
    const value = read(text);
    if (value === null) this.#note(name, `não é como ${example}. Não conta.`);
    return value;
  }

  #first(name: string): string {
    const [first = '', ...more] = this.#parameters.getAll(name);
    if (more.length > 0)
      this.wrong.push({ name, message: `“${name}” está mais de uma vez: conta o primeiro.` });
    return first;
  }

  #note(name: string, what: string): void {
    const text = this.#parameters.get(name) ?? '';
    this.wrong.push({ name, message: `“${name}=${shortened(text)}” ${what}` });
  }
}

function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text < '0001') return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // The 31st of a month that has none would be another day.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const HIGHEST_ID = 9_223_372_036_854_775_807n;

/** Whether a part of an address can be an id: the graph has refused anything else. */
export function isId(text: string): boolean {
  return /^[1-9][0-9]{0,18}$/.test(text) && BigInt(text) <= HIGHEST_ID;
}
