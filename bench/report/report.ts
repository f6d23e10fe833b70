import type { ContestantName } from '../contestants/contestant.ts';
import { ALL_CONTESTANTS } from '../contestants/contestants.ts';
import { QUERIES } from '../questions/queries.ts';
import { wholeCost } from '../run/growth.ts';
import type { BenchResult } from '../run/result.ts';
import type { Measurement } from '../run/rounds.ts';
import { table } from './markdown.ts';
import { targetsOf } from './targets.ts';

const RATIO_CONNECTIONS = 20;

/** The results as Markdown: ratios, targets, then everything that was measured. */
export function renderReport(result: BenchResult): string {
  return `${[
    '# Benchmark results',
    'Written by `npm run bench`; what is measured and how is in [README.md](README.md). Ratios hold across machines, milliseconds do not.',
    circumstances(result),
    '## Ratios',
    ...ratioTables(result),
    ...withoutParts(result),
    ...oneUser(result),
    '## Targets',
    targets(result),
    '## Measurements',
    ...QUERIES.filter(({ name }) => result.measurements.some(({ query }) => query === name)).map(
      ({ name, title }) => `### ${name}: ${title}\n\n${measurements(result, name)}`,
    ),
    ...growth(result),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function circumstances({
  circumstances: at,
  clientes,
  plan,
  questions,
  measurements,
  absent,
}: BenchResult): string {
  const users =
    plan.users === null
      ? 'as many users as connections'
      : plan.users === 1
        ? 'one user'
        : `${plan.users} users at most`;
  const packages = Object.entries(at.packages).map(([name, version]) => `${name} ${version}`);
  return [
    `- ${at.date} UTC${at.commit === null ? '' : `, commit ${at.commit}`}`,
    `- ${at.cores} cores of ${at.cpu}, ${at.memoryGib.toFixed(0)} GiB, ${at.system}`,
    `- Node ${at.node}, ${at.database}, ${packages.join(', ')}`,
    `- ${clientes} customers, ${users}, ${plan.rounds} rounds of ${plan.milliseconds / 1000} s for each contestant and load, medians; seed ${plan.seed}`,
    `- before measuring, all contestants gave equal data on ${questions} random questions per query`,
    `- others used ${Math.max(...measurements.map(({ othersCores }) => othersCores)).toFixed(2)} cores at most while something was measured`,
    ...absent.map(({ name, reason }) => `- not measured: ${name} (${reason})`),
  ].join('\n');
}

const AGAINST: readonly ContestantName[] = ['vanilla', 'rest-floor'];

function ratioTables(result: BenchResult): string[] {
  return AGAINST.map((base) => ratios(result, base));
}

/** The same where a single user asks, whose requests may share work: only what was measured in both ways. */
function oneUser(result: BenchResult): string[] {
  const { oneUser: again } = result.plan;
  const measured = result.measurements.filter(
    ({ users, connections, query }) =>
      users === 1 && again.queries.includes(query) && again.connections.includes(connections),
  );
  if (measured.length === 0) return [];
  const only = { ...result, measurements: measured };
  return [
    '### One user',
    "All connections are one user's, whose requests may share work.",
    ...ratioTables(only),
  ];
}

/** How many times less CPU and how many times more requests than a contestant, with 20 connections. */
function ratios(result: BenchResult, base: ContestantName): string {
  const names = contestantsIn(result).filter((name) => name !== base);
  const rows = QUERIES.flatMap(({ name }) => {
    if (!find(result, base, name)) return [];
    return [[name, ...names.map((contestant) => against(result, contestant, base, name))]];
  });
  if (rows.length === 0 || names.length === 0) return '';
  return `Against **${base}** with ${RATIO_CONNECTIONS} connections: CPU per request (less is better) / requests per second (more is better), in brackets the least and the most of the rounds.\n\n${table(['query', ...names], rows)}`;
}

/** CPU and requests per second of a contestant to another one's; empty where one of them was not measured. */
function against(
  result: BenchResult,
  contestant: ContestantName,
  other: ContestantName,
  query: string,
): string {
  const [one, base] = [find(result, contestant, query), find(result, other, query)];
  if (!one || !base) return '';
  const cpu = spread(one, base, ({ cpuMs }) => cpuMs);
  return `${cpu} / ${spread(one, base, ({ requestsPerSecond }) => requestsPerSecond)}`;
}

