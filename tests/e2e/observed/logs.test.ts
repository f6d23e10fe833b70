import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { dropSchemas } from '../../../dev/schemas/schemas.ts';
import { loadSubgraphs } from '../../../platform/subgraph/listed-subgraphs.ts';
import { scriptArguments } from '../../support/commands/script-file.ts';
import { testPrefix } from '../../support/schemas/test-prefix.ts';

/** Ids of requests at the same moment, which may share fetches. */
const TOGETHER = Array.from({ length: 20 }, (_, index) => `juntos-${100 + index}`);

const prefix = testPrefix();
let lines: Record<string, unknown>[];
let text: string;

/** A network that logs as in production, in a process of its own whose standard output is the log. */
beforeAll(async () => {
  const script = `
    import { startNetwork } from './dev/network/network.ts';
    import { openDatabase } from './platform/database/database.ts';
    import { insertClientes } from './subgraphs/clientes/fixtures.ts';
    const [adminUrl, prefix] = process.argv.slice(2);
    const network = await startNetwork({ adminUrl, prefix, transport: 'http', firstPort: 0, identitySecret: 's'.repeat(32), logLevel: 'info', env: { ACCESS_TRACKING: 'off' } });
    const clientes = openDatabase({ url: network.databaseUrls.get('clientes'), poolSize: 1 });
    await insertClientes(clientes, [{ id: '1', nome: 'Ana Prado', cpf: '52998224725' }]);
    const post = (authorization, query, id = 'pedido-00000001') => fetch(network.router.url + '/graphql', { method: 'POST', headers: { 'content-type': 'application/json', 'x-request-id': id, authorization }, body: JSON.stringify({ query }) });
    const atendente = 'Basic ' + btoa('atendente:atendente');
    await post(atendente, '{ clientePorCpf(cpf: "529.982.247-25") { nome } }');
    await fetch(network.router.url + '/graphql?query=' + encodeURIComponent('{clientePorCpf(cpf:"52998224725"){nome}}'), { headers: { authorization: atendente, 'apollo-require-preflight': '1' } });
    await post('Basic ' + btoa('atendente:senha-errada'), '{ __typename }');
    const leitor = 'Basic ' + btoa('leitor:leitor');
    await post(leitor, '{ ana: cliente(id: 1) { nome outroNome: email ...F } clientes { nodes { cpf } } } fragment F on Cliente { cpf }', 'auditoria-1');
    await post('Basic ' + btoa('admin:admin'), 'mutation { x: excluirCliente(entrada: { id: 404, versao: 1 }) { __typename } }', 'auditoria-2');
    await post(leitor, 'mutation { x: excluirCliente(entrada: { id: 404, versao: 1 }) { __typename } }', 'auditoria-3');
    await insertClientes(clientes, [{ id: '2', nome: 'Bento Olinda' }]);
    await post('Basic ' + btoa('admin:admin'), 'mutation { excluirCliente(entrada: { id: 2, versao: 1 }) { __typename } }', 'esquecer-1');
    while ((await clientes.read("SELECT 1 FROM outbox_entrega WHERE estado = 'PENDENTE'", [])).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all(${JSON.stringify(TOGETHER)}.map((id) => post(atendente, '{ cliente(id: 1) { enderecos { uf } } }', id)));
    await clientes.write('RENAME TABLE cadastro TO outra', []);
    await post(atendente, '{ clientePorCpf(cpf: "529.982.247-25") { nome } }');
    await clientes[Symbol.asyncDispose]();
    await network.subgraphs.get('enderecos')[Symbol.asyncDispose]();
    await post(atendente, '{ endereco(id: 1) { uf } }');
    await network[Symbol.asyncDispose]();
  `;
  const child = spawn(process.execPath, [...scriptArguments(script), inject('adminUrl'), prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
});
afterAll(async () => dropSchemas(inject('adminUrl'), await loadSubgraphs(), prefix));

test('a request is one line at the router and one at each subgraph, under one id', () => {
  const lineOf = (wanted: string) =>
    lines.find(
      ({ requestId, msg, service }) =>
        requestId === 'pedido-00000001' && msg === 'request' && service === wanted,
    );
  const common = { method: 'POST', path: '/graphql', status: 200, ms: expect.any(Number) };

  expect(lineOf('clientes')).toMatchObject(common);
  expect(lineOf('router')).toMatchObject({ ...common, userRef: expect.stringMatching(/^[0-9a-f]{12}$/) });
});

test('of requests that share a fetch, the subgraph names every one', () => {
  const named = lines
    .filter(({ service, msg, path }) => service === 'enderecos' && msg === 'request' && path === '/graphql')
    .flatMap(({ requestId }) => String(requestId).split(','));

  expect(named.toSorted()).toEqual(TOGETHER);
});

test('what a mutation tells other domains is logged there under its id', () => {
  const told = lines.filter(({ requestId, path }) => requestId === 'esquecer-1' && path === '/eventos');

  expect(told.map(({ service, status }) => [service, status]).toSorted()).toEqual([
    ['acessos', 200],
    ['enderecos', 200],
    ['inventario', 200],
  ]);
});

test('refused logins, mutations and denied fields are audited, by the names of the schema', () => {
  const audited = lines.filter(({ msg }) => msg === 'audit');
  const userRef = expect.stringMatching(/^[0-9a-f]{12}$/);
  const common = { service: 'router', userRef, address: '127.0.0.1' };

  expect(audited).toEqual([
    expect.objectContaining({ ...common, audit: 'login refused', reason: 'wrong credentials' }),
    expect.objectContaining({
      ...common,
      audit: 'fields denied',
      requestId: 'auditoria-1',
      fields: ['cliente.email', 'cliente.cpf', 'clientes.nodes.cpf'],
      denied: 3,
    }),
    expect.objectContaining({
      ...common,
      audit: 'mutation',
      requestId: 'auditoria-2',
      mutations: ['excluirCliente'],
      codes: [],
    }),
    expect.objectContaining({
      ...common,
      audit: 'mutation',
      requestId: 'auditoria-3',
      mutations: ['excluirCliente'],
      codes: ['FORBIDDEN'],
    }),
    expect.objectContaining({
      ...common,
      audit: 'mutation',
      requestId: 'esquecer-1',
      mutations: ['excluirCliente'],
      codes: [],
    }),
  ]);
});

test('an unexpected error is logged once, with what mends it and without values', () => {
  expect(lines.filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({
      service: 'clientes',
      requestId: 'pedido-00000001',
      msg: 'unexpected error',
      error: expect.objectContaining({ code: 'ER_NO_SUCH_TABLE' }),
    }),
  ]);
});

test('a subgraph that does not answer is told to whoever runs the router, with the reason', () => {
  expect(lines.filter(({ level }) => level === 'warn')).toEqual([
    expect.objectContaining({
      service: 'router',
      requestId: 'pedido-00000001',
      msg: 'subgraph gave no answer',
      subgraph: 'enderecos',
      error: { name: 'Error', code: 'ECONNREFUSED' },
    }),
  ]);
});

test('no credential, no personal data and no query is in any line', () => {
  for (const secret of [
    '529.982',
    '52998224725',
    'Ana Prado',
    'atendente',
    'senha-errada',
    btoa('atendente:atendente'),
    'clientePorCpf(',
    'Bearer',
  ]) {
    expect(text).not.toContain(secret);
  }
});
