import { inspect } from 'node:util';
import fc from 'fast-check';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  parse,
  printSchema,
  validate,
} from 'graphql';
import { compileOperation, type ExecuteOperation } from '../../platform/execution/compile-operation.ts';
import { anyDocument } from './any-document.ts';
import { anySchema } from './any-schema.ts';
import { Choices } from './choices.ts';
import type { DifferentialOptions, DifferentialReport } from './differential-command.ts';
import { giveResolvers, type World } from './recorded-resolvers.ts';
import { Turns } from './turns.ts';

interface Outcome {
  data: string;
  errors: string[];
  calls: readonly string[];
  /** Errors that nobody hears of, which would end the process. */
  unheard: unknown[];
}

/** Documents of one schema, which takes longest to make. */
const DOCUMENTS = 5;

/** Compares the compiled executor with graphql-js until the time is over, or a number of schemas have been tried. */
export async function compareExecutors({
  duration,
  seed,
  schemas = Number.POSITIVE_INFINITY,
}: DifferentialOptions & { schemas?: number }): Promise<DifferentialReport> {
  const counts = {
    schemas: 0,
    operations: 0,
    'not valid, left out': 0,
    calls: 0,
    'operations with errors': 0,
    'variables refused': 0,
  };
  const result = await fc.check(
    fc.asyncProperty(fc.gen(), async (generate) => {
      const choices = new Choices(generate);
      const schema = anySchema(choices);
      giveResolvers(schema, choices.upTo(1_000_000));
      counts.schemas += 1;
      for (let document = 0; document < DOCUMENTS; document += 1) await compareOne(schema, choices);
    }),
    {
      seed,
      numRuns: Math.min(schemas, 2 ** 31 - 1),
      interruptAfterTimeLimit: duration,
      endOnFailure: false,
    },
  );
  return { counts, difference: result.failed ? describe(result.errorInstance) : null };

  async function compareOne(schema: GraphQLSchema, choices: Choices): Promise<void> {
    const { source, variables } = anyDocument(schema, choices);
    const document = parse(source);
    if (validate(schema, document).length > 0) {
      counts['not valid, left out'] += 1;
      return;
    }
    const expected = {
      ...(await outcomeOf(reference(schema, document), variables)),
      // graphql-js leaves some behind, of a list that an item has ended before others.
      unheard: [],
    };
    const compiled = compileOperation(schema, document, undefined);
    // The second time everything has been compiled.
    for (const time of ['first', 'second']) {
      const actual = await outcomeOf(compiled, variables);
      if (inspect(actual, ALL) !== inspect(expected, ALL)) {
        throw new Difference(
          `the ${time} time\n${printed(schema)}\n${source}\n${inspect(variables, ALL)}\n${difference(expected, actual)}`,
        );
      }
    }
    counts.operations += 1;
    counts.calls += expected.calls.length;
    if (expected.errors.length > 0) counts['operations with errors'] += 1;
    if (expected.data === 'undefined') counts['variables refused'] += 1;
  }
}

/** The text of a schema; of one with a default that graphql-js cannot write, why, so that what was found is told all the same. */
function printed(schema: GraphQLSchema): string {
  try {
    return printSchema(schema);
  } catch (error) {
    return `(the schema cannot be printed: ${inspect(error)})`;
  }
}

class Difference extends Error {}
const ALL = { depth: null, maxArrayLength: null, maxStringLength: null } as const;

function reference(schema: GraphQLSchema, document: DocumentNode): ExecuteOperation {
  return (contextValue, variableValues) => execute({ schema, document, contextValue, variableValues });
}

async function outcomeOf(run: ExecuteOperation, variables: Record<string, unknown>): Promise<Outcome> {
  const world: World = { calls: [], turns: new Turns() };
  const { result, unheard } = await listening(async () => {
    const running = Promise.resolve(run(world, structuredClone(variables)));
    await world.turns.take();
    return await running;
  });
  const { data, errors }: ExecutionResult = result;
  return {
    unheard,
    // With the order of keys, and with values that JSON does not know.
    data: inspect(plain(data), ALL),
    errors: (errors ?? []).map(({ message, path, locations }) => inspect({ message, path, locations }, ALL)),
    calls: world.calls,
  };
}

/** Rejections that nobody handles meanwhile, which nobody else is told of. */
async function listening<Result>(
  act: () => Promise<Result>,
): Promise<{ result: Result; unheard: unknown[] }> {
  const others = process.listeners('unhandledRejection');
  const unheard: unknown[] = [];
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (error) => unheard.push(error));
  try {
    return { result: await act(), unheard };
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of others) process.on('unhandledRejection', listener);
  }
}

/** Without prototypes: graphql-js gives its objects none. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, inner]) => [key, plain(inner)]);
}

function difference(expected: Outcome, actual: Outcome): string {
  const lines: string[] = [];
  if (expected.data !== actual.data)
    lines.push(`data, graphql-js\n${expected.data}\ndata, ours\n${actual.data}`);
  for (const list of ['errors', 'calls', 'unheard'] as const) {
    const at = [...expected[list], ...actual[list]].findIndex(
      (_, index) => expected[list][index] !== actual[list][index],
    );
    if (at >= 0)
      lines.push(
        `${list} ${at}, graphql-js\n${expected[list][at]}\n${list} ${at}, ours\n${actual[list][at]}`,
      );
  }
  return lines.join('\n');
}

function describe(error: unknown): string {
  return error instanceof Difference ? error.message : inspect(error);
}
