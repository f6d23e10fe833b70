import { afterAll, beforeAll, describe } from 'vitest';
import { startTestNetwork, type TestNetwork } from './test-network.ts';

export const TRANSPORTS = ['direct', 'http'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** The same tests on a graph whose parts call each other directly and on one whose parts do so over HTTP. */
export function onBothTransports(
  what: string,
  tests: (graph: TestNetwork, transport: Transport) => void,
): void {
  describe.each(TRANSPORTS)(`${what}, transport %s`, (transport) => {
    let started: TestNetwork;
    beforeAll(async () => {
      started = await startTestNetwork({ transport });
    });
    afterAll(() => started?.[Symbol.asyncDispose]());

    // Tests are declared before anything has started.
    const graph: TestNetwork = {
      get network() {
        return started.network;
      },
      get url() {
        return started.url;
      },
      query: (...request) => started.query(...request),
      [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
    };
    tests(graph, transport);
  });
}
