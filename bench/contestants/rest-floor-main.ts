import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { benchAuthorizations } from './bench-authorizations.ts';
import { buyers, customer, customers, products } from './rest-floor-reads.ts';
import { AQUISICOES, recordInventario } from './rest-floor-write.ts';

/** One handler for all questions of the benchmark, with the answers in the shape that the graph gives. */
const { PORT } = process.env;
const authorizations = benchAuthorizations();
const BODY_LIMIT_BYTES = 64 * 1024;

createServer((request, response) => {
  if (!authorizations.has(request.headers.authorization)) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="floor", charset="UTF-8"' }).end();
    return;
  }
  answer(request).then(
    (data) => send(response, data === undefined ? 404 : 200, { data }),
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      send(response, 500, { errors: [{ message: 'Internal server error.' }] });
    },
  );
}).listen(Number(PORT), '127.0.0.1');

async function answer(request: IncomingMessage): Promise<object | undefined> {
  const [path = '', search = ''] = (request.url ?? '').split('?');
  const [, resource, id, part] = path.split('/');
  if (request.method === 'POST' && resource === AQUISICOES) return recordInventario(await bodyOf(request));
  if (resource === 'clientes' && id) return { cliente: await customer(id) };
  if (resource === 'clientes') return { clientes: { nodes: await customers(valueIn(search)) } };
  if (resource === 'produtos' && id && part === 'compradores') return { produto: await buyers(id) };
  if (resource === 'produtos') return { produtos: await products(valueIn(search)) };
  return resource === 'health' ? {} : undefined;
}

function valueIn(search: string): string {
  return decodeURIComponent(search.slice(search.indexOf('=') + 1));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) throw new RangeError('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length })
    .end(text);
}
