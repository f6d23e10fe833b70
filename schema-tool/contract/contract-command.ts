import { dirname, join } from 'node:path';
import { compose } from '../compose/compose.ts';
import { environment } from '../compose/config.ts';
import { readSupergraphConfig } from '../compose/supergraph-config.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { type GeneratedFile, writeOrCompare } from '../inputs/generated-files.ts';
import { requireNoInputs } from '../inputs/output-files.ts';
import { contractOf } from './contract.ts';
import { type NamedContract, readContractsConfig } from './contracts-config.ts';

export interface ContractOptions {
  config: string;
  contracts: string;
  /** Tags to include; with none of both every contract of the configuration is made. */
  tag: readonly string[];
  exclude: readonly string[];
  /** Where the API schema of the one contract goes; by default its place in the repository. */
  out?: string;
  /** Where its supergraph goes, for a router of its own; by default nowhere. */
  supergraph?: string;
  check: boolean;
}

/** `schema contract`: 0 when written or up to date, 1 when a contract does not hold together or a file is stale. */
export async function contractCommand(options: ContractOptions): Promise<number> {
  const chosen = choose(options, await readContractsConfig(options.contracts));
  const subgraphs = await readSupergraphConfig(options.config, { environment: environment() });
  const composition = compose(subgraphs);
  if (composition.kind === 'failed') {
    const [first] = composition.errors;
    console.error(
      `The subgraphs do not compose: ${first?.code}: ${first?.message} See \`graph-schema compose\`.`,
    );
    return 1;
  }
  const files: GeneratedFile[] = [];
  let failed = false;
  for (const contract of chosen) {
    const made = contractOf(composition.supergraph, contract, subgraphs);
    if (made.kind === 'invalid') {
      failed = true;
      console.error(`The contract ${contract.name} does not hold together: ${made.errors.length} error(s).`);
      for (const error of made.errors) console.error(`  ${error}`);
      continue;
    }
    files.push({ path: options.out ?? fileOf(contract, options.contracts), text: made.api });
    if (options.supergraph !== undefined) files.push({ path: options.supergraph, text: made.supergraph });
  }
  if (failed) return 1;
  await requireNoInputs(
    files.map(({ path }) => path),
    [options.config, options.contracts, ...subgraphs.map(({ file }) => file)],
  );
  return await writeOrCompare(files, { check: options.check, command: 'contract' });
}

/** Where a contract is kept: `contracts/<name>.graphql` beside the file that lists it. */
function fileOf({ name }: NamedContract, contracts: string): string {
  return join(dirname(contracts), 'contracts', `${name}.graphql`);
}

function choose(
  { tag, exclude, out, supergraph, contracts }: ContractOptions,
  listed: readonly NamedContract[],
): NamedContract[] {
  if (tag.length + exclude.length > 0) {
    const known = listed.find(
      (one) => same(one.include, tag) && (exclude.length === 0 || same(one.exclude, exclude)),
    );
    if (known) return [known];
    if (out === undefined) {
      throw new CannotRun(
        `${contracts} lists no contract of just these tags: say with --out where it goes, or add it there.`,
      );
    }
    return [{ name: [...tag, ...exclude.map((one) => `not ${one}`)].join(', '), include: tag, exclude }];
  }
  if (listed.length === 0) throw new CannotRun(`${contracts} lists no contracts: give a --tag, or add one.`);
  const [first] = listed;
  if ((out !== undefined || supergraph !== undefined) && listed.length > 1) {
    throw new CannotRun(
      `There are ${listed.length} contracts: say with --tag which one goes to the file (${first?.name}, ...).`,
    );
  }
  return [...listed];
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
