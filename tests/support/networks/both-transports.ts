import { afterAll, beforeAll, describe, inject } from 'vitest';
import { startTestNetwork, type TestNetwork } from './test-network.ts';

export const TRANSPORTS = ['direct', 'http'] as const;
export type Transport = (typeof TRANSPORTS)[number];

declare module 'vitest' {
  interface ProvidedContext {
    /** How the parts of a graph reach each other in long journeys. */
    journeyTransport: Transport;
  }
}

/**
 * The transport of journeys that take long: over HTTP, as in production, in `npm test`, and directly, as in `npm start`, in
 * `npm run test:long`.
 */
export function journeyTransport(): Transport {
  return inject('journeyTransport');
}

/** The same tests on a graph whose parts call each other directly and on one whose parts do so over HTTP. */
export function onBothTransports(
  what: string,
  tests: (graph: TestNetwork, transport: Transport) => void,
): void {
  onTransports(TRANSPORTS, what, tests);
}

/** The same for long journeys, on the transport of this run. */
export function onJourneyTransport(
  what: string,
  tests: (graph: TestNetwork, transport: Transport) => void,
): void {
  onTransports([journeyTransport()], what, tests);
}

function onTransports(
  transports: readonly Transport[],
  what: string,
  tests: (graph: TestNetwork, transport: Transport) => void,
): void {
  describe.each(transports)(`${what}, transport %s`, (transport) => {
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
