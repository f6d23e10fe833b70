import { startNetwork } from '../../dev/network/network.ts';
import { runProcess } from '../../platform/process/run/run-process.ts';

const { BENCH_ADMIN_URL, BENCH_PREFIX, BENCH_KEYS, ROUTER_PORT, IDENTITY_SECRET, ...rest } = process.env;
const env = Object.fromEntries(
  Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined),
);

await runProcess(() =>
  startNetwork({
    adminUrl: BENCH_ADMIN_URL ?? '',
    prefix: BENCH_PREFIX ?? '',
    transport: 'direct',
    firstPort: Number(ROUTER_PORT),
    identitySecret: IDENTITY_SECRET ?? '',
    keysFolder: BENCH_KEYS ?? '',
    logLevel: 'info',
    env,
  }),
);
