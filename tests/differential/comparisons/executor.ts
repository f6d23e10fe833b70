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
import {
  compileOperation,
  type ExecuteOperation,
} from '../../../platform/execution/compile/compile-operation.ts';
import type { DifferentialOptions, DifferentialReport } from '../differential-command.ts';
import { anyDocument } from '../inputs/any-document.ts';
import { anySchema } from '../inputs/any-schema.ts';
import { Choices } from '../inputs/choices.ts';
import { giveResolvers, type World } from '../inputs/recorded-resolvers.ts';
import { Turns } from '../inputs/turns.ts';

interface Outcome {
  data: string;
  errors: string[];
  /** Messages of errors, by path. */
  messages: ReadonlyMap<string, string>;
  /** The places at which the data is null, or not there, because of an error. */
  nulls: ReadonlySet<string>;
  calls: readonly string[];
  /** Errors that nobody hears of, which would end the process. */
  unheard: unknown[];
}

/** So few that nearly every operation takes several turns. */
const FIELDS_PER_TURN = 3;
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
      const choices = new Choices((max) => generate(fc.nat, { max }));
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
    const { source, operationName, variables } = anyDocument(schema, choices);
    const document = parse(source);
    if (validate(schema, document).length > 0) {
      counts['not valid, left out'] += 1;
      return;
    }
    const expected = {
      ...(await outcomeOf(reference(schema, document, operationName), variables)),
      // graphql-js leaves some behind, of a list that an item has ended before others.
      unheard: [],
    };
    const compiled = compileOperation(schema, document, operationName);
    const refuse = (what: string, found: string) => {
      throw new Difference(`${what}\n${printed(schema)}\n${source}\n${inspect(variables, ALL)}\n${found}`);
    };
    // The second time everything has been compiled.
    for (const time of ['first', 'second']) {
      const actual = await outcomeOf(compiled, variables);
      if (inspect(actual, ALL) !== inspect(expected, ALL))
        refuse(`the ${time} time`, difference(expected, actual));
    }
    const inTurns = await outcomeOf(
      compileOperation(schema, document, operationName, { fieldsPerTurn: FIELDS_PER_TURN }),
      variables,
    );
    const found = differenceInTurns(expected, inTurns);
    if (found !== null) refuse(`in turns of ${FIELDS_PER_TURN} fields`, found);
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

function reference(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): ExecuteOperation {
  return (contextValue, variableValues) =>
    execute({ schema, document, operationName, contextValue, variableValues });
}

async function outcomeOf(run: ExecuteOperation, variables: Record<string, unknown>): Promise<Outcome> {
  const world: World = { calls: [], turns: new Turns() };
  const { result, unheard } = await listening(async () => {
    const running = Promise.resolve(run(world, structuredClone(variables)));
    // An execution in turns asks for more when there has been nothing left to settle for a while.
    await world.turns.takeUntil(running);
    return await running;
  });
  const { data, errors }: ExecutionResult = result;
  return {
    unheard,
    // With the order of keys, and with values that JSON does not know.
    data: inspect(plain(data), ALL),
    errors: (errors ?? []).map(({ message, path, locations }) => inspect({ message, path, locations }, ALL)),
    calls: world.calls,
    messages: new Map((errors ?? []).map(({ message, path }) => [inspect(path), message])),
    nulls: new Set((errors ?? []).map(({ path }) => inspect(nullAt(data, path ?? [])))),
  };
}

/** The part of a path up to the first null on it. */
function nullAt(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (const [index, step] of path.entries()) {
    if (typeof value !== 'object' || value === null) return path.slice(0, index);
    // Any object may be asked for any property.
    value = (value as Record<string | number, unknown>)[step];
  }
  return path;
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

/**
 * What differs between an execution at once and one in turns; null where nothing may not. Which resolvers are called in which
 * order, and which of several errors takes away what they are all in, the specification leaves open: as in any execution whose
 * resolvers take their time.
 */
function differenceInTurns(expected: Outcome, actual: Outcome): string | null {
  const told = (outcome: Outcome) => ({ data: outcome.data, nulls: [...outcome.nulls].sort() });
  const same =
    inspect(told(expected), ALL) === inspect(told(actual), ALL) &&
    actual.unheard.length === 0 &&
    [...actual.messages].every(([path, message]) => (expected.messages.get(path) ?? message) === message);
  return same ? null : `graphql-js\n${inspect(expected, ALL)}\nours\n${inspect(actual, ALL)}`;
}

function describe(error: unknown): string {
  return error instanceof Difference ? error.message : inspect(error);
}
