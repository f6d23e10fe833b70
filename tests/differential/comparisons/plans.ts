import {
  buildSchema,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  isAbstractType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { type SubgraphParts, startFederatedGraph } from '../../support/executions/federated-graph.ts';
import type { DifferentialOptions, DifferentialReport } from '../differential-command.ts';
import { anyGraph } from '../inputs/any-graph.ts';
import { anyQuery } from '../inputs/any-query.ts';
import { Random } from '../inputs/random.ts';

/** Queries of one graph, which takes longest to make. */
const QUERIES = 40;

/** Compares the router's answers with those of one schema executed by graphql-js, over generated graphs. */
export async function comparePlans({
  duration,
  seed,
  graphs = Number.POSITIVE_INFINITY,
}: DifferentialOptions & { graphs?: number }): Promise<DifferentialReport> {
  const counts = {
    graphs: 0,
    'graphs that do not compose, left out': 0,
    queries: 0,
    'not valid, left out': 0,
    'refused because planning takes too long': 0,
  };
  const end = Date.now() + duration;
  for (let index = 0; index < graphs && Date.now() < end; index += 1) {
    const difference = await compareGraph(seed + index);
    if (difference !== null) return { counts, difference: `seed ${seed + index}\n${difference}` };
  }
  return { counts, difference: null };

  async function compareGraph(graphSeed: number): Promise<string | null> {
    const random = new Random(graphSeed);
    const { subgraphs, whole, names } = anyGraph(random);
    const started = await startFederatedGraph(subgraphs).catch((error: unknown) => error);
    if (started instanceof AggregateError) {
      counts['graphs that do not compose, left out'] += 1;
      return null;
    }
    if (started instanceof Error) return `${started.message}\n${sdlOf(subgraphs)}`;
    await using graph = started as Awaited<ReturnType<typeof startFederatedGraph>>;
    counts.graphs += 1;
    const schema = schemaOf(whole);
    for (let index = 0; index < QUERIES; index += 1) {
      const { query, variables } = anyQuery(schema, names, random);
      const document = parse(query);
      if (validate(schema, document).length > 0) {
        counts['not valid, left out'] += 1;
        continue;
      }
      counts.queries += 1;
      const expected = JSON.stringify(await execute({ schema, document, variableValues: variables }));
      graph.sent();
      // The second time it has been compiled.
      for (const _ of ['first', 'second']) {
        const answer = await graph.ask(query, variables);
        // The planner's time grows without bound over types that many subgraphs share; the router says so in time.
        if (answer.errors?.[0]?.extensions?.code === 'PLANNING_TIMEOUT') {
          counts['refused because planning takes too long'] += 1;
          break;
        }
        const actual = JSON.stringify(answer);
        if (actual !== expected) {
          return [query, JSON.stringify(variables), expected, actual, ...graph.sent(), sdlOf(subgraphs)].join(
            '\n',
          );
        }
      }
    }
    return null;
  }
}

/** Without what federation adds. */
export function schemaOf({ sdl, resolvers }: SubgraphParts): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [name, ofType] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    // The resolvers of any-graph.ts are functions of parent and arguments.
    if (isAbstractType(type))
      type.resolveType = ofType.__resolveType as GraphQLTypeResolver<unknown, unknown>;
    if (!isObjectType(type)) continue;
    for (const [field, resolve] of Object.entries(ofType)) {
      const definition = type.getFields()[field];
      if (definition) definition.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return schema;
}

export function sdlOf(subgraphs: Readonly<Record<string, SubgraphParts>>): string {
  return Object.entries(subgraphs)
    .map(([name, { sdl }]) => `# ${name}\n${sdl}`)
    .join('\n');
}
