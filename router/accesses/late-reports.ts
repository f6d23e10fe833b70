import type { Sent } from './report-delivery.ts';

/** Far more than are on their way at once; of others that are taken late nothing is known, and they are sent again. */
const MAX_LATE = 64;
/** How the line of a report begins, as `JSON.stringify` writes it. */
const LINE_START = '{"id":"';
const UUID_CHARACTERS = 36;

/**
 * What becomes of reports that were not taken in time and are kept: where the machine is busy most are taken a moment later, and
 * writing them a second time would keep it busy. For this process only; whatever is not known here is sent again, which changes nothing.
 */
export class LateReports {
  readonly #late = new Map<string, Promise<Sent>>();

  /** Notes a report that is still on its way. */
  note(id: string, delivery: Promise<Sent>): void {
    if (this.#late.size >= MAX_LATE) return;
    this.#late.set(id, delivery);
    const forgetUnlessDone = ({ kind }: Sent) => kind === 'done' || this.#late.delete(id);
    delivery.then(forgetUnlessDone, () => this.#late.delete(id));
  }

  /** What has become of the report of a line, once that is known; null where it is to be sent. Asked once for each. */
  async outcomeOf(line: Uint8Array): Promise<{ id: string; sent: Sent } | null> {
    const start = Buffer.from(line.subarray(0, LINE_START.length + UUID_CHARACTERS)).toString('latin1');
    const id = start.startsWith(LINE_START) ? start.slice(LINE_START.length) : '';
    const sent = await this.taken(id);
    return sent && { id, sent };
  }

  /** What of a report was taken, once that is known; null where it was not, or nothing is known of it. Asked once for each. */
  async taken(id: string): Promise<Sent | null> {
    const delivery = this.#late.get(id);
    if (!delivery) return null;
    const sent = await delivery.catch((): Sent => ({ kind: 'later' }));
    this.#late.delete(id);
    return sent.kind === 'done' ? sent : null;
  }
}
