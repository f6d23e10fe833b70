import type { ContestantName } from '../contestants/contestant.ts';
import type { QueryName } from '../questions/queries.ts';
import { wholeCost } from '../run/growth.ts';
import type { BenchResult } from '../run/result.ts';
import type { Measurement } from '../run/rounds.ts';

/** Something that is aimed at, and what came of it. */
export interface Target {
  text: string;
  /** Null when the run has not measured it. */
  measured: number | null;
  /** In words, such as `at most 0.17`. */
  aim: string;
  reached: boolean | null;
  unit: string;
}

const CONNECTIONS = 20;
const WHOLE: readonly { query: QueryName; name: string }[] = [
  { query: 'one-customer', name: 'one customer' },
  { query: 'twenty-customers', name: '20 customers' },
];

/** What may be spent on the graph, as a multiple of a hand-written endpoint's CPU. */
const AGAINST_FLOOR: readonly { query: QueryName; name: string; most: number }[] = [
  ...WHOLE.map((one) => ({ ...one, most: 1.3 })),
  { query: 'buyers', name: "a product's buyers", most: 1.3 },
  { query: 'products', name: 'a page of 100 products', most: 1.3 },
  { query: 'mutation', name: 'a purchase', most: 2 },
];

/** The targets of this project, from the measurements with 20 connections of as many users. */
export function targetsOf(result: BenchResult): Target[] {
  const find = (contestant: ContestantName, query: QueryName) =>
    result.measurements.find(
      (one) =>
        one.contestant === contestant &&
        one.query === query &&
        one.connections === CONNECTIONS &&
        one.users === CONNECTIONS,
    );
  const ratio = (
    of: readonly [ContestantName, ContestantName],
    query: QueryName,
    value: (measurement: Measurement) => number,
  ) => {
    const [upper, lower] = [find(of[0], query), find(of[1], query)];
    return upper && lower ? value(upper) / value(lower) : null;
  };
  const cpu = ({ cpuMs }: Measurement) => cpuMs;
  const rps = ({ requestsPerSecond }: Measurement) => requestsPerSecond;
  const targets: Target[] = [];
  for (const { query, name } of WHOLE) {
    targets.push(
      atLeast(`RPS of ours against vanilla, ${name}`, ratio(['ours', 'vanilla'], query, rps), 4),
      atLeast(
        `RPS of ours against Hive Gateway in front of the same subgraphs, ${name}`,
        ratio(['ours', 'hive'], query, rps),
        3,
      ),
      atLeast(
        `RPS of ours against a native gateway (Grafbase) in front of the same subgraphs, ${name}`,
        ratio(['ours', 'grafbase'], query, rps),
        1,
      ),
    );
  }
  for (const { query, name, most } of AGAINST_FLOOR) {
    targets.push(
      atMost(
        `CPU per request of ours in-process against the REST floor, ${name}`,
        ratio(['ours-in-process', 'rest-floor'], query, cpu),
        most,
      ),
    );
  }
  for (const contestant of ['ours', 'ours-in-process'] as const) {
    for (const { query, name } of WHOLE) {
      const measurement = find(contestant, query);
      targets.push(
        atMost(
          `p99 against p50 of ${contestant}, ${name}`,
          measurement ? measurement.p99 / measurement.p50 : null,
          3,
        ),
      );
    }
  }
  const memory = result.measurements
    .filter(({ contestant }) => contestant === 'ours-in-process')
    .map(({ rssMib }) => (rssMib * 2 ** 20) / 1e6);
  targets.push(
    atMost(
      'memory of the whole graph in one process',
      memory.length > 0 ? Math.max(...memory) : null,
      250,
      'MB',
    ),
    atMost(
      '`npm start` to ready with an existing data directory',
      result.startMs === null ? null : result.startMs / 1000,
      1.5,
      's',
    ),
  );
  for (const { query, few, many } of result.growth?.queries ?? []) {
    targets.push(
      atMost(
        `CPU per request, database included, with ${result.clientes} customers against ${result.growth?.few}, ${query}`,
        wholeCost(many) / wholeCost(few),
        1.2,
      ),
    );
  }
  return targets;
}

function atMost(text: string, measured: number | null, limit: number, unit = ''): Target {
  return {
    text,
    measured,
    unit,
    aim: `at most ${short(limit)}`,
    reached: measured === null ? null : measured <= limit,
  };
}

function atLeast(text: string, measured: number | null, limit: number): Target {
  return {
    text,
    measured,
    unit: '',
    aim: `at least ${short(limit)}`,
    reached: measured === null ? null : measured >= limit,
  };
}

function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
