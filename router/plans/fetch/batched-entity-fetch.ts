import { afterTurns } from '../../../platform/process/deadlines/after-turns.ts';
import { watchDeadlines } from '../../../platform/process/deadlines/own-deadlines.ts';
import { beginSharedSpans } from '../../../platform/telemetry/shared-spans.ts';
import { currentSpan, type Span, withinOnly } from '../../../platform/telemetry/span.ts';
import type { AccessNotes, RouterContext } from '../../context.ts';
import type { JsonObject } from './json.ts';
import { type Places, type SubgraphAnswer, splitAnswer } from './split-answer.ts';

/** A fetch of entities, as one request asks for them. */
export interface EntityFetch {
  context: RouterContext;
  /** Those that the fetch's operation uses, but for the representations. */
  variables: Readonly<Record<string, unknown>>;
  representations: readonly JsonObject[];
}

/** Sends a fetch of entities; gives the answer for just these representations, in their order. */
export type SendEntities = (fetch: EntityFetch) => Promise<SubgraphAnswer>;

/** How many turns of the event loop a fetch stays open: an idle process is through them at once, a busy one meets more. */
const TURNS = 4;
/** A fetch with this many entities is joined by no other: a light request must not become a heavy one. */
const MAX_ENTITIES = 128;
/** Flat ones are light: a row each. */
const MAX_FLAT_ENTITIES = 256;
/** Each is named in a header of the fetch. */
const MAX_REQUESTS = 16;

interface Waiting {
  fetch: EntityFetch;
  places: Places;
  /** Of the request; null where it is not traced. */
  span: Span | null;
  resolve(answer: SubgraphAnswer): void;
  reject(error: unknown): void;
}

/** Fetches that are sent as one. */
interface Batch {
  variables: string;
  representations: JsonObject[];
  /** The place of each representation, by a text of it. */
  placeOf: Map<string, number>;
  waiting: Waiting[];
}

/**
 * Sends what several requests of one user ask for at the same moment, in a few turns of the event loop, as one fetch.
 * Under load one HTTP request and one statement then serve many; a request that is alone waits for microseconds. Only
 * fetches of the same operation with equal variables meet here, and nothing is kept beyond these turns.
 *
 * @param flat whether entities are objects of values without objects inside; what is asked for twice then is sent once,
 *   and both get the same object
 */
export function batchEntityFetches(send: SendEntities, { flat }: { flat: boolean }): SendEntities {
  const maxEntities = flat ? MAX_FLAT_ENTITIES : MAX_ENTITIES;
  let batches: Batch[] = [];

  return (fetch) =>
    new Promise((resolve, reject) => {
      if (batches.length === 0) afterTurns(TURNS, sendAll);
      const batch = batchFor(fetch);
      const places = fetch.representations.map((representation) => placeIn(batch, representation));
      batch.waiting.push({ fetch, places, span: currentSpan(), resolve, reject });
    });

  function batchFor({ context: { identity }, variables, representations: more }: EntityFetch): Batch {
    const key = JSON.stringify(variables);
    const room = batches.find(
      ({ variables: theirs, representations, waiting }) =>
        theirs === key &&
        waiting[0]?.fetch.context.identity === identity &&
        waiting.length < MAX_REQUESTS &&
        representations.length + more.length <= maxEntities,
    );
    if (room) return room;
    const batch: Batch = { variables: key, representations: [], placeOf: new Map(), waiting: [] };
    batches.push(batch);
    return batch;
  }

  function placeIn({ representations, placeOf }: Batch, representation: JsonObject): number {
    const place = representations.length;
    if (flat) {
      const key = keyOf(representation);
      const known = placeOf.get(key);
      if (known !== undefined) return known;
      placeOf.set(key, place);
    }
    representations.push(representation);
    return place;
  }

  function sendAll(): void {
    const ready = batches;
    batches = [];
    for (const batch of ready) sendBatch(send, batch);
  }
}

/** A text that equal representations have, and no others: most are a type and an id, which takes less than writing JSON. */
function keyOf(representation: JsonObject): string {
  const { __typename, id } = representation;
  // With its length, whatever a subgraph calls a type ends where it does; JSON begins with no digit.
  return typeof __typename === 'string' && typeof id === 'string' && hasTwoFields(representation)
    ? `${__typename.length} ${__typename} ${id}`
    : JSON.stringify(representation);
}

function hasTwoFields(object: JsonObject): boolean {
  let fields = 0;
  for (const _ in object) fields += 1;
  return fields === 2;
}

/** Notes for each request what one fetch for all of them has taken. */
function sharedNotes(waiting: readonly Waiting[]): { access?: AccessNotes } {
  const all = waiting.flatMap(({ fetch }) => fetch.context.access ?? []);
  if (all.length === 0) return {};
  return {
    access: {
      asked(subgraph, ms) {
        for (const one of all) one.asked(subgraph, ms);
      },
      gave() {},
    },
  };
}

function sendBatch(send: SendEntities, { representations, waiting }: Batch): void {
  const [first] = waiting;
  if (!first) return;
  const { context, variables } = first.fetch;
  // No two of one request's representations are the same.
  if (waiting.length === 1 && representations.length === first.places.length) {
    withinOnly(first.span, () => send(first.fetch)).then(first.resolve, first.reject);
    return;
  }
  // Each ends with its own deadline, and without holding up the others: by an answer, as of a fetch of its own.
  const { shared, end } = watchDeadlines(
    waiting.map(({ fetch, resolve }) => ({
      deadline: fetch.context.deadline,
      giveUp: (error) => resolve({ errors: [error] }),
    })),
  );
  const endWaits = beginSharedSpans(
    'shared fetch',
    waiting.map((one) => one.span),
  );
  withinOnly(first.span, () =>
    send({
      context: Object.assign({}, context, {
        requestId: waiting.map(({ fetch }) => fetch.context.requestId).join(),
        deadline: shared,
        ...sharedNotes(waiting),
      }),
      variables,
      representations,
    }),
  )
    .then((answer) => {
      for (const { places, resolve } of waiting) resolve(splitAnswer(answer, places, representations.length));
    })
    // Also what is no answer at all, such as `null`: nobody else would hear of it, and the process would end.
    .catch((error) => {
      for (const { reject } of waiting) reject(error);
    })
    .finally(() => {
      end();
      endWaits();
    });
}
