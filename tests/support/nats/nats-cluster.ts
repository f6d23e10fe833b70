import { freePorts } from '../../../dev/mysql/processes/free-port.ts';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { type NatsServer, startNats } from './nats-server.ts';

/** Servers that are one cluster, so that each message may lie on several. */
export interface NatsCluster extends AsyncDisposable {
  /** By the names that the cluster knows them by. */
  readonly servers: ReadonlyMap<string, NatsServer>;
}

const SERVERS = 3;

/** Starts three servers on loopback. They need a few seconds to agree on who leads. */
export async function startNatsCluster(): Promise<NatsCluster> {
  await using opened = new Resources();
  const first = await freePorts(SERVERS);
  const routes = Array.from({ length: SERVERS }, (_, index) => `"nats://127.0.0.1:${first + index}"`);
  const servers = new Map<string, NatsServer>();
  for (let index = 0; index < SERVERS; index += 1) {
    const cluster = `cluster { name: events, listen: "127.0.0.1:${first + index}", routes: [${routes.join(', ')}] }`;
    const server = opened.use(await startNats(`server_name: n${index}\n${cluster}`));
    servers.set(`n${index}`, server);
  }
  const resources = opened.move();
  return {
    servers,
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}
