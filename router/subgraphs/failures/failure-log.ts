import { loggableError } from '../../../platform/errors/loggable-error.ts';
import type { FailureKind, SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import type { Log } from '../../../platform/process/logging/logging.ts';

const IN_WORDS: Readonly<Record<FailureKind, string>> = {
  unavailable: 'subgraph gave no answer',
  busy: 'too many requests wait for the subgraph',
  late: 'the time for a request was over before the subgraph answered',
  refused:
    'subgraph refused the identity that the router signed: does its file IDENTITY_PUBLIC_KEYS_PATH have the key in IDENTITY_KEY_PATH, and are the clocks of both less than a minute apart? Its own log says which',
  status: 'subgraph gave no GraphQL response but an HTTP status',
  invalid: 'subgraph gave no valid GraphQL response',
  'too large': 'subgraph gave a larger answer than is taken of one',
  'too many nodes': 'subgraph gave an answer of more lists, objects or names than are taken of one',
  'unknown outcome': 'nobody knows whether the subgraph has carried out a mutation',
};

/** Enough to see what happens; each request that a subgraph fails would otherwise fill the disk with the same line. */
const LINES_IN_WINDOW = 50;
/** Where it is another number: a fault of configuration is the same for every request, so one line says it all. */
const LINES_OF_KIND: Readonly<Partial<Record<FailureKind, number>>> = {
  refused: 1,
  // Has to be looked into, each one.
  'unknown outcome': Number.POSITIVE_INFINITY,
};
const WINDOW_MS = 10_000;

/** What has been logged of one kind of failure since the window began. */
interface Window {
  endsAt: number;
  lines: number;
  leftOut: number;
}

/**
 * Logs how one subgraph fails, of each kind a bounded number of lines in WINDOW_MS; the next line says how many were
 * left out. The client is told what kind of failure it is; what caused it is for whoever runs the subgraph.
 */
export class FailureLog {
  readonly #log: Log;
  readonly #windows = new Map<FailureKind, Window>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** @param now milliseconds since whenever */
  write(
    { subgraph, kind, status, cause }: SubgraphFailure,
    requestId: string,
    now = performance.now(),
  ): void {
    const window = this.#windowOf(kind, now);
    if (window.lines >= (LINES_OF_KIND[kind] ?? LINES_IN_WINDOW)) {
      window.leftOut += 1;
      return;
    }
    window.lines += 1;
    const { name, code } = loggableError(cause);
    const { leftOut } = window;
    window.leftOut = 0;
    const line = {
      requestId,
      subgraph,
      ...(status === null ? {} : { status }),
      error: { name, code },
      ...(leftOut > 0 ? { leftOut } : {}),
    };
    if (kind === 'refused') this.#log.error(line, IN_WORDS[kind]);
    else this.#log.warn(line, IN_WORDS[kind]);
  }

  #windowOf(kind: FailureKind, now: number): Window {
    let window = this.#windows.get(kind);
    if (!window || now >= window.endsAt) {
      window = { endsAt: now + WINDOW_MS, lines: 0, leftOut: window?.leftOut ?? 0 };
      this.#windows.set(kind, window);
    }
    return window;
  }
}
