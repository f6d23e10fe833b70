import { run } from '../../dev/mysql/processes/run.ts';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { seed, sizesFor } from '../../dev/seed/seed.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';

/** What one run of a variant came to. */
export interface VariantRun {
  perSecond: number;
  /** Of a request, of the whole process. */
  cpuMs: number;
}

/** What a variant asks: a customer with what two other domains know of it, or to record a purchase. */
export type Asked = 'query' | 'mutation';

/** One form of the graph, or of what is beneath it. */
export interface Variant {
  env?: Readonly<Record<string, string>>;
  /** The server of its schemas; by default that of all. */
  adminUrl?: string;
  /** By default the query. */
  asks?: Asked;
}

/** What the process of a variant is told. */
export interface VariantTask {
  adminUrl: string;
  prefix: string;
  seconds: number;
  env: Readonly<Record<string, string>>;
  asks: Asked;
}

export interface VariantOptions {
  adminUrl: string;
  /** Of the schemas. */
  prefix: string;
  /** By name. */
  variants: Readonly<Record<string, Variant>>;
  /** How often each is measured. */
  rounds: number;
  /** How long, each time. */
  seconds: number;
  say: (text: string) => void;
}

/**
 * Asks the whole graph the same under each variant, in turns, each time in a process of its own that also asks: only ratios
 * between variants say something.
 */
export async function measureVariants(options: VariantOptions): Promise<Map<string, VariantRun[]>> {
  const { adminUrl, prefix, variants, rounds, seconds, say } = options;
  const servers = new Set(Object.values(variants).map((variant) => variant.adminUrl ?? adminUrl));
  for (const server of servers) await prepareSchemas(server, prefix);
  const measured = new Map<string, VariantRun[]>();
  for (let round = 1; round <= rounds; round += 1) {
    const inTurns = Object.entries(variants);
    // Whoever comes second may find a machine that has become warmer, or busier.
    if (round % 2 === 0) inTurns.reverse();
    for (const [name, variant] of inTurns) {
      const { env = {}, asks = 'query' } = variant;
      const task: VariantTask = { adminUrl: variant.adminUrl ?? adminUrl, prefix, seconds, env, asks };
      const { code, stdout, stderr } = await run(process.execPath, [
        '--import',
        'tsx',
        'bench/comparisons/variants-main.ts',
        JSON.stringify(task),
      ]);
      if (code !== 0) throw new Error(`the run ${name} failed: ${stderr}`);
      // What variants-main.ts prints last.
      const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as VariantRun;
      say(`round ${round}, ${name}: ${result.perSecond.toFixed(0)} a second`);
      measured.set(name, [...(measured.get(name) ?? []), result]);
    }
  }
  return measured;
}

/** Creates the schemas of all subgraphs on a server, with 200 customers and what belongs to them. */
export async function prepareSchemas(adminUrl: string, prefix: string): Promise<void> {
  const definitions = await loadSubgraphs();
  const urls = await createSchemas(adminUrl, definitions, prefix);
  // One after the other: a cluster changes a table on all nodes at once, one at a time.
  for (const { name, migrations } of definitions) await migrate(urls.get(name) ?? '', migrations);
  await seed(urls, sizesFor(200), () => {});
}

/** The median of a figure of some runs. */
export function medianOf(runs: readonly VariantRun[], of: keyof VariantRun): number {
  return runs.map((one) => one[of]).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;
}

/** The variants as a table, each also as a share of one of them. */
export function variantsTable(
  measured: ReadonlyMap<string, readonly VariantRun[]>,
  { what, base }: { what: string; base: string },
): string {
  const share = (runs: readonly VariantRun[], of: keyof VariantRun) =>
    `${((100 * medianOf(runs, of)) / medianOf(measured.get(base) ?? [], of)).toFixed(1)} %`;
  return [
    `| ${what} | requests a second, as a share of ${base} | median | CPU of a request, as a share of ${base} | median ms |`,
    '| --- | --- | --- | --- | --- |',
    ...[...measured].map(
      ([name, runs]) =>
        `| ${name} | ${share(runs, 'perSecond')} | ${medianOf(runs, 'perSecond').toFixed(0)} | ${share(runs, 'cpuMs')} | ${medianOf(runs, 'cpuMs').toFixed(2)} |`,
    ),
  ].join('\n');
}
