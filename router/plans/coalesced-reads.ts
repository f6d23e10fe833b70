import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import type { Identity } from '../../platform/identity/callers/identity.ts';
import { watchDeadlines } from '../../platform/process/deadlines/own-deadlines.ts';
import { beginSharedSpans } from '../../platform/telemetry/shared-spans.ts';
import { currentSpan, type Span, withinOnly } from '../../platform/telemetry/span.ts';
import type { AccessNotes } from '../context.ts';
import type { OperationRequest } from './compile-plan.ts';
import type { CompiledOperation } from './compiled-operation.ts';

/** How long a request waits for the execution before its own to end, milliseconds. */
const MAX_WAIT_MS = 20;
/** How many requests one execution answers. */
const MAX_TOGETHER = 64;
/** Users whose lists are kept where nothing of theirs is under way: a `Map` from which each request takes somebody away is made anew all the time. */
const MAX_IDLE = 64;
/** Each is named in a header of every request to a subgraph, so that logs can be put together; further ones are not. */
const MAX_NAMED = 16;

interface Waiting {
  readonly request: OperationRequest;
  /** Null where it is not traced. */
  readonly span: Span | null;
  resolve(result: GatewayExecutionResult): void;
  reject(error: unknown): void;
}

/** Requests that wait for the next execution of the same question. */
interface Group {
  readonly waiting: Waiting[];
  readonly timer: NodeJS.Timeout;
}

/** An execution under way, and who came after it began. */
interface Flight {
  readonly variables: OperationRequest['variables'];
  /** The variables as JSON; null as long as nobody has asked for them. */
  text: string | null;
  next: Group | null;
}

/**
 * Answers requests of one user that ask the same at the same moment by one execution. A request never gets what began to be
 * read before it came: it would miss what was written meanwhile. While an execution is under way, those who come wait for it to
 * end, some milliseconds at most, and are then answered together by the next one. Who is alone does not wait.
 *
 * @param onShared called with data that several answers have
 */
export class CoalescedReads {
  readonly #flights = new WeakMap<CompiledOperation, Map<Identity, Flight[]>>();
  readonly #onShared: (data: object) => void;

  constructor(onShared: (data: object) => void) {
    this.#onShared = onShared;
  }

  /** The result of a query for one request, which others may get too: it must not be changed. */
  run(execute: CompiledOperation, request: OperationRequest): Promise<GatewayExecutionResult> {
    const flight = this.#flightOf(execute, request);
    if (!flight) return this.#start(execute, request, () => execute(request));
    return new Promise((resolve, reject) => {
      let group = flight.next;
      if (!group || group.waiting.length >= MAX_TOGETHER) {
        // A full one goes at once; whoever comes now is with the next.
        if (group) this.#launch(execute, flight);
        group = { waiting: [], timer: setTimeout(() => this.#launch(execute, flight), MAX_WAIT_MS) };
        flight.next = group;
      }
      group.waiting.push({ request, span: currentSpan(), resolve, reject });
    });
  }

  #flightOf(execute: CompiledOperation, { variables, context }: OperationRequest): Flight | undefined {
    const flights = this.#flights.get(execute)?.get(context.identity);
    if (!flights) return undefined;
    const text = textOf(variables);
    // The latest: who comes now may not be answered by an earlier one.
    return flights.findLast((flight) => {
      flight.text ??= textOf(flight.variables);
      return flight.text === text;
    });
  }

  async #start(
    execute: CompiledOperation,
    { variables, context: { identity } }: OperationRequest,
    run: () => Promise<GatewayExecutionResult>,
  ): Promise<GatewayExecutionResult> {
    const flight: Flight = { variables, text: null, next: null };
    let ofOperation = this.#flights.get(execute);
    if (!ofOperation) {
      ofOperation = new Map();
      this.#flights.set(execute, ofOperation);
    }
    const flights = ofOperation.get(identity);
    if (flights) flights.push(flight);
    else ofOperation.set(identity, [flight]);
    try {
      return await run();
    } finally {
      this.#forget(execute, identity, flight);
      if (flight.next) this.#launch(execute, flight);
    }
  }

  #forget(execute: CompiledOperation, identity: Identity, flight: Flight): void {
    const ofOperation = this.#flights.get(execute);
    const flights = ofOperation?.get(identity);
    flights?.splice(flights.indexOf(flight), 1);
    if (flights?.length === 0 && ofOperation && ofOperation.size > MAX_IDLE) ofOperation.delete(identity);
  }

  /** Answers those who wait for a flight by one execution, which is the flight that others wait for from now on. */
  #launch(execute: CompiledOperation, flight: Flight): void {
    const { next } = flight;
    const [first] = next?.waiting ?? [];
    flight.next = null;
    if (!next || !first) return;
    clearTimeout(next.timer);
    const { waiting } = next;
    if (waiting.length === 1) {
      const start = () => this.#start(execute, first.request, () => execute(first.request));
      // Whoever calls is of another request.
      withinOnly(first.span, start).then(first.resolve, first.reject);
      return;
    }
    const { shared, end } = watchDeadlines(
      waiting.map(({ request: { context }, resolve }) => ({
        deadline: context.deadline,
        giveUp: (error) => resolve({ errors: [error], data: null }),
      })),
    );
    const request: OperationRequest = {
      variables: first.request.variables,
      context: {
        ...first.request.context,
        requestId: waiting
          .slice(0, MAX_NAMED)
          .map(({ request: { context } }) => context.requestId)
          .join(),
        deadline: shared,
        access: notesForAll(waiting),
      },
    };
    const endSpans = beginSharedSpans(
      'shared execution',
      waiting.map(({ span }) => span),
    );
    withinOnly(first.span, () => this.#start(execute, request, () => execute(request)))
      .then((result) => {
        if (result.data) this.#onShared(result.data);
        // Each its own, as parts of the server add to an answer; what it holds is the same.
        for (const { resolve } of waiting) resolve({ ...result });
      })
      .catch((error) => {
        for (const { reject } of waiting) reject(error);
      })
      .finally(() => {
        end();
        endSpans();
      });
  }
}

function textOf(variables: OperationRequest['variables']): string {
  return variables === undefined ? '' : JSON.stringify(variables);
}

/** Notes for each request what one execution for all of them asks and gives out; null where nobody wants to know. */
function notesForAll(waiting: readonly Waiting[]): AccessNotes | null {
  const all = waiting.flatMap(({ request }) => request.context.access ?? []);
  if (all.length === 0) return null;
  return {
    asked(subgraph, ms) {
      for (const notes of all) notes.asked(subgraph, ms);
    },
    gave(fields) {
      for (const notes of all) notes.gave(fields);
    },
  };
}
