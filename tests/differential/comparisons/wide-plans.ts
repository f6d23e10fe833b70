import { execute, parse, validate } from 'graphql';
import {
  type ClientAnswer,
  type FederatedGraph,
  startFederatedGraph,
} from '../../support/executions/federated-graph.ts';
import { leadsTo } from '../../support/networks/explained.ts';
import type { DifferentialOptions, DifferentialReport } from '../differential-command.ts';
import { anyDocument } from '../inputs/any-document.ts';
import { Choices } from '../inputs/choices.ts';
import { Random } from '../inputs/random.ts';
import { wideGraph } from '../inputs/wide-graph.ts';
import { schemaOf, sdlOf } from './plans.ts';

/** Documents of one graph, which takes longest to make. */
const DOCUMENTS = 30;

/** Compares the router's answers with those of one schema executed by graphql-js, over graphs that have most of what federation has. */
export async function compareWidePlans({
  duration,
  seed,
  graphs = Number.POSITIVE_INFINITY,
}: DifferentialOptions & { graphs?: number }): Promise<DifferentialReport> {
  const counts: Record<string, number> = {
    graphs: 0,
    'graphs that do not compose, left out': 0,
    operations: 0,
    'not valid, left out': 0,
    'variables refused': 0,
    'refused because there is no plan': 0,
    'refused because planning takes too long': 0,
  };
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const end = Date.now() + duration;
  for (let index = 0; index < graphs && Date.now() < end; index += 1) {
    const difference = await compareGraph(seed + index);
    if (difference !== null) return { counts, difference: `seed ${seed + index}\n${difference}` };
  }
  return { counts, difference: null };

  async function compareGraph(graphSeed: number): Promise<string | null> {
    const random = new Random(graphSeed);
    const choices = new Choices((max) => random.upTo(max + 1));
    const { subgraphs, whole } = wideGraph(choices);
    const schema = schemaOf(whole);
    let started: FederatedGraph;
    try {
      started = await startFederatedGraph(subgraphs);
    } catch (error) {
      if (!(error instanceof AggregateError)) return `${error}\n${sdlOf(subgraphs)}`;
      count('graphs that do not compose, left out');
      return null;
    }
    await using graph = started;
    count('graphs');
    for (let index = 0; index < DOCUMENTS; index += 1) {
      const { source, operationName, variables } = anyDocument(schema, choices);
      const document = parse(source);
      const invalid = validate(schema, document);
      if (invalid.length > 0) {
        count('not valid, left out');
        continue;
      }
      count('operations');
      const expected = await execute({ schema, document, operationName, variableValues: variables });
      if (expected.data === undefined) count('variables refused');
      graph.sent();
      // The second time it has been compiled.
      for (const _ of ['first', 'second']) {
        const answer = await graph.ask(source, variables, {}, operationName);
        const refusal = refusalOf(answer);
        if (refusal !== null) {
          count(refusal);
          break;
        }
        const isPartial = expected.errors !== undefined && expected.data !== undefined;
        const found = isPartial ? otherwise(answer, expected) : told(answer) === told(expected) ? null : '';
        if (found !== null) {
          return [
            found,
            source,
            JSON.stringify(variables),
            JSON.stringify(expected),
            JSON.stringify(answer),
            ...graph.sent(),
            sdlOf(subgraphs),
          ].join('\n');
        }
      }
    }
    return null;
  }
}

/** Why a valid operation was refused as a whole, which is no wrong answer; null where it was not. */
function refusalOf({ errors }: ClientAnswer): string | null {
  const [first] = errors ?? [];
  if (first?.extensions?.code === 'PLANNING_TIMEOUT') return 'refused because planning takes too long';
  if (first?.extensions?.code === 'PLANNING_FAILED') return 'refused because there is no plan';
  return null;
}

/**
 * What an answer with errors has otherwise than the reference; null where there is nothing. Which errors are told of what is gone
 * anyway, and in which words, is left open.
 */
function otherwise(
  { data, errors = [] }: ClientAnswer,
  expected: { data?: unknown; errors?: readonly { path?: readonly (string | number)[] | undefined }[] },
): string | null {
  if (JSON.stringify(data) !== JSON.stringify(expected.data)) return 'other data';
  const untold = (expected.errors ?? []).find(
    ({ path = [] }) => !leadsTo(errors, path) && !isGone(data, path),
  );
  return untold ? `no error at ${untold.path?.join('.')}` : null;
}

/** Whether a null further up stands for what a path leads to, which has an error of its own. */
function isGone(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const step of path.slice(0, -1)) {
    if (typeof value !== 'object' || value === null) return true;
    // Any object may be asked for any property.
    value = (value as Record<string | number, unknown>)[step];
  }
  return value === null || value === undefined;
}

/** The data with its order, and at which places something is wrong: which words tell it is the router's. */
function told({
  data,
  errors,
}: {
  data?: unknown;
  errors?: readonly { path?: readonly unknown[] | undefined }[];
}): string {
  return JSON.stringify({ data, errors: (errors ?? []).map(({ path }) => JSON.stringify(path)).sort() });
}
