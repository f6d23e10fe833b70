import type { GraphQLError } from 'graphql';
import type { JsonObject } from './json.ts';

/** Why a fetch gave nothing of some objects. */
export interface Reason {
  /** Null where the subgraph says that there is no such entity, which is an answer and no error. */
  readonly error: GraphQLError | null;
  /** Whether the answer has an error for it at some place. */
  reported: boolean;
}

interface Missing {
  readonly reason: Reason;
  /** The fields that the fetch was to give. */
  readonly fields: () => ReadonlySet<string>;
}

/** The objects of which a fetch gave nothing. Most requests have none. */
export class MissingFields {
  readonly #objects = new Map<JsonObject, Missing[]>();
  readonly #reasons = new Set<Reason>();

  add(object: JsonObject, reason: Reason, fields: Missing['fields']): void {
    const missing = { reason, fields };
    const known = this.#objects.get(object);
    if (known) known.push(missing);
    else this.#objects.set(object, [missing]);
    this.addReason(reason);
  }

  /** Notes an error that has no place of its own. */
  addReason(reason: Reason): void {
    this.#reasons.add(reason);
  }

  /**
   * Why an object has not got a field; null when nobody said so. Where a fetch before gave nothing of an entity, another
   * one could not ask for it.
   */
  reasonFor(object: JsonObject, field: string): Reason | null {
    const known = this.#objects.get(object);
    if (!known) return null;
    return (known.find(({ fields }) => fields().has(field)) ?? known[0])?.reason ?? null;
  }

  /** The errors that are not reported at a place of the answer, without those that say what another one says. */
  unreported(): GraphQLError[] {
    const said = new Set<string>();
    for (const { error, reported } of this.#reasons) if (error && reported) said.add(wordsOf(error));
    return [...this.#reasons].flatMap(({ error, reported }) => {
      if (!error || reported || said.has(wordsOf(error))) return [];
      said.add(wordsOf(error));
      return [error];
    });
  }
}

function wordsOf({ message, extensions }: GraphQLError): string {
  return JSON.stringify([message, extensions]);
}
