import type { Readiness } from '../../platform/http/server/http-server.ts';
import type { Identity } from '../../platform/identity/callers/identity.ts';
import { PROBE_SCOPE } from '../../platform/identity/callers/internal-scopes.ts';
import { partIdentity, ROUTER } from '../../platform/identity/callers/issuers.ts';
import { settledWithin } from '../../platform/process/deadlines/settled-within.ts';
import type { UserDirectory, UsersState } from '../auth/users/user-directory.ts';

/**
 * - `ready`: it answers GraphQL
 * - `not ready`: it answers, and says of itself that it is not ready, as when its database does not answer
 * - `circuit open`: nothing is sent to it for a while, because nearly nothing was answered
 * - `refused`: it does not take the router's key
 * - `unavailable`: it does not answer
 */
export type SubgraphState = 'ready' | 'not ready' | 'circuit open' | 'refused' | 'unavailable';

/** Finds out in which state one address of a subgraph is; it is waited for as long as for readiness, unless said otherwise. */
export type Probe = (identity: Identity, withinMs?: number) => Promise<SubgraphState>;

interface ReadinessOthers {
  groupsProblem?: () => string | null;
  shared?: { readonly isUp: boolean } | null;
}

/** How long a subgraph may take, and so readiness; whoever asks for it gives up after a second. */
export const PROBE_TIMEOUT_MS = 500;
const REMEMBERED_MS = 1_000;
/** Who a router is where it asks for itself. */
export const PROBE_IDENTITY: Identity = partIdentity(ROUTER, PROBE_SCOPE);

/**
 * Makes what `/health/ready` asks. Ready means that a supergraph is loaded and that not every subgraph refuses this
 * router: where all do, its key is wrong, and another router may have the right one. A subgraph that is not ready makes
 * the graph degraded, not down, because the other domains still answer; so does what of the users' files cannot be
 * used. A result is remembered for a second, so that a stranger who asks often does not multiply into requests to every
 * subgraph, and a subgraph that hangs is asked by one probe at a time.
 *
 * Of a subgraph with several addresses `addresses` says how each is, in the order of the setting and without its name:
 * everybody may read it. It is ready when one is, and the graph degraded when not all are.
 *
 * @param probes of the subgraphs in the supergraph that is in use, by name, one for each address
 * @param others what of the groups' scopes may be a mistake, which changes nothing of the status, as it may be meant;
 *   and what routers share, which does not answer
 */
export function createReadiness(
  probes: () => ReadonlyMap<string, readonly Probe[]>,
  users: Pick<UserDirectory, 'state'>,
  others: ReadinessOthers = {},
): () => Promise<Readiness> {
  let remembered: { at: number; readiness: Promise<Readiness> } | null = null;
  /** Probes without a result yet. */
  const underWay = new Set<Probe>();
  return () => {
    const now = performance.now();
    if (!remembered || now - remembered.at > REMEMBERED_MS)
      remembered = {
        at: now,
        readiness: ask(probes(), { users: users.state, ...others }, underWay),
      };
    return remembered.readiness;
  };
}

async function ask(
  probes: ReadonlyMap<string, readonly Probe[]>,
  { users, groupsProblem, shared }: ReadinessOthers & { users: UsersState },
  underWay: Set<Probe>,
): Promise<Readiness> {
  const states = await Promise.all(
    [...probes].map(
      async ([name, each]) =>
        [name, await Promise.all(each.map((probe) => stateInTime(probe, underWay)))] as const,
    ),
  );
  const all = states.flatMap(([, each]) => each);
  const isRefused = all.length > 0 && all.every((state) => state === 'refused');
  const usersProblem = problemOf(users);
  const groups = groupsProblem?.() ?? null;
  const isShared = shared?.isUp ?? true;
  const degraded = usersProblem !== null || !isShared || all.some((state) => state !== 'ready');
  const several = states.filter(([, each]) => each.length > 1);
  const status =
    states.length === 0 ? 'no supergraph' : isRefused ? 'refused' : degraded ? 'degraded' : 'ready';
  return {
    ok: states.length > 0 && !isRefused,
    body: {
      status,
      subgraphs: Object.fromEntries(states.map(([name, each]) => [name, bestOf(each)])),
      ...(several.length === 0 ? {} : { addresses: Object.fromEntries(several) }),
      ...(usersProblem === null ? {} : { users: usersProblem }),
      ...(groups === null ? {} : { groups }),
      ...(isShared ? {} : { shared: 'unavailable' }),
    },
  };
}

/** Of a subgraph: one address that is ready is enough. */
function bestOf(states: readonly SubgraphState[]): SubgraphState {
  return states.find((state) => state === 'ready') ?? states[0] ?? 'unavailable';
}

/** In words without a number: everybody may read them. */
function problemOf({ users, linesLeftOut, filesNotRead }: UsersState): string | null {
  if (users === 0) return 'nobody can log in';
  if (filesNotRead > 0) return 'file not read';
  return linesLeftOut > 0 ? 'lines left out' : null;
}

async function stateInTime(probe: Probe, underWay: Set<Probe>): Promise<SubgraphState> {
  if (underWay.has(probe)) return 'unavailable';
  underWay.add(probe);
  const known = settle(probe).finally(() => underWay.delete(probe));
  return await settledWithin<SubgraphState>(PROBE_TIMEOUT_MS, known, 'unavailable');
}

async function settle(probe: Probe): Promise<SubgraphState> {
  try {
    return await probe(PROBE_IDENTITY);
  } catch {
    // Whatever went wrong, the subgraph does not answer: that is the result.
    return 'unavailable';
  }
}