/** The ratio of the medians, and of the rounds the least and the most. */
function spread(
  one: Measurement,
  base: Measurement,
  value: (measured: Measurement['rounds'][number]) => number,
): string {
  const each = one.rounds.flatMap((measured, round) => {
    const other = base.rounds[round];
    return other ? [value(measured) / value(other)] : [];
  });
  return `${times(value(one) / value(base))} (${number(Math.min(...each))} to ${number(Math.max(...each))})`;
}

const WITHOUT: readonly ContestantName[] = ['ours', 'ours-in-process'];

/** What the graph is without one of its parts, where that was measured beside it. */
function withoutParts(result: BenchResult): string[] {
  const names = contestantsIn(result);
  return WITHOUT.filter((base) => names.some((name) => name.startsWith(`${base}-without-`))).map((base) =>
    ratios(result, base),
  );
}

/** What the graph costs without a mechanism for speed, against with it: of each run that has measured it beside one without. */
export function renderSavings(results: readonly BenchResult[]): string {
  const queries = QUERIES.filter(({ name }) => results.some((result) => find(result, 'ours', name)));
  const rows = results.flatMap((result) =>
    contestantsIn(result)
      .filter((name) => name.startsWith('ours-without-'))
      .map((name) => [name, ...queries.map(({ name: query }) => against(result, name, 'ours', query))]),
  );
  return table(['CPU / requests per second, to `ours`', ...queries.map(({ name }) => name)], rows);
}

function targets(result: BenchResult): string {
  const rows = targetsOf(result).map(({ text, measured, aim, reached, unit }) => [
    text,
    `${aim}${unit === '' ? '' : ` ${unit}`}`,
    measured === null ? 'not measured' : `${number(measured)}${unit === '' ? '' : ` ${unit}`}`,
    reached === null ? '' : reached ? '✓' : '✗ not reached',
  ]);
  return table(['what', 'target', 'measured', ''], rows);
}

function measurements(result: BenchResult, query: string): string {
  const rows = contestantsIn(result).flatMap((name) =>
    result.measurements
      .filter((one) => one.query === query && one.contestant === name)
      .toSorted((a, b) => a.connections - b.connections || b.users - a.users)
      .map((one) => [
        name,
        String(one.connections),
        String(one.users),
        one.cpuMs.toFixed(3),
        one.gatewayCpuMs?.toFixed(3) ?? '',
        Number.isNaN(one.databaseCpuMs) ? '' : one.databaseCpuMs.toFixed(3),
        one.requestsPerSecond.toFixed(0),
        one.p50.toFixed(1),
        one.p99.toFixed(1),
        one.rssMib.toFixed(0),
        one.bytesPerAnswer.toFixed(0),
        String(one.requests),
        String(one.failed),
      ]),
  );
  return table(
    [
      'contestant',
      'connections',
      'users',
      'CPU ms',
      'of it gateway',
      'database CPU ms',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'memory MiB',
      'bytes',
      'requests',
      'failed',
    ],
    rows,
  );
}

function growth({ growth: found, clientes }: BenchResult): string[] {
  if (!found) return [];
  const rows = found.queries.map(({ query, few, many }) => [
    query,
    few.cpuMs.toFixed(3),
    many.cpuMs.toFixed(3),
    wholeCost(few).toFixed(3),
    wholeCost(many).toFixed(3),
    times(wholeCost(many) / wholeCost(few)),
  ]);
  return [
    `## From ${found.few} to ${clientes} customers`,
    `CPU milliseconds per request of ours in-process with ${RATIO_CONNECTIONS} connections, without and with the database's.\n\n${table(['query', `${found.few}`, `${clientes}`, `${found.few} with database`, `${clientes} with database`, 'growth'], rows)}`,
  ];
}

function contestantsIn({ measurements: all }: BenchResult): ContestantName[] {
  return ALL_CONTESTANTS.map(({ name }) => name).filter((name) =>
    all.some(({ contestant }) => contestant === name),
  );
}

/** With most users, where it was measured with several numbers of them. */
function find(result: BenchResult, contestant: ContestantName, query: string): Measurement | undefined {
  return result.measurements
    .filter(
      (one) => one.contestant === contestant && one.query === query && one.connections === RATIO_CONNECTIONS,
    )
    .toSorted((a, b) => b.users - a.users)[0];
}

function times(ratio: number): string {
  return `${number(ratio)}x`;
}

function number(value: number): string {
  return value < 1 ? value.toFixed(3) : value < 10 ? value.toFixed(2) : value.toFixed(0);
}
