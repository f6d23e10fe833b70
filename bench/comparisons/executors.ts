import { execute, type GraphQLSchema, parse } from 'graphql';
import type { Database } from '../../platform/database/database.ts';
import { eventPublisher } from '../../platform/events/outbox/publisher.ts';
import { compileOperation } from '../../platform/execution/compile/compile-operation.ts';
import { selectedFields } from '../../platform/execution/executor/selected-fields.ts';
import { resolveEntitiesTogether } from '../../platform/execution/schema/entities.ts';
import { createCursorCodec } from '../../platform/pagination/cursors.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import type { BuiltSubgraph } from '../../platform/subgraph/definition.ts';
import { subgraph as clientes } from '../../subgraphs/clientes/subgraph.ts';
import { warmMedian } from './warm-median.ts';

/** Executes one operation of the subgraph, again and again. */
type Run = (variables: Record<string, unknown>) => unknown;

interface Executor {
  name: string;
  /** Whether entities of a list are found at once. */
  listed: boolean;
  prepare(schema: GraphQLSchema, source: string, context: () => object): Run;
}

const FIELDS = 'id nome email cpf telefone dataNascimento criadoEm versao';
const OPERATIONS = [
  {
    name: 'one customer',
    source: `query ($id: ID!) { cliente(id: $id) { ${FIELDS} } }`,
    variables: { id: '1' },
  },
  {
    name: 'a page of 100',
    source: `query ($n: Int) { clientes(first: $n) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
    variables: { n: 100 },
  },
  {
    name: '100 entities',
    source: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Cliente { __typename ${FIELDS} } } }`,
    variables: { r: ids(100).map((id) => ({ __typename: 'Cliente', id })) },
  },
];

const GRAPHQL_JS: Executor = {
  name: 'graphql-js',
  listed: false,
  prepare(schema, source, context) {
    const document = parse(source);
    return (variableValues) => execute({ schema, document, contextValue: context(), variableValues });
  },
};

const OURS: Executor = {
  name: 'ours',
  listed: true,
  prepare(schema, source, context) {
    const run = compileOperation(schema, parse(source), undefined);
    return (variables) => run(context(), variables);
  },
};

const WITHOUT_LISTED: Executor = { ...OURS, name: 'ours without listed-entities', listed: false };

/** Microseconds of an execution by each executor, of every operation, without HTTP and database: medians of rounds in turn. */
export async function measureExecutors(say: (text: string) => void): Promise<void> {
  const jit = await graphqlJit();
  const executors = [GRAPHQL_JS, OURS, WITHOUT_LISTED, ...(jit ? [jit] : [])];
  if (!jit) say('graphql-jit is not measured: `npm install --no-save graphql-jit` gives it');
  const single = clientesInMemory(100);
  const listed = clientesInMemory(100);
  resolveEntitiesTogether(listed.schema, listed.entities ?? {});
  for (const { name, source, variables } of OPERATIONS) {
    const runs = executors.map((executor) => {
      const { schema, createContext } = executor.listed ? listed : single;
      const selected = selectedFields(schema, parse(source));
      const request = { identity: IDENTITY, requestId: 'bench', deadline: null, selected };
      return executor.prepare(schema, source, () => createContext(request));
    });
    const times: number[][] = runs.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, run] of runs.entries()) times[index]?.push(await microseconds(run, variables));
    }
    const medians = executors.map(
      (executor, index) => `${executor.name} ${warmMedian(times[index] ?? []).toFixed(1)}`,
    );
    say(`${name}: ${medians.join(', ')} µs`);
  }
}

const IDENTITY = { user: 'bench', scopes: [] };
/** The first ones warm up. */
const ROUNDS = 40;
const ROUND_MS = 100;

async function microseconds(run: Run, variables: Record<string, unknown>): Promise<number> {
  const started = process.cpuUsage();
  const until = performance.now() + ROUND_MS;
  let times = 0;
  while (performance.now() < until) {
    for (let batch = 0; batch < 10; batch += 1) await run(variables);
    times += 10;
  }
  const { user, system } = process.cpuUsage(started);
  return (user + system) / times;
}

/** The subgraph on rows that are there already, so that next to nothing but execution is measured. */
function clientesInMemory(count: number): BuiltSubgraph {
  const rows = ids(count).map((id) => ({
    id,
    nome: `Cliente ${id}`,
    email: `cliente${id}@exemplo.com.br`,
    cpf: '52998224725',
    telefone: '+5511987654321',
    dataNascimento: '1990-02-03',
    criadoEm: new Date('2026-01-01T12:00:00Z'),
    atualizadoEm: new Date('2026-01-01T12:00:00Z'),
    versao: 1,
  }));
  const read = () => Promise.resolve(rows);
  return clientes.build({
    // Reading is all that these operations do.
    database: { read } as unknown as Database,
    cursors: createCursorCodec('a-secret-for-the-benchmark-only'),
    log: createLog('bench', 'silent'),
    peers: new Map(),
    publisher: eventPublisher([], () => {}),
    settings: {},
    keysFor: () => [new Uint8Array(32)],
  });
}

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1));
}

/** Not among the packages of this project any more; here to be compared with. */
async function graphqlJit(): Promise<Executor | null> {
  const name = 'graphql-jit';
  const jit: { compileQuery: CompileQuery } | null = await import(name).catch(() => null);
  if (!jit) return null;
  return {
    name,
    listed: false,
    prepare(schema, source, context) {
      const { query } = jit.compileQuery(schema, parse(source), undefined, {
        disablingCapturingStackErrors: true,
      });
      return (variables) => query(undefined, context(), variables);
    },
  };
}

type CompileQuery = (
  schema: GraphQLSchema,
  document: ReturnType<typeof parse>,
  operationName: undefined,
  options: object,
) => { query(root: undefined, context: object, variables: Record<string, unknown>): unknown };
