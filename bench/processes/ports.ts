import { freePort, isFree } from '../../dev/mysql/processes/free-port.ts';

/** Gives out ports that nothing listens on, each once. */
export function portsOfThisRun(): (count?: number) => Promise<number> {
  const given = new Set<number>();
  return async (count = 1) => {
    for (;;) {
      const first = await freePort();
      const ports = Array.from({ length: count }, (_, index) => first + index);
      const free = await Promise.all(ports.map(async (port) => !given.has(port) && (await isFree(port))));
      if (free.includes(false)) continue;
      for (const port of ports) given.add(port);
      return first;
    }
  };
}
