import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { RunningContestant } from '../contestants/contestants.ts';
import { QUERIES } from '../questions/queries.ts';
import { verifyAnswers } from './verify.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function answering(
  name: RunningContestant['name'],
  body: object,
  status = 200,
): Promise<RunningContestant> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { connection: 'close' }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  const endpoint = {
    origin: `http://127.0.0.1:${port}`,
    speaks: 'graphql' as const,
    authorizations: [''] as const,
  };
  return { name, endpoint, processes: [] };
}

const customer = (nome: string) => ({ data: { cliente: { nome, email: 'a@exemplo.com.br' } } });
const data = {
  clientes: 9,
  produtos: 9,
  produtosAtivos: ['1'],
  precos: ['1.00'],
  registered: { from: 0, to: 1 },
};
const verify = (contestants: RunningContestant[]) =>
  verifyAnswers(
    contestants,
    QUERIES.filter(({ name }) => name === 'one-customer'),
    data,
    { questions: 1, seed: 1 },
  );

test('equal answers pass, whatever the order of their fields', async () => {
  const reversed = { data: { cliente: { email: 'a@exemplo.com.br', nome: 'Ana' } } };

  await verify([await answering('ours', customer('Ana')), await answering('vanilla', reversed)]);
});

test('a difference is a failure that shows both values and the question', async () => {
  const contestants = [
    await answering('ours', customer('Ana')),
    await answering('vanilla', customer('Anna')),
  ];

  await expect(verify(contestants)).rejects.toThrow(
    /vanilla and ours answer one-customer with \{"id":"\d"\} differently:.*[+-] *nome: 'Anna'.*nome: 'Ana'/s,
  );
});

test.each([
  ['errors', { ...customer('Ana'), errors: [{ message: 'x' }] }, 200],
  ['another status', customer('Ana'), 500],
  ['no customer', { data: { cliente: null } }, 200],
])('an answer with %s is a failure even when all give it', async (_what, body, status) => {
  await expect(verify([await answering('ours', body, status)])).rejects.toThrow('ours answers one-customer');
});
