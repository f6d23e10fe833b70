import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What happens to one statement on its way. */
export type Fault =
  /** The server never hears of it, and the client is answered with an error of this number; with `rollsBack` the server's transaction is gone too. */
  | { kind: 'error'; number: number; message?: string; rollsBack?: boolean }
  /** The connection is closed on both sides, before the server has heard of the statement or once it has answered. */
  | { kind: 'cut'; when: 'before' | 'after' }
  /** From here on nothing arrives on this connection any more, and nobody closes it; with `after` this statement still gets to the server. */
  | { kind: 'silence'; when: 'before' | 'after' }
  /** The server itself is told to end the statement, or the connection: before it hears of the statement, or while it is at it. */
  | { kind: 'kill'; what: 'QUERY' | 'CONNECTION'; when: 'before' | 'during' };

/** Has a server carry out an order over another connection; resolves when it has. */
export type KillOrder = (order: string) => Promise<void>;

/** A statement as it passes: its text, and whether it is being prepared only. */
export interface PassingStatement {
  readonly sql: string;
  readonly isPrepared: boolean;
}

/** What lies between clients and a MySQL server, without TLS, and reads each statement on its way. */
export interface StatementProxy extends AsyncDisposable {
  readonly port: number;
  /** Every statement is shown to this before it is sent on; null lets it pass. */
  onStatement(meet: ((statement: PassingStatement) => Fault | null) | null): void;
}

const QUERY = 0x03;
const PREPARE = 0x16;
const EXECUTE = 0x17;
const HEADER_BYTES = 4;

/**
 * Starts a proxy on loopback.
 *
 * @param kill for faults that are the server's own
 */
export async function startStatementProxy(
  target: { host: string; port: number },
  kill?: KillOrder,
): Promise<StatementProxy> {
  const sockets = new Set<Socket>();
  let meet: ((statement: PassingStatement) => Fault | null) | null = null;
  const listener = createServer((client) => {
    const server = connect(target);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
    }
    const texts = new Map<number, string>();
    let pending = Buffer.alloc(0);
    /** The text that is being prepared: its number comes with the answer. */
    let preparing: string | null = null;
    let answers: 'pass' | 'cut' | 'swallow' | { thenSend: Buffer } = 'pass';
    let isSilent = false;
    /** By which the server knows the connection: it says so first of all. */
    let id: number | null = null;
    const end = () => {
      client.destroy();
      server.destroy();
    };
    client.on('close', () => isSilent || end());
    server.on('close', () => isSilent || end());

    const statementOf = (packet: Buffer): PassingStatement | null => {
      if (packet[3] !== 0) return null;
      const command = packet[HEADER_BYTES];
      const text = () => packet.toString('utf8', HEADER_BYTES + 1);
      if (command === QUERY) return { sql: text(), isPrepared: false };
      if (command === PREPARE) {
        preparing = text();
        return { sql: preparing, isPrepared: true };
      }
      if (command !== EXECUTE) return null;
      return { sql: texts.get(packet.readUInt32LE(HEADER_BYTES + 1)) ?? '', isPrepared: false };
    };
    const pass = (packet: Buffer) => {
      const statement = statementOf(packet);
      const fault = statement && meet?.(statement);
      if (!fault) return void server.write(packet);
      if (fault.kind === 'error') {
        const answer = errorPacket(fault.number, fault.message ?? 'made by a test');
        if (!fault.rollsBack) return void client.write(answer);
        answers = { thenSend: answer };
        return void server.write(queryPacket('ROLLBACK'));
      }
      if (fault.kind === 'kill') {
        const order = () => kill?.(`KILL ${fault.what} ${id}`);
        if (fault.when === 'before') return void order()?.then(() => server.write(packet));
        server.write(packet);
        return void order();
      }
      if (fault.kind === 'cut') {
        if (fault.when === 'before') return end();
        answers = 'cut';
      } else {
        isSilent = true;
        answers = 'swallow';
        if (fault.when === 'before') return;
      }
      server.write(packet);
    };
    client.on('data', (data) => {
      if (isSilent) return;
      pending = Buffer.concat([pending, data]);
      while (pending.length >= HEADER_BYTES && !isSilent) {
        const length = HEADER_BYTES + pending.readUIntLE(0, 3);
        if (pending.length < length) return;
        const packet = pending.subarray(0, length);
        pending = pending.subarray(length);
        pass(packet);
      }
    });
    server.on('data', (data) => {
      id ??= connectionIdIn(data);
      if (answers === 'swallow') return;
      if (answers === 'cut') return end();
      if (answers !== 'pass') {
        const { thenSend } = answers;
        answers = 'pass';
        return void client.write(thenSend);
      }
      if (preparing !== null) {
        if (data[HEADER_BYTES] === 0) texts.set(data.readUInt32LE(HEADER_BYTES + 1), preparing);
        preparing = null;
      }
      client.write(data);
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as { port: number }).port,
    onStatement(met) {
      meet = met;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}

/** After the version of the protocol and the one of the server, which ends with a zero. */
function connectionIdIn(greeting: Buffer): number {
  return greeting.readUInt32LE(greeting.indexOf(0, HEADER_BYTES + 1) + 1);
}

function errorPacket(number: number, message: string): Buffer {
  const text = Buffer.from(`#HY000${message}`);
  const packet = Buffer.alloc(HEADER_BYTES + 3 + text.length);
  packet.writeUIntLE(3 + text.length, 0, 3);
  packet[3] = 1;
  packet[HEADER_BYTES] = 0xff;
  packet.writeUInt16LE(number, HEADER_BYTES + 1);
  text.copy(packet, HEADER_BYTES + 3);
  return packet;
}

function queryPacket(sql: string): Buffer {
  const text = Buffer.from(sql);
  const packet = Buffer.alloc(HEADER_BYTES + 1 + text.length);
  packet.writeUIntLE(1 + text.length, 0, 3);
  packet[HEADER_BYTES] = QUERY;
  text.copy(packet, HEADER_BYTES + 1);
  return packet;
}
