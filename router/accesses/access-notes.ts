import {
  type Access,
  LIMITS,
  NAME_CHARACTERS,
  OTHERS,
  type SubgraphUse,
} from '../../access-format/access.ts';
import { isoInstant } from '../../platform/database/statements/instant-text.ts';
import type { AccessNotes } from '../context.ts';
import type { ClientIdentity } from '../usage/client-identity.ts';

/** What is known of the operation of a request. */
export interface NotedOperation {
  name: string | null;
  hash: string | null;
  kind: 'QUERY' | 'MUTATION';
}

/** What was asked of one subgraph. */
interface Asked {
  requests: number;
  ms: number;
}

/** Characters that a code may not have. */
const NO_CODE = new RegExp(`[^${NAME_CHARACTERS}]`, 'g');

/** Notes on one request, taken in each place that learns something of it. */
export class Notes implements AccessNotes {
  operation: NotedOperation | null = null;
  client: ClientIdentity = { name: null, version: null };
  isTrusted = false;
  /** Size of the answer before it was compressed. */
  bytes = 0;
  #codes: Set<string> | null = null;
  #asked: Map<string, Asked> | null = null;
  #gave: ReadonlyMap<string, ReadonlySet<string>> | null = null;

  asked(subgraph: string, ms: number): void {
    this.#asked ??= new Map();
    const known = this.#asked.get(subgraph);
    if (known) {
      known.requests += 1;
      known.ms += ms;
    } else this.#asked.set(subgraph, { requests: 1, ms });
  }

  gave(fields: ReadonlyMap<string, ReadonlySet<string>>): void {
    if (fields.size === 0) return;
    if (this.#gave === null) {
      this.#gave = fields;
      return;
    }
    const all = new Map(this.#gave);
    for (const [id, more] of fields) all.set(id, new Set([...(all.get(id) ?? []), ...more]));
    this.#gave = all;
  }

  /** Notes the code of an error in the answer. */
  failed(code: unknown): void {
    this.#codes ??= new Set();
    const written = String(code ?? 'none')
      .replaceAll(NO_CODE, '_')
      .slice(0, LIMITS.errorLength);
    if (this.#codes.size < LIMITS.errors && written !== '') this.#codes.add(written);
  }

  /** The notes as one access, when the request has been answered. */
  access(answered: { user: string; requestId: string; status: number; ms: number }): Access {
    const { campos, titulares } = peopleOf(this.#gave);
    return {
      instante: isoInstant(new Date(Date.now() - answered.ms)),
      usuario: answered.user,
      aplicacao: this.client.name,
      versaoDaAplicacao: this.client.version,
      operacao: this.operation?.name ?? null,
      hashDaOperacao: this.operation?.hash ?? null,
      tipo: this.operation?.kind ?? null,
      documentoConfiavel: this.isTrusted,
      status: answered.status,
      erros: this.#codes ? [...this.#codes] : [],
      duracaoMs: rounded(answered.ms),
      bytes: this.bytes,
      subgrafos: this.#asked ? subgraphsOf(this.#asked) : [],
      campos,
      requisicao: answered.requestId,
      titulares,
    };
  }
}

/** What was asked of each subgraph; of those beyond what a report may name, together. */
function subgraphsOf(asked: ReadonlyMap<string, Asked>): SubgraphUse[] {
  const all = [...asked].map(([name, { requests, ms }]): [string, number, number] => [
    name.slice(0, LIMITS.subgraphLength),
    requests,
    ms,
  ]);
  const named = all.length > LIMITS.subgraphs ? all.slice(0, LIMITS.subgraphs - 1) : all;
  const rest = all.slice(named.length);
  if (rest.length > 0) {
    const sum = (of: 1 | 2) => rest.reduce((total, one) => total + one[of], 0);
    named.push([OTHERS, sum(1), sum(2)]);
  }
  return named.map(([name, requests, ms]) => [name, requests, rounded(ms)]);
}

/** What is told of people who all have one set of fields. */
interface OneSet {
  readonly campos: readonly string[];
  readonly places: readonly number[];
}

/** By the set: the answers to an operation have the same few (router/plans/operation/personal-search.ts). */
const ONE_SET = new WeakMap<ReadonlySet<string>, OneSet>();

function peopleOf(
  gave: ReadonlyMap<string, ReadonlySet<string>> | null,
): Pick<Access, 'campos' | 'titulares'> {
  if (!gave) return { campos: [], titulares: [] };
  const only = onlySetOf(gave);
  if (!only) return peopleWithSets(gave);
  const { campos, places } = ONE_SET.get(only) ?? tellOneSet(only);
  return { campos, titulares: Array.from(gave.keys(), (id) => [id, places]) };
}

function tellOneSet(fields: ReadonlySet<string>): OneSet {
  const { campos, titulares } = peopleWithSets(new Map([['', fields]]));
  const told = { campos, places: titulares[0]?.[1] ?? [] };
  ONE_SET.set(fields, told);
  return told;
}

/** The set of fields that everybody has; null where people have several, or there is nobody. */
function onlySetOf(gave: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> | null {
  let only: ReadonlySet<string> | null = null;
  for (const fields of gave.values()) {
    if (only !== null && fields !== only) return null;
    only = fields;
  }
  return only;
}

function peopleWithSets(
  gave: ReadonlyMap<string, ReadonlySet<string>>,
): Pick<Access, 'campos' | 'titulares'> {
  const places = new Map<string, number>();
  const titulares: [string, readonly number[]][] = [];
  // Most people of an answer have the same fields, and share the set of them.
  const known = new Map<ReadonlySet<string>, readonly number[]>();
  for (const [id, fields] of gave) {
    let campos = known.get(fields);
    if (!campos) {
      campos = placesOf(fields);
      known.set(fields, campos);
    }
    titulares.push([id, campos]);
  }
  return { campos: [...places.keys()].map((field) => field.slice(0, LIMITS.fieldLength)), titulares };

  function placesOf(fields: ReadonlySet<string>): readonly number[] {
    const campos = new Set<number>();
    for (const field of fields) {
      // The last place is for all that are too many: whose they were is told all the same.
      const told = places.has(field) || places.size < LIMITS.fields - 1 ? field : OTHERS;
      const place = places.get(told) ?? places.size;
      places.set(told, place);
      campos.add(place);
    }
    return [...campos];
  }
}

/** To a microsecond. */
function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
