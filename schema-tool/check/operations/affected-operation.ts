import type { ASTNode } from 'graphql';
import type { KnownOperation } from '../../documents/known-operations.ts';
import type { Effect } from '../effects/effect.ts';

/** A known operation that a change or an error concerns, with what a person needs to find its owner. */
export interface AffectedOperation {
  name: string;
  /** Null for a document of the repository. */
  client: string | null;
  clientVersion: string | null;
  /** Calls within the window; null for a document. */
  calls: number | null;
  /** ISO 8601; null for a document. */
  lastSeen: string | null;
  /** Where it uses what the finding is about, in the fragment's file where a fragment does. */
  file: string;
  line: number;
  /** Whether it breaks, may by what a caller sends or gets, or goes on as it does; null when nothing of that is said. */
  effect: Effect['certainty'] | null;
  /** Why. */
  why: string | null;
  /** What the change did to a document of the baseline, which may still be deployed; left out for what is there now. */
  deployed?: 'edited' | 'deleted';
  /** The id by which somebody says that no client runs it any more; left out for what is there now. */
  retirement?: string;
  /** Why it does not count in a verdict, null when it does. */
  ignored: string | null;
}

/** An operation as a finding lists it, with the place where it meets the change. */
export function affected(operation: KnownOperation, effect: Effect | null = null): AffectedOperation {
  const { name, client, clientVersion, calls, lastSeen, ignored } = operation;
  return {
    name,
    client,
    clientVersion,
    calls,
    lastSeen,
    ...placeOf(operation, effect?.nodes[0]),
    effect: effect?.certainty ?? null,
    why: effect?.why ?? null,
    ...(operation.source === 'base' && !operation.isUnread
      ? { deployed: operation.isEdited ? 'edited' : 'deleted' }
      : {}),
    ...(operation.retirement === undefined ? {} : { retirement: operation.retirement }),
    ignored,
  };
}

/** Where a node of an operation stands; a usage file has a whole operation in a line. */
export function placeOf(
  { source, file, line }: KnownOperation,
  node: ASTNode | undefined,
): { file: string; line: number } {
  if (source === 'usage' || !node?.loc) return { file, line };
  return { file: node.loc.source.name, line: node.loc.startToken.line };
}
