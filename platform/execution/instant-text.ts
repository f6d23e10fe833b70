const DAY_MS = 86_400_000;
const YEAR_10000 = Date.UTC(10_000, 0);
/** Days whose texts are kept: more than ten years. */
const MAX_DAYS = 4_096;

// In few parts: a text of more than twelve characters that is put together is an object for each part.
/** `23:59:` */
const MINUTES = Array.from(
  { length: 1_440 },
  (_, at) => `${digits(2, (at - (at % 60)) / 60)}:${digits(2, at % 60)}:`,
);
const SECONDS = Array.from({ length: 60 }, (_, second) => digits(2, second));
/** `.999Z` */
const MILLISECONDS = Array.from({ length: 1_000 }, (_, ms) => `.${digits(3, ms)}Z`);

/** `2026-01-31T` by the number of the day since 1970. */
const days = new Map<number, string>();

/** What `toISOString` gives, which takes twice as long and more: lists have an instant or two in each row, of few days. */
export function instantText(instant: Date): string {
  const time = instant.getTime();
  // Also what is no instant, of which it throws RangeError.
  if (!(time >= 0 && time < YEAR_10000)) return instant.toISOString();
  const day = Math.floor(time / DAY_MS);
  const ofDay = time - day * DAY_MS;
  const ms = ofDay % 1_000;
  const seconds = (ofDay - ms) / 1_000;
  const second = seconds % 60;
  const minute = (seconds - second) / 60;
  const short = `${SECONDS[second]}${MILLISECONDS[ms]}`;
  const ofClock = `${MINUTES[minute]}${short}`;
  return `${dayText(day, instant)}${ofClock}`;
}

function dayText(day: number, instant: Date): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= MAX_DAYS) days.clear();
  const text = instant.toISOString().slice(0, 'YYYY-MM-DDT'.length);
  days.set(day, text);
  return text;
}

function digits(count: number, number: number): string {
  return String(number).padStart(count, '0');
}
