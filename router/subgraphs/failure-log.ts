import { loggableError } from '../../platform/errors/loggable-error.ts';
import type { FailureKind, SubgraphFailure } from '../../platform/peers/subgraph-failure.ts';
import type { Log } from '../../platform/process/logging.ts';

const IN_WORDS: Readonly<Record<FailureKind, string>> = {
  unavailable: 'subgraph gave no answer',
  refused: 'subgraph gave no GraphQL response but an HTTP status',
  invalid: 'subgraph gave no valid GraphQL response',
  'unknown outcome': 'nobody knows whether the subgraph has carried out a mutation',
};

const IDENTITY_REFUSED =
  'subgraph refused the identity that the router signed: does it have the same IDENTITY_SECRET?';

/** Enough to see what happens; each request that a subgraph fails would otherwise fill the disk with the same line. */
const LINES_IN_WINDOW = 50;
const WINDOW_MS = 10_000;

/** What has been logged of one kind of failure since the window began. */
interface Window {
  endsAt: number;
  lines: number;
  leftOut: number;
}

/**
 * Logs how one subgraph fails, of each kind at most LINES_IN_WINDOW lines in WINDOW_MS; the next line says how many were
 * left out. The client is told what kind of failure it is; what caused it is for whoever runs the subgraph.
 */
export class FailureLog {
  readonly #log: Log;
  /** By what a line says: as many as there are kinds. */
  readonly #windows = new Map<string, Window>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** @param now milliseconds since whenever */
  write(
    { subgraph, kind, status, cause }: SubgraphFailure,
    requestId: string,
    now = performance.now(),
  ): void {
    const identityRefused = status === 401 || status === 403;
    const message = identityRefused ? IDENTITY_REFUSED : IN_WORDS[kind];
    const window = this.#windowOf(message, now);
    // An outcome that nobody knows has to be looked into, each one.
    if (window.lines >= LINES_IN_WINDOW && kind !== 'unknown outcome') {
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
    if (identityRefused) this.#log.error(line, message);
    else this.#log.warn(line, message);
  }

  #windowOf(message: string, now: number): Window {
    let window = this.#windows.get(message);
    if (!window || now >= window.endsAt) {
      window = { endsAt: now + WINDOW_MS, lines: 0, leftOut: window?.leftOut ?? 0 };
      this.#windows.set(message, window);
    }
    return window;
  }
}
