import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;
const GIVE_UP_MS = 20_000;

/** What `look` gives once that is not null. Throws after 20 s, with what `described` says of the state then. */
export async function eventually<Found>(
  look: () => Found | null | Promise<Found | null>,
  described: () => string,
  giveUpMs = GIVE_UP_MS,
): Promise<Found> {
  const until = performance.now() + giveUpMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > until) throw new Error(`not there after ${giveUpMs} ms: ${described()}`);
    await pause(LOOK_EVERY_MS);
  }
}
