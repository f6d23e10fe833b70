/** The name of a subgraph that this project does not have. */
export const ADDED = 'avaliacoes';

/** Its folder: the files of `subgraphs/avaliacoes/`, by name. Opinions on products, which it extends. */
export const ADDED_FOLDER: Readonly<Record<string, string>> = {
  'schema.graphql': `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

type Query {
  "One opinion by id; null when there is none."
  avaliacao("The opinion's id." id: ID!): Avaliacao
}

"What somebody thinks of a product."
type Avaliacao @key(fields: "id") {
  "Identifies the opinion."
  id: ID!
  "From 1, bad, to 5, good."
  nota: Int!
  "What it is about; null when the product's domain is unavailable."
  produto: Produto
}

"A product of the catalogue."
type Produto @key(fields: "id") {
  "Identifies the product in every domain."
  id: ID!
  "The opinions on it, newest first, at most ten. Null only when this domain is unavailable."
  avaliacoes: [Avaliacao!]
}
`,
  'schema.mappers.ts': `import type { Avaliacao } from './avaliacao-store.ts';

export type AvaliacaoMapper = Avaliacao;
`,
  'avaliacao-store.ts': `import type { Database } from '../../platform/database/database.ts';
import type { ReadingRequest } from '../../platform/database/statements/reading-request.ts';
import { padWithLast, placeholders } from '../../platform/database/statements/sql-text.ts';

/** A row of \`avaliacao\`. */
export interface Avaliacao {
  id: string;
  nota: number;
  produtoId: string;
}

/** All SQL on \`avaliacao\`. */
export interface AvaliacaoStore {
  findByIds(ids: readonly string[], request: ReadingRequest): Promise<Avaliacao[]>;
  findByProdutoIds(produtoIds: readonly string[], request: ReadingRequest): Promise<Avaliacao[]>;
}

/** The store of reviews. */
export function avaliacaoStore(database: Database): AvaliacaoStore {
  const select = 'SELECT id, nota, id_produto AS produtoId FROM avaliacao';
  return {
    findByIds(ids, request) {
      const keys = padWithLast(ids);
      return database.read(\`\${select} WHERE id IN (\${placeholders(keys.length)})\`, keys, request);
    },
    findByProdutoIds(produtoIds, request) {
      const keys = padWithLast(produtoIds);
      const sql = \`\${select} WHERE id_produto IN (\${placeholders(keys.length)}) ORDER BY id DESC\`;
      return database.read(sql, keys, request);
    },
  };
}
`,
  'avaliacao-input.ts': `import { isId } from '../../platform/database/statements/sql-values.ts';
import { badUserInput } from '../../platform/errors/client-errors.ts';

/** A valid id, as it is. Throws BAD_USER_INPUT. */
export function parseAvaliacaoId(id: string): string {
  if (!isId(id)) throw badUserInput('\`id\` must be a positive whole number in digits.');
  return id;
}
`,
  'context.ts': `import { groupLoader, type Loader, rowLoader } from '../../platform/database/reads/loaders.ts';
import type { RequestContext } from '../../platform/subgraph/definition.ts';
import type { Avaliacao, AvaliacaoStore } from './avaliacao-store.ts';

/** What resolvers of this subgraph work with during one request. */
export interface Context extends RequestContext {
  avaliacaoById: Loader<Avaliacao | null>;
  avaliacoesByProdutoId: Loader<Avaliacao[]>;
}

/** The context of one request. */
export function createContext(request: RequestContext, avaliacoes: AvaliacaoStore): Context {
  return {
    identity: request.identity,
    requestId: request.requestId,
    deadline: request.deadline,
    selected: request.selected,
    mayLag: request.mayLag,
    avaliacaoById: rowLoader(
      (ids) => avaliacoes.findByIds(ids, request),
      ({ id }) => id,
    ),
    avaliacoesByProdutoId: groupLoader(
      (ids) => avaliacoes.findByProdutoIds(ids, request),
      ({ produtoId }) => produtoId,
    ),
  };
}
`,
  'resolvers.ts': `import { parseAvaliacaoId } from './avaliacao-input.ts';
import type { Resolvers } from './schema.resolvers.ts';

export const resolvers: Resolvers = {
  Query: {
    avaliacao: (_parent, { id }, { avaliacaoById }) => avaliacaoById.load(parseAvaliacaoId(id)),
  },
  Avaliacao: {
    __resolveReference: ({ id }, { avaliacaoById }) => avaliacaoById.load(id),
    produto: ({ produtoId }) => ({ id: produtoId }),
  },
  Produto: {
    avaliacoes: ({ id }, _arguments, { avaliacoesByProdutoId }) => avaliacoesByProdutoId.load(id),
  },
};
`,
  'migrations/index.ts': `import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createAvaliacao } from './0001-create-avaliacao.ts';

export const migrations: Migrations = { '0001-create-avaliacao': createAvaliacao };
`,
  'migrations/0001-create-avaliacao.ts': `import type { Migration } from '../../../platform/database/migrations/migrations.ts';

export const createAvaliacao: Migration = {
  async up({ alter }) {
    await alter(\`
      CREATE TABLE avaliacao (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        id_produto BIGINT UNSIGNED NOT NULL,
        nota TINYINT UNSIGNED NOT NULL,
        PRIMARY KEY (id),
        KEY avaliacao_do_produto (id_produto, id)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci\`);
  },
};
`,
  'fixtures.ts': `import type { Database } from '../../platform/database/database.ts';
import type { Avaliacao } from './avaliacao-store.ts';

/** Inserts one opinion as it is. */
export async function insertAvaliacao(database: Database, { id, produtoId, nota }: Avaliacao): Promise<void> {
  await database.write('INSERT INTO avaliacao (id, id_produto, nota) VALUES (?, ?, ?)', [
    id,
    produtoId,
    nota,
  ]);
}
`,
  'subgraph.ts': `import { transacao } from '../../platform/database/migrations/commit-marker-table.ts';
import { withTables } from '../../platform/database/migrations/platform-table.ts';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { avaliacaoStore } from './avaliacao-store.ts';
import { createContext } from './context.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

export const subgraph: SubgraphDefinition = {
  name: 'avaliacoes',
  port: 4006,
  databaseName: 'avaliacoes',
  ...withTables(migrations, [transacao]),
  peers: {},
  eventDestinations: [],
  callers: {},
  build({ database }) {
    const avaliacoes = avaliacaoStore(database);
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) => createContext(request, avaliacoes),
      events: {},
      housekeeping: [],
    };
  },
};
`,
  'main.ts': `import { runSubgraphProcess } from '../../platform/subgraph/run.ts';
import { subgraph } from './subgraph.ts';

await runSubgraphProcess(subgraph);
`,
};

/** Its line in `schema/supergraph.yaml`, in the form that rover's file allows on one. */
export const ADDED_LINE =
  '  avaliacoes: { routing_url: http://127.0.0.1:4006/graphql, schema: { file: ../subgraphs/avaliacoes/schema.graphql } }\n';
