import type { Database } from '../database/database.ts';
import type { Statements } from '../database/statements/statements.ts';

/** How a subgraph erases entities of its own for good, which others refer to. */
export interface Erasures {
  /** What is erased, as events and references call it, such as `Cliente`. */
  tipo: string;
  /** The type of the event by which the other domains hear of it; it has the id alone. */
  event: string;
  /**
   * The ids that the schema remembers to have been erased.
   *
   * @param confirmedBy leaves out those whose event still waits for this destination
   */
  remembered(statements: Statements, confirmedBy?: string): AsyncIterable<string>;
  /** Those of some ids that are neither there nor remembered to have been erased. */
  lost(statements: Statements, ids: readonly string[]): Promise<string[]>;
  /** Erases one that is lost wherever something of it is left; safe to repeat. */
  eraseLost(
    database: Database,
    destinations: readonly string[],
    id: string,
  ): Promise<'erased' | 'erased before' | 'is there'>;
  /**
   * Holds a schema that was restored to what is known elsewhere; safe to repeat.
   *
   * @param lines as of `linesOfReferences`, of any number of domains
   */
  hold(database: Database, destinations: readonly string[], lines: AsyncIterable<string>): Promise<HeldTo>;
}

/** What has been done to a restored schema. */
export interface HeldTo {
  /** Those that were back and have been erased again. */
  erased: number;
  /** The id that the next one has at least; null when that was so before. */
  nextId: string | null;
}
