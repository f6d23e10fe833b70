import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { withProgress } from '../../dev/progress.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { ContestantName } from '../contestants/contestant.ts';
import type { RunningContestant } from '../contestants/contestants.ts';
import { Load } from '../load/load.ts';
import { createLauncher } from '../processes/child.ts';
import { portsOfThisRun } from '../processes/ports.ts';
import { SHOP_QUERY } from '../questions/shop-query.ts';
import { createBenchKeys } from '../run/keys.ts';
import { type Circumstances, readCircumstances } from '../run/machine.ts';
import { createBenchUsers } from '../run/users.ts';
import { verifyAnswers } from '../run/verify.ts';
import { GATEWAYS } from './gateway-contestants.ts';
import { type GatewaySample, type GatewaysPlan, measureGateways, NO_DATA } from './measure-gateways.ts';
import { SHOP } from './shop.ts';

export interface GatewaysSettings {
  gateways: readonly ContestantName[];
  /** Who ask in turn; what one user asks for may be answered to the same user at the same moment by one look. */
  users: number;
  plan: GatewaysPlan;
  say(text: string): void;
  signal: AbortSignal;
}

export interface GatewaysResult {
  circumstances: Circumstances;
  users: number;
  plan: GatewaysPlan;
  samples: readonly GatewaySample[];
  /** Those whose costs still fell when they were measured. */
  unsteady: readonly ContestantName[];
}

/** Starts the shop and gateways in front of it, compares their answers and measures them. */
export async function runGateways({
  gateways,
  users: count,
  plan,
  say,
  signal,
}: GatewaysSettings): Promise<GatewaysResult> {
  await using opened = new Resources();
  const folder = await mkdtemp(join(tmpdir(), 'customer-graph-bench-gateways-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const launcher = createLauncher();
  const port = portsOfThisRun();
  const users = opened.use(await createBenchUsers(count));
  const { keysFolder } = opened.use(await createBenchKeys(['router']));
  const load = opened.use(await Load.start(launcher));
  const shopPort = await port();
  const subgraphsOrigin = `http://127.0.0.1:${shopPort}`;
  const process = opened.use(
    await launcher.start({
      name: 'shop',
      script: 'bench/gateways/shop-main',
      env: { PORT: String(shopPort) },
      ready: { url: `${subgraphsOrigin}/requests`, authorization: users.authorizations[0] },
    }),
  );
  const supergraphPath = join(folder, 'supergraph.graphql');
  await writeFile(supergraphPath, composed(subgraphsOrigin));
  const running: RunningContestant[] = [];
  for (const { name, start } of GATEWAYS.filter((gateway) => gateways.includes(gateway.name))) {
    const gateway = await withProgress(`starting ${name}`, () =>
      start({
        launcher,
        subgraphsOrigin,
        supergraphPath,
        folder,
        identitySecret: randomBytes(36).toString('base64url'),
        keysFolder,
        users,
        shedsLoad: false,
        port,
      }),
    );
    for (const child of gateway.processes) opened.use(child);
    running.push(gateway);
  }
  await withProgress(`comparing the answers of ${running.length} gateways`, () =>
    verifyAnswers(running, [SHOP_QUERY], NO_DATA, { questions: 2, seed: plan.seed }),
  );
  const requests = async () => {
    const answer = await fetch(`${subgraphsOrigin}/requests`, { signal: AbortSignal.timeout(5_000) });
    // As shop-main.ts answers.
    return ((await answer.json()) as { requests: number }).requests;
  };
  const ground = { gateways: running, load, shop: { process, requests }, say, signal };
  return {
    ...(await measureGateways(ground, plan)),
    circumstances: await readCircumstances('no database'),
    users: count,
    plan,
  };
}

function composed(origin: string): string {
  const { supergraphSdl, errors } = composeServices(
    SHOP.map(({ name, typeDefs }) => ({ name, typeDefs: parse(typeDefs), url: `${origin}/${name}` })),
  );
  if (supergraphSdl) return supergraphSdl;
  throw new StartError(`The shop does not compose: ${errors?.map(({ message }) => message).join('; ')}`);
}
