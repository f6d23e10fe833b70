import { table } from '../report/markdown.ts';
import { median } from '../run/rounds.ts';
import type { SoakSlice } from './measure.ts';

/** What a soak came to. */
export interface SoakVerdict {
  /** Memory of the last quarter as a share of that of the second one: the first is still filling what is kept. */
  growth: number;
  /** Answers that were not right. */
  wrong: number;
  /** What is too much, in words; empty where all is well. */
  problems: string[];
}

/** Memory that has not settled would have grown by more between the second quarter and the last. */
const MAX_GROWTH = 1.1;
/** Longer than the loop may stand still for anybody. */
const MAX_LOOP_DELAY_MS = 500;

/** Judges a soak. */
export function verdictOf(slices: readonly SoakSlice[]): SoakVerdict {
  const quarter = Math.floor(slices.length / 4);
  const memoryOf = (some: readonly SoakSlice[]) => median(some.map(({ rssMib }) => rssMib));
  const growth =
    quarter === 0 ? 1 : memoryOf(slices.slice(-quarter)) / memoryOf(slices.slice(quarter, 2 * quarter));
  const wrong = slices.flatMap((slice) => Object.values(slice.wrong)).reduce((sum, count) => sum + count, 0);
  const longest = Math.max(...slices.map(({ loopDelayMs }) => loopDelayMs));
  const problems: string[] = [];
  if (growth > MAX_GROWTH)
    problems.push(`memory grew to ${growth.toFixed(2)}x from the second quarter to the last`);
  if (wrong > 0) problems.push(`${wrong} answers were not right`);
  if (longest > MAX_LOOP_DELAY_MS) problems.push(`the event loop stood still for ${longest.toFixed(0)} ms`);
  return { growth, wrong, problems };
}

/** A soak by minutes as a table, and the verdict. */
export function renderSoak(slices: readonly SoakSlice[]): string {
  const minutes = byMinute(slices);
  const rows = [...minutes].map(([minute, some]) => [
    String(minute),
    String(some.reduce((sum, { right }) => sum + right, 0)),
    Math.max(...some.map(({ p99 }) => p99)).toFixed(0),
    Math.max(...some.map(({ loopDelayMs }) => loopDelayMs)).toFixed(0),
    Math.max(...some.map(({ rssMib }) => rssMib)).toFixed(0),
  ]);
  const { growth, wrong, problems } = verdictOf(slices);
  return [
    table(
      ['minute', 'right answers', 'highest p99 of a query, ms', 'longest loop delay, ms', 'most memory, MiB'],
      rows,
    ),
    '',
    `memory of the last quarter: ${growth.toFixed(2)}x that of the second; answers that were not right: ${wrong}`,
    problems.length === 0 ? 'steady' : `not steady: ${problems.join('; ')}`,
  ].join('\n');
}

function byMinute(slices: readonly SoakSlice[]): Map<number, SoakSlice[]> {
  const minutes = new Map<number, SoakSlice[]>();
  for (const slice of slices) {
    const minute = Math.ceil(slice.at / 60);
    minutes.set(minute, [...(minutes.get(minute) ?? []), slice]);
  }
  return minutes;
}
