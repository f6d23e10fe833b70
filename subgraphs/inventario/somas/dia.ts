/** The time zone in which a purchase has a day. */
const FUSO = 'America/Sao_Paulo';

const DAY_MS = 86_400_000;

const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: FUSO,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day of an instant in São Paulo, `2026-01-31`, by the rules of that day: there was daylight saving time until 2019. */
export function diaDe(instant: Date): string {
  return calendar.format(instant);
}

/** The day that comes so many days later. */
export function diaDepois(dia: string, days: number): string {
  return new Date(Date.parse(dia) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days the second day comes after the first. */
export function diasEntre(de: string, ate: string): number {
  return (Date.parse(ate) - Date.parse(de)) / DAY_MS;
}

/** The first day of a day's month. */
export function mesDe(dia: string): string {
  return `${dia.slice(0, 8)}01`;
}

/** The last day of a day's month. */
export function fimDoMes(dia: string): string {
  return diaDepois(mesDe(diaDepois(mesDe(dia), 31)), -1);
}

/** The last day of a day's week, a Sunday. */
export function fimDaSemana(dia: string): string {
  return diaDepois(dia, (7 - new Date(dia).getUTCDay()) % 7);
}

/** Purchases are not older; the rules that are known go on for some years. */
const FROM = Date.UTC(1990, 0, 1);
const YEARS = 110;
const STEP_MS = 15 * DAY_MS;

let shiftSql: ((column: string) => string) | null = null;

/**
 * SQL for the same day of a DATETIME column in UTC. The servers know time zones only where somebody has loaded them, so
 * the shift of every time comes from Intl, the newest first.
 */
export function diaSql(column: string): string {
  shiftSql ??= makeShiftSql();
  return `DATE(${column} + INTERVAL ${shiftSql(column)} SECOND)`;
}

function makeShiftSql(): (column: string) => string {
  const shifts = findShifts();
  return (column) => {
    const branches = shifts
      .toReversed()
      .map(({ from, seconds }) => `WHEN ${column} >= '${sqlSecond(from)}' THEN ${seconds}`);
    return `(CASE ${branches.join(' ')} ELSE ${shifts[0]?.seconds} END)`;
  };
}

/** When the shift from UTC changed, and to how many seconds, oldest first. */
function findShifts(): { from: number; seconds: number }[] {
  const shifts = [{ from: FROM, seconds: shiftAt(FROM) }];
  let current = shiftAt(FROM);
  const end = FROM + YEARS * 365 * DAY_MS;
  for (let before = FROM; before < end; before += STEP_MS) {
    const seconds = shiftAt(before + STEP_MS);
    if (seconds === current) continue;
    shifts.push({ from: firstWith(seconds, before, before + STEP_MS), seconds });
    current = seconds;
  }
  return shifts;
}

function firstWith(seconds: number, before: number, after: number): number {
  let low = before;
  let high = after;
  while (high - low > 1_000) {
    const middle = low + Math.floor((high - low) / 2_000) * 1_000;
    if (shiftAt(middle) === seconds) high = middle;
    else low = middle;
  }
  return high;
}

const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: FUSO,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function shiftAt(time: number): number {
  // '2026-01-31, 21:00:00'; its parts one by one would take seven times as long, and thousands are asked for at a start.
  const local = `${wallClock.format(time).replace(', ', 'T')}Z`;
  return (Date.parse(local) - time) / 1_000;
}

function sqlSecond(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
