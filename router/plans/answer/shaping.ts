import { GraphQLError } from 'graphql';
import { MAX_TOLD_ERRORS } from '../../../platform/errors/client-errors.ts';
import type { Gaps, Reason } from '../fetch/findings.ts';
import type { JsonObject } from '../fetch/json.ts';
import { andSoOn, errorAt } from '../fetch/subgraph-errors.ts';
import { ToldPlaces } from './told-places.ts';
import type { SourceOf } from './value-sources.ts';

/** A field on the way to a value. */
export interface Step {
  /** In the answer. */
  readonly name: string;
  /** In the data. */
  readonly key: string;
}

type Path = readonly (string | number)[];

/**
 * Why there is a null: the subgraph gave it, an error tells of it, an error does and its parent may not have it, or the
 * entity that it would be a part of does not exist and cannot be shown without it.
 */
export type Nullness = 'given' | 'told' | 'not allowed' | 'no entity';

/** The shaping of one answer: where it is, and what is wrong so far. */
export class Shaping {
  /** Of the value that is being shaped: fields, and places in lists. */
  readonly path: (Step | number)[] = [];
  /** Of the null that was made last. */
  nullness: Nullness = 'given';
  readonly #gaps: Gaps;
  readonly #errors: GraphQLError[];
  readonly #sourceOf: SourceOf;
  #told: ToldPlaces | null = null;
  #count = 0;
  #others: { path: Path; readonly like: GraphQLError } | null = null;

  /** @param errors those of the subgraphs, with paths of the answer; more are added */
  constructor(gaps: Gaps, errors: GraphQLError[], sourceOf: SourceOf) {
    this.#gaps = gaps;
    this.#errors = errors;
    this.#sourceOf = sourceOf;
  }

  /** Why an object has not got a field; null when nobody said so. */
  reasonFor(object: JsonObject, key: string): Reason | null {
    return this.#gaps.reasonFor(object, key);
  }

  /** Adds an error about the value that is being shaped, unless another one explains already why there is none. */
  tell(error: Reason | ((path: Path, source: string | null) => GraphQLError)): void {
    const path = this.path.map((step) => (typeof step === 'number' ? step : step.name));
    if (this.#explains(path)) return;
    if (typeof error === 'function') {
      this.#add(
        error(
          path,
          this.#sourceOf(this.path.flatMap((step) => (typeof step === 'number' ? [] : [step.key]))),
        ),
      );
    } else if (error.error) {
      error.told = true;
      this.#add(errorAt(error.error, path));
    }
  }

  /** Adds the error that stands for those beyond MAX_TOLD_ERRORS. */
  end(): void {
    if (!this.#others) return;
    const { path, like } = this.#others;
    this.#errors.push(
      new GraphQLError(andSoOn(like.message), {
        path: path.length > 0 ? path : null,
        extensions: like.extensions,
      }),
    );
  }

  #explains(path: Path): boolean {
    if (this.#errors.length === this.#count) return false;
    if (!this.#told) {
      this.#told = new ToldPlaces();
      for (const { path: place } of this.#errors) if (place) this.#told.add(place);
    }
    return this.#told.explain(path);
  }

  #add(error: GraphQLError): void {
    const { path = [] } = error;
    if (this.#count < MAX_TOLD_ERRORS) {
      this.#count += 1;
      this.#errors.push(error);
      this.#told?.add(path);
    } else if (this.#others) {
      this.#others.path = commonStart(this.#others.path, path);
    } else {
      this.#others = { path, like: error };
    }
  }
}

function commonStart(one: Path, other: Path): Path {
  const end = one.findIndex((step, index) => step !== other[index]);
  return end < 0 ? one : one.slice(0, end);
}
