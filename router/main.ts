import '../platform/process/run/node-version.ts';
import { Resources } from '../platform/process/ending/resources.ts';
import { createLog } from '../platform/process/logging/logging.ts';
import { runProcess } from '../platform/process/run/run-process.ts';
import { openTracing } from '../platform/telemetry/open-tracing.ts';
import { traceOfLine } from '../platform/telemetry/span.ts';
import { ROUTER_HELP, readRouterArguments } from './command-line.ts';
import { readRouterSettings } from './config/config.ts';
import { effectiveConfig } from './config/effective-config.ts';
import { buildPlannerAhead } from './planner-ahead.ts';
import { closeGraceMs, startRouter } from './router-server.ts';
import { openSharedUsers } from './shared-store/open-shared-store.ts';

/** For everything that is closed after the server. */
const SPARE_MS = 3_000;

await runProcess(async () => {
  const { configPath, onlyCheck, help } = readRouterArguments(process.argv.slice(2));
  if (help) {
    process.stdout.write(ROUTER_HELP);
    process.exit(0);
  }
  if (onlyCheck) {
    process.stdout.write(effectiveConfig(readRouterSettings(configPath)));
    process.exit(0);
  }
  const { config } = readRouterSettings(configPath);
  await buildPlannerAhead(config.supergraphPath);
  const log = createLog('router', config.logLevel, traceOfLine);
  await using opened = new Resources();
  opened.use(await openTracing(config.telemetry, 'router', log));
  const { shared, users } = opened.use(await openSharedUsers(config, log));
  const router = opened.use(await startRouter({ config, log, users, shared }));
  log.info({ url: router.url }, 'ready');
  const stopWithinMs = config.shutdownDelayMs + closeGraceMs(config) + SPARE_MS;
  return Object.assign(opened.move(), { stopWithinMs });
});
