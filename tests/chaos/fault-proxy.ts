import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * - `latency`: everything arrives, and later
 * - `reset`: connections break when something is said on them
 * - `half-open`: what a client says arrives, answers do not; nobody hears that the connection is lost
 * - `garbage`: answers are bytes that are neither HTTP, nor UTF-8, nor the database's protocol
 * - `slow body`: answers arrive a few bytes at a time
 * - `frozen`: nothing arrives any more, and no connection is closed
 */
export const FAULTS = ['latency', 'reset', 'half-open', 'garbage', 'slow body', 'frozen'] as const;
export type Fault = (typeof FAULTS)[number];

/** What lies in front of a server and hurts who speaks through it. */
export interface FaultProxy extends AsyncDisposable {
  readonly port: number;
  /** What it does from now on to all connections; null does them no harm, and ends those that have lost something. */
  fault: Fault | null;
  /** Connections of clients that are open. */
  readonly connections: number;
}

const LATENCY_MS = 150;
const SLOW_BYTES = 40;
const SLOW_EVERY_MS = 50;

interface Way {
  readonly client: Socket;
  readonly server: Socket;
  /** Whether something was lost on it, so that no more can be understood. */
  broken: boolean;
  /** Pieces that are on their way, which none that comes later overtakes. */
  late: number;
}

/** Starts a proxy on loopback in front of a port of this machine. */
export async function startFaultProxy(port: number, ownPort = 0): Promise<FaultProxy> {
  const ways = new Set<Way>();
  let fault: Fault | null = null;
  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: '127.0.0.1', port, noDelay: true });
    const way: Way = { client, server, broken: false, late: 0 };
    ways.add(way);
    const forget = () => {
      // As behind a firewall, nobody hears of the other one's end.
      if (fault === 'frozen' || fault === 'half-open') way.broken = true;
      else end(way);
    };
    for (const socket of [client, server]) socket.on('close', forget).on('error', forget);
    client.on('data', (data) => toServer(way, data));
    server.on('data', (data) => toClient(way, data));
  });

  function toServer(way: Way, data: Buffer): void {
    if (fault === 'reset') reset(way);
    if (fault === 'frozen') way.broken = true;
    if (way.broken) return;
    if (fault === 'latency' || way.late > 0) delay(way, way.server, data);
    else write(way, way.server, data);
  }

  function toClient(way: Way, data: Buffer): void {
    if (fault === 'reset') reset(way);
    if (fault === 'frozen' || fault === 'half-open') way.broken = true;
    if (way.broken) return;
    if (fault === 'latency' || way.late > 0) delay(way, way.client, data);
    else if (fault === 'slow body') drip(way, data);
    else if (fault === 'garbage') write(way, way.client, garbage(data.length));
    else write(way, way.client, data);
  }

  /** Nothing else of the server is read meanwhile, so that nothing overtakes it. */
  function drip(way: Way, data: Buffer): void {
    way.server.pause();
    const step = (from: number) => {
      const to = fault === 'slow body' ? from + SLOW_BYTES : data.length;
      write(way, way.client, data.subarray(from, to));
      if (to < data.length) setTimeout(step, SLOW_EVERY_MS, to);
      else way.server.resume();
    };
    step(0);
  }

  function end(way: Way): void {
    ways.delete(way);
    way.client.destroy();
    way.server.destroy();
  }

  function reset(way: Way): void {
    way.broken = true;
    ways.delete(way);
    way.client.resetAndDestroy();
    way.server.resetAndDestroy();
  }

  listener.listen(ownPort, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as { port: number }).port,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
      if (next === null) for (const way of [...ways]) if (way.broken) end(way);
    },
    get connections() {
      return ways.size;
    },
    async [Symbol.asyncDispose]() {
      for (const way of [...ways]) end(way);
      listener.close();
      await once(listener, 'close');
    },
  };
}

function delay(way: Way, to: Socket, data: Buffer): void {
  way.late += 1;
  setTimeout(() => {
    way.late -= 1;
    write(way, to, data);
  }, LATENCY_MS);
}

function write(way: Way, to: Socket, data: Buffer): void {
  if (!way.broken && to.writable) to.write(data);
}

/** Bytes that begin no character of UTF-8. */
function garbage(length: number): Buffer {
  return Buffer.alloc(length, 0xfe);
}
