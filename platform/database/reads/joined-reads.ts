import { afterTurns } from '../../process/deadlines/after-turns.ts';
import { watchDeadlines } from '../../process/deadlines/own-deadlines.ts';
import { beginSharedSpans } from '../../telemetry/shared-spans.ts';
import { currentSpan, type Span, withinOnly } from '../../telemetry/span.ts';
import type { Database } from '../database.ts';
import type { ReadBounds } from '../statements/reading-request.ts';

/** Reads the rows that some keys have, in any order among the keys. */
export type ReadKeys<Row> = (keys: readonly string[], bounds: ReadBounds) => Promise<Row[]>;

/** One request's part of a read that several may share. */
export interface KeyedRead<Row> {
  /** Reads that are equal in this differ in their keys only: what is selected, and of lists the page. */
  alike: string;
  keys: readonly string[];
  /** That it is read for. */
  request: ReadBounds;
  read: ReadKeys<Row>;
}

/** How many turns of the event loop a read stays open: an idle process is through them at once, a busy one meets more. */
const TURNS = 2;
/** How many keys one statement has for several requests: a light request must not become a heavy one. */
const MAX_JOINED_KEYS = 64;
/** A read of more keys goes by itself, and at once: what it costs are its rows, not that it is a statement. */
const MAX_OWN_KEYS = 12;

interface Waiting<Row> {
  part: KeyedRead<Row>;
  /** Of the request; null where it is not traced. */
  span: Span | null;
  resolve(rows: Row[]): void;
  reject(error: unknown): void;
}

interface Batch<Row> {
  kind: string;
  keys: Set<string>;
  waiting: Waiting<Row>[];
}

/**
 * Reads by one statement what several requests ask of one table at the same moment, in few turns of the event loop, whoever
 * asks: rows are the same for all, and what a user may see of them is decided above a store. Each read begins after it was
 * asked for, and nothing is kept beyond it. What several ask for is one object for all of them, and must not be changed.
 */
export class JoinedReads<Row> {
  readonly #keyOf: (row: Row) => string;
  readonly #joins: boolean;
  /** Those that will be sent together. */
  #batches: Batch<Row>[] = [];

  /**
   * @param keyOf the key that has a row
   */
  constructor({ joinsReads }: Pick<Database, 'joinsReads'>, keyOf: (row: Row) => string) {
    this.#keyOf = keyOf;
    this.#joins = joinsReads;
  }

  /** The rows of these keys, those of one key in the order that `read` gives them. Throws what it throws, and DeadlineExceeded. */
  read(part: KeyedRead<Row>): Promise<Row[]> {
    if (!this.#joins || part.keys.length > MAX_OWN_KEYS) return part.read(part.keys, part.request);
    return new Promise((resolve, reject) => {
      const batch = this.#batchFor(part);
      for (const key of part.keys) batch.keys.add(key);
      batch.waiting.push({ part, span: currentSpan(), resolve, reject });
    });
  }

  #batchFor({ alike, keys, request }: KeyedRead<Row>): Batch<Row> {
    const kind = request.mayLag ? `lagging ${alike}` : alike;
    // Few at a time, and looked through in place of a `Map`: see docs/decisions/0091.
    const open = this.#batches.findLast((batch) => batch.kind === kind);
    if (open && open.keys.size + keys.length <= MAX_JOINED_KEYS) return open;
    if (this.#batches.length === 0) afterTurns(TURNS, () => this.#sendAll());
    const batch: Batch<Row> = { kind, keys: new Set(), waiting: [] };
    this.#batches.push(batch);
    return batch;
  }

  #sendAll(): void {
    const ready = this.#batches;
    this.#batches = [];
    for (const batch of ready) this.#send(batch);
  }

  #send({ keys, waiting }: Batch<Row>): void {
    const [first] = waiting;
    if (!first) return;
    const { request } = first.part;
    // Whatever it throws at once is as what it throws later: other batches are sent after this one.
    const read: ReadKeys<Row> = async (...all) => first.part.read(...all);
    if (waiting.length === 1) {
      withinOnly(first.span, () => read(first.part.keys, request)).then(first.resolve, first.reject);
      return;
    }
    const { shared, end } = watchDeadlines(
      waiting.map(({ part, reject }) => ({ deadline: part.request.deadline, giveUp: reject })),
    );
    const endWaits = beginSharedSpans(
      'shared read',
      waiting.map(({ span }) => span),
    );
    withinOnly(first.span, () => read([...keys], { deadline: shared, mayLag: request.mayLag }))
      .then((rows) => this.#divide(rows, waiting))
      .catch((error) => {
        for (const { reject } of waiting) reject(error);
      })
      .finally(() => {
        end();
        endWaits();
      });
  }

  #divide(rows: readonly Row[], waiting: readonly Waiting<Row>[]): void {
    const byKey = new Map<string, Row[]>();
    for (const row of rows) {
      const key = this.#keyOf(row);
      const known = byKey.get(key);
      if (known) known.push(row);
      else byKey.set(key, [row]);
    }
    for (const { part, resolve } of waiting) resolve(part.keys.flatMap((key) => byKey.get(key) ?? []));
  }
}
