import type { ContestantName } from '../contestants/contestant.ts';
import { table } from '../report/markdown.ts';
import { median } from '../run/rounds.ts';
import { GATEWAYS } from './gateway-contestants.ts';
import type { GatewaySample } from './measure-gateways.ts';
import type { GatewaysResult } from './run-gateways.ts';

/** The results as Markdown: ratios to this project's router with their spread over the rounds, then what was measured. */
export function renderGateways({ circumstances, samples, unsteady, users, plan }: GatewaysResult): string {
  const names = GATEWAYS.map(({ name }) => name).filter((name) =>
    samples.some(({ gateway }) => gateway === name),
  );
  const rows = names.map((name) => {
    const own = samples.filter(({ gateway }) => gateway === name);
    const of = (value: (sample: GatewaySample) => number) => median(own.map(value));
    return [
      name,
      ratio(samples, name, ({ cpuMs }) => cpuMs),
      ratio(samples, name, ({ requestsPerSecond }) => requestsPerSecond),
      of(({ cpuMs }) => cpuMs).toFixed(2),
      of(({ requestsPerSecond }) => requestsPerSecond).toFixed(0),
      of(({ p50 }) => p50).toFixed(1),
      of(({ p99 }) => p99).toFixed(1),
      of(({ subgraphRequests }) => subgraphRequests).toFixed(2),
      Math.max(...own.map(({ rssMib }) => rssMib)).toFixed(0),
      of(({ bytesPerAnswer }) => bytesPerAnswer).toFixed(0),
    ];
  });
  const busiest = Math.max(...samples.map(({ othersCores }) => othersCores));
  return `${[
    '# Gateways alone',
    'Written by `npm run bench -- gateways`; what is measured and how is in [README.md](README.md). Ratios hold across machines, milliseconds do not.',
    [
      `- ${circumstances.date} UTC${circumstances.commit === null ? '' : `, commit ${circumstances.commit}`}`,
      `- ${circumstances.cores} cores of ${circumstances.cpu}, ${circumstances.system}, Node ${circumstances.node}`,
      `- ${plan.connections} connections, ${users === 1 ? 'one user' : `${users} users`}, ${plan.rounds} rounds of ${plan.milliseconds / 1000} s each, medians; in brackets the least and the most of the rounds`,
      `- others used ${busiest.toFixed(2)} cores at most while something was measured`,
      ...unsteady.map((name) => `- ${name} was not steady yet when it was measured`),
    ].join('\n'),
    table(
      [
        'gateway',
        'CPU per request, to ours',
        'requests/s, to ours',
        'CPU ms',
        'requests/s',
        'p50 ms',
        'p99 ms',
        'subgraph requests',
        'memory MiB',
        'bytes',
      ],
      rows,
    ),
    targets(samples),
    GATEWAYS.filter(({ name }) => names.includes(name))
      .map(({ name, title }) => `- \`${name}\`: ${title}`)
      .join('\n'),
  ].join('\n\n')}\n`;
}

/** What is aimed at: how much CPU ours may take per request as a multiple of another's. */
const MOST_OF: readonly { gateway: ContestantName; most: number }[] = [
  { gateway: 'grafbase', most: 1.5 },
  { gateway: 'hive', most: 0.3 },
];

function targets(samples: readonly GatewaySample[]): string {
  const cpu = (name: ContestantName) =>
    median(samples.filter(({ gateway }) => gateway === name).map(({ cpuMs }) => cpuMs));
  const rows = MOST_OF.filter(({ gateway }) => samples.some((sample) => sample.gateway === gateway)).map(
    ({ gateway, most }) => {
      const measured = cpu('ours') / cpu(gateway);
      const reached = measured <= most ? '✓' : '✗ not reached';
      return [`CPU per request of ours against ${gateway}`, `at most ${most}`, measured.toFixed(2), reached];
    },
  );
  return table(['what', 'target', 'measured', ''], rows);
}

/** Of each round to ours in that round: median, least and most. */
function ratio(
  samples: readonly GatewaySample[],
  name: ContestantName,
  value: (sample: GatewaySample) => number,
): string {
  const ratios = samples
    .filter(({ gateway }) => gateway === name)
    .flatMap((sample) => {
      const ours = samples.find(({ gateway, round }) => gateway === 'ours' && round === sample.round);
      return ours ? [value(sample) / value(ours)] : [];
    });
  if (ratios.length === 0) return '';
  const text = (number: number) => number.toFixed(2);
  return `${text(median(ratios))}x (${text(Math.min(...ratios))} to ${text(Math.max(...ratios))})`;
}
