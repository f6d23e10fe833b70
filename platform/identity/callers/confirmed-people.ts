import { isJsonObject } from '../../http/bodies/json-object.ts';

/** Has a subgraph say in `extensions` whom the outcome of a mutation has confirmed. Only signed callers are told. */
export const CONFIRMED_HEADER = 'x-confirmed-people';
export const CONFIRMED_EXTENSION = 'confirmed';

/** One answer confirms a handful; more is no answer of a subgraph here. */
const MAX_PEOPLE = 1_000;
const ID = /^[1-9][0-9]{0,18}$/;
const COORDINATE = /^[_A-Za-z][_0-9A-Za-z]*\.[_A-Za-z][_0-9A-Za-z]*$/;

/**
 * People of whom the outcome of a mutation says that they are there, without giving anything of them: that an e-mail address is in use
 * confirms that it is somebody's. Goes from the subgraph, which knows whose, to the router, which has it recorded; no client is told.
 */
export class ConfirmedPeople {
  readonly #fields = new Map<string, Set<string>>();

  /** By the person's id, what was confirmed: coordinates of inputs, such as `CriarClienteEntrada.cpf`. */
  get fields(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#fields;
  }

  note(id: string, coordinate: string): void {
    const known = this.#fields.get(id);
    if (known) known.add(coordinate);
    else if (this.#fields.size < MAX_PEOPLE) this.#fields.set(id, new Set([coordinate]));
  }

  /** For the extensions of an answer, as lists of an id with what was confirmed; null where nobody was. */
  toExtension(): [id: string, coordinates: string[]][] | null {
    return this.#fields.size === 0 ? null : [...this.#fields].map(([id, fields]) => [id, [...fields]]);
  }

  /** Notes what the extensions of an answer say; what is in another form is nothing. */
  noteExtensions(extensions: unknown): void {
    const said = isJsonObject(extensions) ? extensions[CONFIRMED_EXTENSION] : null;
    if (!Array.isArray(said)) return;
    for (const person of said.slice(0, MAX_PEOPLE)) {
      const [id, coordinates]: unknown[] = Array.isArray(person) ? person : [];
      if (typeof id !== 'string' || !ID.test(id) || !Array.isArray(coordinates)) continue;
      for (const one of coordinates) if (typeof one === 'string' && COORDINATE.test(one)) this.note(id, one);
    }
  }
}
