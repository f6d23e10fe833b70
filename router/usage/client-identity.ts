import { NAME_HEADER, VERSION_HEADER } from '../../platform/http/requests/client-headers.ts';

/** Which program calls, by what it says of itself. */
export interface ClientIdentity {
  readonly name: string | null;
  readonly version: string | null;
}

/** Printable ASCII: no line breaks, no control characters, nothing that a terminal would obey. */
const NAME = /^[\x20-\x7e]{1,100}$/;
const VERSION = /^[\x20-\x7e]{1,50}$/;

/** Stands for names and versions that are too long or have other characters than printable ASCII. */
const INVALID = '(invalid)';
/** Stands for the clients that are too many. */
const OTHER: ClientIdentity = Object.freeze({ name: '(other)', version: null });

/** Headers of a request. */
export type ClientHeaders = { get(name: string): string | undefined } | undefined;

/** What a client says of itself, as far as that can be written into a log. Nothing is kept of it. */
export function clientOf(headers: ClientHeaders): ClientIdentity {
  return {
    name: checked(headers?.get(NAME_HEADER) ?? '', NAME),
    version: checked(headers?.get(VERSION_HEADER) ?? '', VERSION),
  };
}

/** Tells clients apart by their headers, which anybody can make up: only so many, the rest are one. */
export class ClientIdentities {
  readonly #known = new Map<string, ClientIdentity>();
  readonly #max: number;

  /** @param max how many pairs of name and version are told apart */
  constructor(max: number) {
    this.#max = max;
  }

  of(headers: ClientHeaders): ClientIdentity {
    const name = headers?.get(NAME_HEADER) ?? '';
    const version = headers?.get(VERSION_HEADER) ?? '';
    return this.#known.get(keyOf(name, version)) ?? this.#add(checked(name, NAME), checked(version, VERSION));
  }

  /** Known by what it counts as, so that headers which cannot be used are not kept. */
  #add(name: string | null, version: string | null): ClientIdentity {
    const key = keyOf(name, version);
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#known.size >= this.#max) return OTHER;
    const client = Object.freeze({ name, version });
    this.#known.set(key, client);
    return client;
  }

  forget(): void {
    this.#known.clear();
  }
}

function keyOf(name: string | null, version: string | null): string {
  return `${name ?? ''}\n${version ?? ''}`;
}

function checked(value: string, form: RegExp): string | null {
  if (value === '') return null;
  return form.test(value) ? value : INVALID;
}
