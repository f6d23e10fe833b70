import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { ContestantName } from '../contestants/contestant.ts';
import { namesOf, seconds, wholeFrom } from '../option-values.ts';
import { buildPrograms } from '../processes/build.ts';
import { installPeers } from '../processes/peers.ts';
import { GATEWAYS } from './gateway-contestants.ts';
import { renderGateways } from './render-gateways.ts';
import { runGateways } from './run-gateways.ts';

const GATEWAY_RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url));

interface GatewaysOptions {
  gateways?: ContestantName[];
  users: number;
  connections: number;
  rounds: number;
  seconds: number;
  seed: number;
  evenBusy?: boolean;
  results: string;
}

/**
 * The command that measures gateways alone, in front of one light process.
 *
 * @param say told what is going on, and the result
 */
export function gatewaysCommand(say: (text: string) => void, signal: AbortSignal): Command {
  return new Command('gateways')
    .description(
      'measures gateways alone, in front of one light process, on the query of the public benchmark of gateways',
    )
    .option('--gateways <names>', `of ${GATEWAYS.map(({ name }) => name).join(',')}`, namesOf(GATEWAYS))
    .option('--users <number>', 'users who ask in turn', wholeFrom(1, 100), 1)
    .option('--connections <number>', 'requests under way', wholeFrom(1, 1_000), 50)
    .option('--rounds <number>', 'rounds in which they take turns', wholeFrom(1, 100), 5)
    .option('--seconds <number>', 'length of one measurement', seconds, 4)
    .option('--seed <number>', 'of the load', wholeFrom(1, 2 ** 31), 1)
    .option('--even-busy', 'measure though others use the machine')
    .option('--results <file>', 'where the results are written', GATEWAY_RESULTS)
    .action((options: GatewaysOptions) => gateways(options, say, signal));
}

async function gateways(
  options: GatewaysOptions,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const asked = options.gateways ?? GATEWAYS.map(({ name }) => name);
  await buildPrograms();
  const needed = GATEWAYS.some(({ name, peers }) => peers === true && asked.includes(name));
  const missing = needed ? await installPeers() : null;
  if (missing !== null) throw new StartError(missing);
  const result = await runGateways({
    gateways: asked,
    users: options.users,
    plan: {
      connections: options.connections,
      rounds: options.rounds,
      milliseconds: options.seconds * 1000,
      mostLooks: 15,
      seed: options.seed,
      evenBusy: options.evenBusy ?? false,
    },
    say,
    signal,
  });
  const report = renderGateways(result);
  await writeFile(options.results, report);
  say(`\n${report}\nwritten to ${options.results}`);
}
