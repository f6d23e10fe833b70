import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What lies between a client and a server, and can be made to swallow what they say to each other. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /**
   * From now on nothing arrives any more, and no connection is closed: as behind a firewall that has forgotten them.
   * With `answers`, what the client says still arrives.
   */
  freeze(what: 'everything' | 'answers'): void;
  /** From the first time that a client says this, its answer and all that follow are swallowed. */
  freezeAnswersAfter(text: string): void;
  /**
   * The next connection on which what a client says ends so is ended on both sides: before the server has heard of it, or once
   * the server has answered, which the client does not hear.
   */
  cutAt(text: string, when: 'before' | 'after'): void;
  /** New connections work again. Of those that were open the server has noticed that they are lost, the client has not. */
  thaw(): void;
}

interface Way {
  client: Socket;
  server: Socket;
  swallows: 'nothing' | 'everything' | 'answers';
  /** Whether it ends with the next answer. */
  isLast: boolean;
}

/** Starts a proxy on loopback. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const ways = new Set<Way>();
  let swallows: Way['swallows'] = 'nothing';
  let trigger: string | null = null;
  let cut: { text: string; when: 'before' | 'after' } | null = null;
  const freeze = (what: 'everything' | 'answers') => {
    swallows = what;
    for (const way of ways) way.swallows = what;
  };
  const listener = createServer((client) => {
    const server = connect(target);
    const way: Way = { client, server, swallows, isLast: false };
    ways.add(way);
    client.on('data', (data) => {
      if (cut !== null && data.toString('latin1').endsWith(cut.text)) {
        const { when } = cut;
        cut = null;
        if (when === 'before') return client.destroy();
        way.isLast = true;
      }
      if (trigger !== null && data.includes(trigger)) freeze('answers');
      if (way.swallows !== 'everything') server.write(data);
    });
    server.on('data', (data) => {
      if (way.isLast) client.destroy();
      else if (way.swallows === 'nothing') client.write(data);
    });
    const end = (other: Socket) => () => {
      if (way.swallows === 'nothing') other.destroy();
    };
    client.on('close', end(server)).on('error', end(server));
    server.on('close', end(client)).on('error', end(client));
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as { port: number }).port,
    freeze,
    freezeAnswersAfter(text) {
      trigger = text;
    },
    cutAt(text, when) {
      cut = { text, when };
    },
    thaw() {
      swallows = 'nothing';
      trigger = null;
      for (const way of ways) if (way.swallows !== 'nothing') way.server.destroy();
    },
    async [Symbol.asyncDispose]() {
      for (const { client, server } of ways) {
        client.destroy();
        server.destroy();
      }
      listener.close();
      await once(listener, 'close');
    },
  };
}

/** The same database by another way. */
export function throughProxy(databaseUrl: string, proxy: Pick<TcpProxy, 'port'>): string {
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${proxy.port}`;
  return url.href;
}
