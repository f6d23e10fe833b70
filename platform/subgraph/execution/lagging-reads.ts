import { LRUCache } from 'lru-cache';
import type { SelectedFields } from '../../database/statements/reading-request.ts';
import { MAX_WRITERS } from '../../http/requests/last-write-header.ts';
import { ENTITIES_SCOPE } from '../../identity/callers/internal-scopes.ts';
import type { RequestContext } from '../definition.ts';

type CreateContext = (request: RequestContext) => RequestContext;

/**
 * Gives requests a database that reads from replicas, which may lag, where that is good enough: not a mutation, not
 * what the same user reads so soon after one that a replica need not have it, not what another subgraph is about to
 * rely on, and not where a version is selected, because a change that is based on an old one is refused.
 *
 * @param maxLagMs how old what a replica says may be
 */
export function withLaggingReads(createContext: CreateContext, maxLagMs: number): CreateContext {
  // With `max` the cache would make room for all of them at the start, and a start would wait for that.
  const writers = new LRUCache<string, true>({
    // Of more, the next read of one may be older.
    maxSize: MAX_WRITERS,
    sizeCalculation: () => 1,
    ttl: maxLagMs,
    updateAgeOnGet: false,
  });
  const kinds = new WeakMap<SelectedFields, Kind>();
  const kindOf = (selected: SelectedFields): Kind => {
    let kind = kinds.get(selected);
    if (kind === undefined) {
      kind = kindOfSelected(selected);
      kinds.set(selected, kind);
    }
    return kind;
  };
  return (request) => {
    const { identity, selected, lastWriteMs } = request;
    const kind = selected === null ? 'exact' : kindOf(selected);
    // Once before a mutation and once after each of its fields, as `reloadAfterWrites` has it.
    if (kind === 'mutation') writers.set(identity.user, true);
    const mayLag =
      kind === 'lagging' &&
      !(typeof lastWriteMs === 'number' && lastWriteMs <= maxLagMs) &&
      !writers.has(identity.user) &&
      !identity.scopes.includes(ENTITIES_SCOPE);
    return createContext(mayLag ? { ...request, mayLag } : request);
  };
}

type Kind = 'mutation' | 'exact' | 'lagging';

function kindOfSelected(selected: SelectedFields): Kind {
  if (selected.has('Mutation')) return 'mutation';
  for (const fields of selected.values()) if (fields.has('versao')) return 'exact';
  return 'lagging';
}
