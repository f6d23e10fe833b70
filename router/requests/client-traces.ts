import type { Origin } from '../../platform/http/server/trace-requests.ts';
import { isSampled, type TraceHeaders } from '../../platform/telemetry/span.ts';

const SECOND_MS = 1_000;

/**
 * Decides what becomes of the trace that a client says to be in. One that the client records goes on here, and is
 * recorded with it as the sampler says, for so many requests in a second: a client could have everything recorded
 * otherwise, and choose ids that a sampler by ratio always takes. Any other request begins a trace of the router's own,
 * which names the client's.
 *
 * @param perSecond 0 lets none go on
 * @param now milliseconds since whenever
 */
export function clientTraces(
  perSecond: number,
  now: () => number = () => performance.now(),
): (client: TraceHeaders | null) => Origin {
  let windowEndsAt = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return (client) => {
    if (client === null) return { parent: null };
    if (!isSampled(client)) return { parent: null, links: [client] };
    if (now() >= windowEndsAt) {
      windowEndsAt = now() + SECOND_MS;
      taken = 0;
    }
    if (taken >= perSecond) return { parent: null, links: [client] };
    taken += 1;
    return { parent: client };
  };
}
