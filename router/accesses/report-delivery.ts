import { createHash } from 'node:crypto';
import type { Access } from '../../access-format/access.ts';
import { accessesIn, accessReport } from '../../access-format/access-report.ts';
import { type DomainEvent, parseEvent } from '../../platform/events/event/event.ts';
import { SubgraphFailure } from '../../platform/peers/answers/subgraph-failure.ts';
import type { Reporter } from '../subgraphs/subgraph-transports.ts';

/**
 * What has become of a report that was sent:
 * - `done`: nothing more is to be done about it; what its subgraph did not understand of it is left out
 * - `later`: nobody was there to take it
 * - `failed`: somebody was, and failed at it
 */
export type Sent =
  | { kind: 'done'; taken: number; leftOut: readonly Access[] }
  | { kind: 'later' }
  | { kind: 'failed' };

/** Statuses of a report that is no better when it is sent again. */
const REFUSALS: ReadonlySet<number | null> = new Set([400, 413]);
/** How often the parts of one report may be refused: where nearly all are wrong, the rest is not tried one by one. */
const MAX_REFUSALS = 64;

/**
 * Sends a report, and where it is refused its halves, until what is wrong in it stands alone: one request that nobody understands
 * costs itself. A part has the same id whenever it is sent, so that it is taken once.
 *
 * @param isBad whether a report at which its subgraph fails is taken for one that it refuses
 */
export async function sendReport(
  send: Reporter,
  report: DomainEvent,
  { isBad = false }: { isBad?: boolean } = {},
): Promise<Sent> {
  let refusals = 0;
  return await sendPart(report);

  async function sendPart(part: DomainEvent): Promise<Sent> {
    const accesses = accessesIn(part.payload);
    if (refusals >= MAX_REFUSALS) return { kind: 'done', taken: 0, leftOut: accesses };
    try {
      await send(part);
      return { kind: 'done', taken: accesses.length, leftOut: [] };
    } catch (error) {
      const failure = error instanceof SubgraphFailure && error.kind === 'status' ? error : null;
      if (!failure) return { kind: 'later' };
      if (!REFUSALS.has(failure.status) && !isBad) return { kind: 'failed' };
    }
    refusals += 1;
    return accesses.length > 1
      ? await sendHalves(part, accesses)
      : { kind: 'done', taken: 0, leftOut: accesses };
  }

  async function sendHalves(part: DomainEvent, accesses: readonly Access[]): Promise<Sent> {
    const middle = Math.ceil(accesses.length / 2);
    const halves = [accesses.slice(0, middle), accesses.slice(middle)];
    let taken = 0;
    const leftOut: Access[] = [];
    for (const [place, acessos] of halves.entries()) {
      const sent = await sendPart(accessReport(idOfPart(part.id, place), part.aggregateid, acessos));
      // The whole report comes again then, and its first half changes nothing.
      if (sent.kind !== 'done') return sent;
      taken += sent.taken;
      leftOut.push(...sent.leftOut);
    }
    return { kind: 'done', taken, leftOut };
  }
}

/** The report of a line that was kept; null for one that is none, as a disk that fails may leave it. */
export function reportIn(line: string): DomainEvent | null {
  try {
    return parseEvent(JSON.parse(line));
  } catch {
    return null;
  }
}

/** A UUID (version 8 of RFC 9562) that is the same for the same part. */
function idOfPart(id: string, place: number): string {
  const hex = createHash('sha256').update(`${id}/${place}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
