import { ZONE } from './format.ts';

/** The way of writing times that is closest to ISO 8601: `2026-01-31 08:05:09`. */
const format = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' });

/** An instant as it is entered in Brasília's time, to the second: `2026-01-31T08:05:09`. */
export function enteredTime(iso: string): string {
  return format.format(new Date(iso)).replace(' ', 'T');
}

/** What was entered in Brasília's time as an instant in UTC, ISO 8601; null for what is no time. */
export function instantOf(entered: string): string | null {
  const asIfUtc = Date.parse(`${entered}Z`);
  if (Number.isNaN(asIfUtc)) return null;
  // How far the zone is from UTC is known of an instant only: of the one that is found first, and then of that.
  let found = asIfUtc;
  for (let round = 0; round < 2; round += 1) found = asIfUtc + offsetAt(found);
  // Midnight of the first day of summer time was never shown by a clock: by so much what was found would be too early, a day before.
  const leftOut = asIfUtc - (found - offsetAt(found));
  return new Date(found + leftOut).toISOString();
}

/** So many milliseconds is the zone behind UTC. */
function offsetAt(time: number): number {
  const second = Math.floor(time / 1_000) * 1_000;
  return second - Date.parse(`${enteredTime(new Date(second).toISOString())}Z`);
}
