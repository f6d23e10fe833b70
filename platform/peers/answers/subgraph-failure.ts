import { MAX_NAMES } from '../../http/bodies/parse-in-turns.ts';

/**
 * What went wrong with a fetch:
 * - `unavailable`: nobody was there, or who was there asked to come again; the same may work later
 * - `busy`: too many requests already wait to be sent; the same may work later
 * - `refused`: the router itself was not let in, which is a fault of configuration and stays until somebody mends it
 * - `status`: an answer with another status and without GraphQL
 * - `invalid`: an answer that is no GraphQL response
 * - `too large`: an answer of more bytes than are taken of one
 * - `too many nodes`: one with more lists and objects, or more names of one, than are taken
 * - `late`: the time of the request that it is for was over, or its client has gone; nothing was written
 * - `unknown outcome`: a mutation that may have been carried out
 */
export type FailureKind =
  | 'unavailable'
  | 'busy'
  | 'late'
  | 'refused'
  | 'status'
  | 'invalid'
  | 'too large'
  | 'too many nodes'
  | 'unknown outcome';

/** What clients read in `extensions`; docs/decisions/0018 has the vocabulary. */
export type FailureExtensions = Readonly<{ code: string; retryable?: boolean; status?: number }>;

/** The code of an answer, or a value in one, that cannot be used. */
export const INVALID_RESPONSE = 'SUBGRAPH_INVALID_RESPONSE';

/** As many bytes as `{"a":1},` has: what usual data cannot have less of for each object. */
const BYTES_PER_NODE = 8;

const CODES: Readonly<Record<FailureKind, string>> = {
  unavailable: 'SUBGRAPH_UNAVAILABLE',
  busy: 'SUBGRAPH_BUSY',
  late: 'DEADLINE_EXCEEDED',
  refused: 'SUBGRAPH_REFUSED',
  status: 'SUBGRAPH_HTTP_STATUS',
  invalid: INVALID_RESPONSE,
  'too large': 'SUBGRAPH_ANSWER_TOO_LARGE',
  'too many nodes': 'SUBGRAPH_ANSWER_TOO_LARGE',
  'unknown outcome': 'OUTCOME_UNKNOWN',
};

/** What passes by itself. */
const PASSING: ReadonlySet<FailureKind> = new Set(['unavailable', 'busy', 'late']);

/** What is known of a failure beside its cause. */
export interface FailureDetails {
  kind?: FailureKind;
  status?: number | null;
  /** Of a mutation of unknown outcome: whether it may be sent again, and is carried out once all the same. */
  retryable?: boolean;
  /** How many bytes an answer may have, of one that has too many, or too many lists and objects. */
  maxBytes?: number;
}

/** How many lists and objects an answer may have; each takes far more of the memory than of the text. */
export function maxNodes(maxBytes: number): number {
  return Math.floor(maxBytes / BYTES_PER_NODE);
}

/**
 * The error when a subgraph gave no GraphQL response. Its message is for clients: it names the subgraph and no address.
 */
export class SubgraphFailure extends Error {
  readonly subgraph: string;
  readonly kind: FailureKind;
  /** HTTP, where there was one. */
  readonly status: number | null;
  /** Whether the same request may be sent again: what passes by itself, and what is carried out once all the same. */
  readonly retryable: boolean;

  constructor(
    subgraph: string,
    cause: unknown,
    { kind = 'unavailable', status = null, retryable = false, maxBytes = 0 }: FailureDetails = {},
  ) {
    super(messageOf(subgraph, { kind, status, retryable, maxBytes }), { cause });
    this.name = 'SubgraphFailure';
    this.subgraph = subgraph;
    this.kind = kind;
    this.status = status;
    this.retryable = retryable || PASSING.has(kind);
  }

  get extensions(): FailureExtensions {
    const retryable = this.kind === 'invalid' ? {} : { retryable: this.retryable };
    return { code: CODES[this.kind], ...retryable, ...(this.status === null ? {} : { status: this.status }) };
  }
}

function messageOf(
  subgraph: string,
  { kind, status, retryable, maxBytes }: Required<FailureDetails>,
): string {
  switch (kind) {
    case 'unavailable':
      return `The "${subgraph}" subgraph is unavailable; try again later.`;
    case 'busy':
      return `Too many requests wait for the "${subgraph}" subgraph; try again in a moment.`;
    case 'late':
      return `The time for this request was over before the "${subgraph}" subgraph answered; ask for less, or try again later.`;
    case 'refused':
      return `The "${subgraph}" subgraph refuses requests of this router; trying again does not help, its operators have to look.`;
    case 'status':
      return status !== null && status >= 300 && status < 400
        ? `The "${subgraph}" subgraph answered with a redirect (HTTP status ${status}), which is not followed.`
        : `The "${subgraph}" subgraph answered with HTTP status ${status}.`;
    case 'invalid':
      return `The "${subgraph}" subgraph gave no valid GraphQL response.`;
    case 'too large':
      return `The answer of the "${subgraph}" subgraph is larger than ${maxBytes} bytes, as one may be at most. Ask for smaller pages or fewer fields.`;
    case 'too many nodes':
      return `The answer of the "${subgraph}" subgraph has more than ${maxNodes(maxBytes)} lists and objects, or one with more than ${MAX_NAMES} names, as there may be at most. Ask for smaller pages or fewer fields.`;
    case 'unknown outcome':
      return `The "${subgraph}" subgraph gave no answer that says whether it has done this; ${
        retryable ? 'send the same request again' : 'look whether it has before trying again'
      }.`;
  }
}
