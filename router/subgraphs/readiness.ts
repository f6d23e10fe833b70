import type { Readiness } from '../../platform/http/http-server.ts';
import type { Identity } from '../../platform/identity/identity.ts';

/** Asks one subgraph whether it answers GraphQL. */
export type Probe = (identity: Identity) => Promise<boolean>;

const PROBE_TIMEOUT_MS = 2_000;
const REMEMBERED_MS = 1_000;
const PROBE_IDENTITY: Identity = Object.freeze({ user: 'router', scopes: Object.freeze([]) });

/**
 * Ready means that a supergraph is loaded; a subgraph that does not answer makes the graph degraded, not down,
 * because the other domains still answer. A result is remembered for a second, so that a stranger who asks often
 * does not multiply into requests to every subgraph.
 *
 * @param probes of the subgraphs in the supergraph that is in use, by name
 */
export function createReadiness(probes: () => ReadonlyMap<string, Probe>): () => Promise<Readiness> {
  let remembered: { at: number; readiness: Promise<Readiness> } | null = null;
  return () => {
    const now = Date.now();
    if (!remembered || now - remembered.at > REMEMBERED_MS)
      remembered = { at: now, readiness: ask(probes()) };
    return remembered.readiness;
  };
}

async function ask(probes: ReadonlyMap<string, Probe>): Promise<Readiness> {
  const answers = await Promise.all(
    [...probes].map(async ([name, probe]) => [name, await answersInTime(probe)] as const),
  );
  const ok = probes.size > 0;
  const degraded = answers.some(([, answered]) => !answered);
  return {
    ok,
    body: {
      status: ok ? (degraded ? 'degraded' : 'ready') : 'no supergraph',
      subgraphs: Object.fromEntries(
        answers.map(([name, answered]) => [name, answered ? 'ready' : 'unavailable']),
      ),
    },
  };
}

async function answersInTime(probe: Probe): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([probe(PROBE_IDENTITY), late]);
  } catch {
    // Whatever went wrong, the subgraph does not answer: that is the result.
    return false;
  } finally {
    clearTimeout(timer);
  }
}
