import { setImmediate as nextTurn } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { DeadlineExceeded, MAX_REPORTED_ERRORS } from '../../../platform/errors/client-errors.ts';
import { answerLimitError } from '../../../platform/http/bodies/answer-limit.ts';
import type { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import type { JsonObject } from '../fetch/json.ts';
import type { MissingFields, Reason } from '../fetch/missing-fields.ts';
import { errorAt, summaryMessage } from '../fetch/subgraph-errors.ts';
import { ErrorPlaces } from './error-places.ts';
import type { SourceOf } from './value-sources.ts';

/** A field on the way to a value. */
export interface FieldStep {
  /** In the answer. */
  readonly name: string;
  /** In the data. */
  readonly key: string;
}

/** How many values are shaped before others get their turn: some milliseconds. */
const VALUES_PER_TURN = 50_000;

type Path = readonly (string | number)[];

/**
 * Why there is a null: the subgraph gave it, an error reports it, an error does and the parent may not have it, or the
 * entity that it would be a part of does not exist and cannot be shown without it.
 */
export type Nullness = 'given' | 'reported' | 'not allowed' | 'no entity';

export interface ShapingOptions {
  /** When it is given up. */
  deadline?: Deadline | null;
  /** How many values are shaped before others get their turn of the event loop; VALUES_PER_TURN by default. */
  valuesPerTurn?: number | undefined;
  /** What the text of the answer may have. */
  maxBytes?: number | undefined;
}

/** The shaping of one answer: where it is, and what is wrong so far. */
export class Shaping {
  /** Of the value that is being shaped: fields, and places in lists. */
  readonly path: (FieldStep | number)[] = [];
  /** Of the null that was made last. */
  nullness: Nullness = 'given';
  #values = 0;
  #turnEndsAt: number;
  #bytes = 0;
  readonly #maxBytes: number;
  readonly #deadline: Deadline | null;
  readonly #valuesPerTurn: number;
  readonly #missing: MissingFields;
  readonly #errors: GraphQLError[];
  readonly #sourceOf: SourceOf;
  #errorPlaces: ErrorPlaces | null = null;
  #count = 0;
  #others: { path: Path; readonly like: GraphQLError } | null = null;
  /** Those of the errors that say of one more place what one with a place of its own says. */
  readonly #copies: GraphQLError[] = [];

  /** @param errors those of the subgraphs, with paths of the answer; more are added */
  constructor(
    missing: MissingFields,
    errors: GraphQLError[],
    sourceOf: SourceOf,
    {
      deadline = null,
      valuesPerTurn = VALUES_PER_TURN,
      maxBytes = Number.POSITIVE_INFINITY,
    }: ShapingOptions = {},
  ) {
    this.#maxBytes = maxBytes;
    this.#deadline = deadline;
    this.#valuesPerTurn = valuesPerTurn;
    this.#turnEndsAt = valuesPerTurn;
    this.#missing = missing;
    this.#errors = errors;
    this.#sourceOf = sourceOf;
  }

  /** How many there are so far. */
  get values(): number {
    return this.#values;
  }

  /**
   * Notes that so many values are shaped, whose text has so many bytes at least. Throws a GraphQLError when those are more than
   * an answer may have: what an answer takes of the memory before it is written is bounded by that, whatever names a client
   * has for one value.
   */
  spend(values: number, bytes: number): void {
    this.#values += values;
    this.#bytes += bytes;
    if (this.#bytes <= this.#maxBytes) return;
    const { message, extensions } = answerLimitError(this.#maxBytes);
    throw new GraphQLError(message, { extensions });
  }

  /** Whether others should get their turn before anything more is done. */
  get isTurnOver(): boolean {
    return this.#values >= this.#turnEndsAt;
  }

  /** What `shape` gives, once others have had their turn. Throws DeadlineExceeded when the client has gone meanwhile. */
  async later(shape: () => unknown): Promise<unknown> {
    await nextTurn();
    if (this.#deadline?.isCancelled) throw new DeadlineExceeded();
    this.#turnEndsAt = this.#values + this.#valuesPerTurn;
    return await shape();
  }

  /** Why an object has not got a field; null when nobody said so. */
  reasonFor(object: JsonObject, key: string): Reason | null {
    return this.#missing.reasonFor(object, key);
  }

  /** Adds an error about the value that is being shaped, unless another one explains already why there is none. */
  report(error: Reason | ((path: Path, source: string | null) => GraphQLError)): void {
    // There may be as many as values, and an error takes far longer to make than a value.
    if (this.#isAmongOthers()) {
      if (typeof error !== 'function') error.reported = true;
      return;
    }
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
      const copy = errorAt(error.error, path);
      error.reported = true;
      if (this.#add(copy) && error.error.path) this.#copies.push(copy);
    }
  }

  /**
   * Takes back what errors say once more of places in the object or list that is being shaped, which a null takes away: where the
   * third of three fields has failed and leaves no data, the first two have not. Another error there still says why.
   */
  takeBackCopies(): void {
    for (let copy = this.#copies.at(-1); copy && this.#isHere(copy); copy = this.#copies.at(-1)) {
      const { message } = copy;
      this.#copies.pop();
      const isSaid = this.#errors.some(
        (error) =>
          error !== copy && error.message === message && this.#isHere(error) && !this.#copies.includes(error),
      );
      const place = this.#errors.lastIndexOf(copy);
      if (!isSaid || place < 0) continue;
      this.#errors.splice(place, 1);
      this.#count -= 1;
    }
  }

  /** Whether an error is about the value that is being shaped or a part of it. */
  #isHere({ path = [] }: GraphQLError): boolean {
    return this.path.every((step, index) => path[index] === (typeof step === 'object' ? step.name : step));
  }

  /** Adds the error that stands for those beyond MAX_REPORTED_ERRORS. */
  end(): void {
    if (!this.#others) return;
    const { path, like } = this.#others;
    this.#errors.push(
      new GraphQLError(summaryMessage(like.message), {
        path: path.length > 0 ? path : null,
        extensions: like.extensions,
      }),
    );
  }

  /** Whether the error that stands for the others is about a place that this one is in. */
  #isAmongOthers(): boolean {
    return (
      this.#others?.path.every((name, index) => {
        const step = this.path[index];
        return name === (typeof step === 'object' ? step.name : step);
      }) ?? false
    );
  }

  #explains(path: Path): boolean {
    if (this.#errors.length === this.#count) return false;
    if (!this.#errorPlaces) {
      this.#errorPlaces = new ErrorPlaces();
      for (const { path: place } of this.#errors) if (place) this.#errorPlaces.add(place);
    }
    return this.#errorPlaces.explain(path);
  }

  /** Whether it is told by itself. */
  #add(error: GraphQLError): boolean {
    const { path = [] } = error;
    if (this.#count < MAX_REPORTED_ERRORS) {
      this.#count += 1;
      this.#errors.push(error);
      this.#errorPlaces?.add(path);
      return true;
    }
    if (this.#others) {
      this.#others.path = commonStart(this.#others.path, path);
    } else {
      this.#others = { path, like: error };
    }
    return false;
  }
}

function commonStart(one: Path, other: Path): Path {
  const end = one.findIndex((step, index) => step !== other[index]);
  return end < 0 ? one : one.slice(0, end);
}
