import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { SHOP } from './shop.ts';

/**
 * The four subgraphs of the shop in one light process: each different request is executed once by graphql-js, and its answer
 * kept, so that what is measured are gateways. `POST /<subgraph>`; `GET /requests` tells how many there were.
 */
const MAX_KEPT = 20_000;

const schemas = new Map<string, GraphQLSchema>(
  SHOP.map(({ name, typeDefs, resolvers }) => [
    `/${name}`,
    // buildSubgraphSchema declares resolvers of any shape as `unknown` functions.
    buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: resolvers as never }),
  ]),
);
const kept = new Map<string, Buffer>();
let requests = 0;

const server = createServer((request, response) => {
  const { url = '' } = request;
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json');
    response.end(url === '/requests' ? JSON.stringify({ requests }) : '{}');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    requests += 1;
    answer(url, Buffer.concat(chunks).toString()).then(
      (body) => {
        response.setHeader('content-type', 'application/json');
        response.setHeader('content-length', body.length);
        response.end(body);
      },
      (error) => {
        response.statusCode = 500;
        response.end(String(error));
      },
    );
  });
});
// Longer than any gateway keeps a connection, so that none is closed while it is used again.
server.keepAliveTimeout = 120_000;
server.listen(Number(process.env.PORT), '127.0.0.1');

async function answer(path: string, text: string): Promise<Buffer> {
  const key = `${path} ${text}`;
  const known = kept.get(key);
  if (known) return known;
  const schema = schemas.get(path);
  if (!schema) throw new Error(`there is no subgraph ${path}`);
  // As the GraphQL-over-HTTP specification has it.
  const { query, variables, operationName } = JSON.parse(text) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  const result = await execute({
    schema,
    document: parse(query),
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
  const body = Buffer.from(JSON.stringify(result));
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, body);
  return body;
}
