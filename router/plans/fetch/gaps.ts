import type { GraphQLError } from 'graphql';
import type { JsonObject } from './json.ts';

/** What the subgraphs have given for one request, and what they have not. */
export interface FetchResult {
  /** Merged, under the names that the plan has for fields. */
  readonly data: JsonObject;
  /** Errors of subgraphs that say where; their paths are places in `data`. */
  readonly errors: GraphQLError[];
  readonly gaps: Gaps;
}

/** Why a fetch gave nothing of some objects. */
export interface Reason {
  /** Null where the subgraph says that there is no such entity, which is an answer and no error. */
  readonly error: GraphQLError | null;
  /** Whether the answer has an error for it at some place. */
  reported: boolean;
}

interface Gap {
  readonly reason: Reason;
  /** The fields that the fetch was to give. */
  readonly fields: () => ReadonlySet<string>;
}

/** The objects of which a fetch gave nothing. Most requests have none. */
export class Gaps {
  readonly #gaps = new Map<JsonObject, Gap[]>();
  readonly #reasons = new Set<Reason>();

  add(object: JsonObject, reason: Reason, fields: Gap['fields']): void {
    const gap = { reason, fields };
    const gaps = this.#gaps.get(object);
    if (gaps) gaps.push(gap);
    else this.#gaps.set(object, [gap]);
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
    const gaps = this.#gaps.get(object);
    if (!gaps) return null;
    return (gaps.find(({ fields }) => fields().has(field)) ?? gaps[0])?.reason ?? null;
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
