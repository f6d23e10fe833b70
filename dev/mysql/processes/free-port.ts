import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below the ports that the kernel gives to outgoing connections: one of those could take the port during a restart. */
const FIRST = 12_000;
const END = 32_000;
const TRIES = 100;

/**
 * The first of `count` loopback ports in a row that nothing listens on, this process's own until it ends: no other
 * process gets them from this function, also between our look and the moment when something listens there.
 */
export async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const first = randomInt(FIRST, END - count);
    if (await reserve(first, count)) return first;
  }
  throw new Error(`No ${count} free ports in a row found between ${FIRST} and ${END}.`);
}

/** A loopback port that nothing listens on, reserved as by `freePorts`. */
export function freePort(): Promise<number> {
  return freePorts(1);
}

/** Whether a server can listen on this loopback port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function reserve(first: number, count: number): Promise<boolean> {
  const releases: (() => void)[] = [];
  for (let port = first; port < first + count; port += 1) {
    const release = await reservePort(port);
    if (release) releases.push(release);
    if (!release || !(await isFree(port))) {
      for (const each of releases) each();
      return false;
    }
  }
  return true;
}

/**
 * Takes the UDP port of the same number, which nothing here uses, as a sign to other processes: the kernel gives it to
 * one process alone, and takes it back however that ends. Null when another process has it.
 */
function reservePort(port: number): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const sign = createSocket('udp4');
    sign.once('error', () => {
      sign.close();
      resolve(null);
    });
    sign.bind(port, '127.0.0.1', () => {
      sign.unref();
      resolve(() => sign.close());
    });
  });
}
