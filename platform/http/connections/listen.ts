import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { codeOf } from '../../errors/error-code.ts';
import { ConfigError } from '../../process/ending/config-error.ts';

/** What the system says of an address to listen on that it does not have. */
const NO_ADDRESS_HERE: ReadonlySet<unknown> = new Set([
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EAI_AGAIN',
  'EINVAL',
  'ENOTFOUND',
]);

/** How often another port is tried where any will do, and somebody has it on one of the addresses. */
const ANY_PORT_TRIES = 10;

interface ListenAddress {
  host: string;
  port: number;
}

/**
 * Listens, and returns the address: of `localhost` on each of its addresses. Throws a ConfigError for a host that this
 * machine does not have.
 */
export async function listenOn(app: FastifyInstance, { host, port }: ListenAddress): Promise<string> {
  try {
    const hosts = host === 'localhost' ? await addressesOf(host) : [host];
    return await listenOnEach(app, hosts, port);
  } catch (error) {
    const code = codeOf(error);
    if (!NO_ADDRESS_HERE.has(code)) throw error;
    throw new ConfigError([`HOST is "${host}", which is no address of this machine (${code}).`]);
  }
}

/**
 * Listens on the first of some addresses that this machine has, which it returns, and at the same port on those of the others
 * that this machine has; port 0 is one that is free on all of them. Fastify would make a server for each, which has none of the
 * listeners of the first: what refuses, drains and ends connections there. Here all connections become connections of one server.
 */
export async function listenOnEach(
  app: FastifyInstance,
  hosts: readonly string[],
  port: number,
): Promise<string> {
  return await listenAtFirstFree(app, hosts, port === 0 ? new Array(ANY_PORT_TRIES).fill(0) : [port]);
}

/** The same at the first of some ports that nobody else has on any of the addresses. */
export async function listenAtFirstFree(
  app: FastifyInstance,
  hosts: readonly string[],
  ports: readonly number[],
): Promise<string> {
  const { first, others } = await usable(hosts);
  let doors: readonly Door[] = [];
  if (others.length > 0) {
    app.addHook('preClose', (done) => {
      for (const door of doors) door.close(app.life.graceMs);
      done();
    });
    // The server waits for its own connections only.
    app.addHook('onClose', async () => {
      await Promise.all(doors.map(({ closed }) => closed));
    });
  }
  for (const [tried, port] of ports.entries()) {
    try {
      // First, as of their ports there may be several in turn.
      doors = await openDoors(app, others, port);
      return await app.listen({ host: first, port: doors[0]?.port ?? port });
    } catch (error) {
      for (const door of doors) door.close(0);
      await Promise.all(doors.map(({ closed }) => closed));
      doors = [];
      if (codeOf(error) !== 'EADDRINUSE' || tried === ports.length - 1) throw error;
    }
  }
  throw new Error('no port to listen at was named');
}

/** A door at each address that this machine has, all at one port. Closes those that are open again when one cannot be. */
async function openDoors(app: FastifyInstance, hosts: readonly string[], port: number): Promise<Door[]> {
  const doors: Door[] = [];
  try {
    for (const host of hosts) {
      const door = await Door.open(app, { host, port: doors[0]?.port ?? port });
      if (door) doors.push(door);
    }
    return doors;
  } catch (error) {
    for (const door of doors) door.close(0);
    await Promise.all(doors.map(({ closed }) => closed));
    throw error;
  }
}

/** The first of some addresses that this machine has, or else of all, and those after it. */
async function usable(hosts: readonly string[]): Promise<{ first: string; others: readonly string[] }> {
  for (const [at, host] of hosts.entries()) {
    // Another server tries, so that the app's own is told to listen once.
    if (at === hosts.length - 1 || (await isHere(host))) return { first: host, others: hosts.slice(at + 1) };
  }
  return { first: '', others: [] };
}

async function isHere(host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ host, port: 0 });
    await once(server, 'listening');
    server.close();
    return true;
  } catch (error) {
    if (NO_ADDRESS_HERE.has(codeOf(error))) return false;
    throw error;
  }
}

/** Another way to the server of an app. */
class Door {
  /** When all of its connections have ended. */
  readonly closed: Promise<unknown>;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    this.closed = once(server, 'close');
  }

  /** Null where this machine does not have the address. */
  static async open({ server: main }: FastifyInstance, place: ListenAddress): Promise<Door | null> {
    // Node's servers have it, though it is not among their documented properties.
    const { allowHalfOpen = false } = main as { allowHalfOpen?: boolean };
    const server = createServer({ allowHalfOpen, noDelay: true });
    server.listen(place);
    try {
      await once(server, 'listening');
    } catch (error) {
      if (NO_ADDRESS_HERE.has(codeOf(error))) return null;
      throw error;
    }
    const door = new Door(server);
    server.on('connection', (socket) => {
      door.#sockets.add(socket);
      socket.once('close', () => door.#sockets.delete(socket));
      main.emit('connection', socket);
    });
    return door;
  }

  get port(): number {
    // It listens at a port.
    return (this.#server.address() as AddressInfo).port;
  }

  /** Takes no connection any more; those that there are may last for so long. */
  close(graceMs: number): void {
    const timer = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, graceMs);
    this.#server.close(() => clearTimeout(timer));
  }
}

async function addressesOf(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}
