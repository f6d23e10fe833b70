import { CLOSE_GRACE_MS } from '../http/http-server.ts';
import '../process/node-version.ts';
import { createLog } from '../process/logging.ts';
import { runProcess } from '../process/run-process.ts';
import { readSubgraphConfig } from './config.ts';
import type { SubgraphDefinition } from './definition.ts';
import { startSubgraph } from './server.ts';

/** For requests under way, and then for everything else. */
const STOP_MS = CLOSE_GRACE_MS + 5_000;

/** Runs one subgraph as a process of its own until it is told to stop. */
export async function runSubgraphProcess(definition: SubgraphDefinition): Promise<void> {
  await runProcess(async (stopping) => {
    const config = readSubgraphConfig(definition);
    const log = createLog(definition.name, config.logLevel);
    const subgraph = await startSubgraph(definition, config, log, { stopping });
    log.info({ url: subgraph.url }, 'ready');
    return { ...subgraph, stopWithinMs: config.shutdownDelayMs + STOP_MS };
  });
}
