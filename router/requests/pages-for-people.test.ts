import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { graphqlError } from '../../platform/http/server/error-answers.ts';
import { answerPeople } from './pages-for-people.ts';

/** What a browser is shown at an address that answers with a status and a code. */
async function shown(path: string, { console: hasConsole = true } = {}) {
  const app = Fastify();
  onTestFinished(() => app.close());
  answerPeople(app, { explorer: false, console: hasConsole });
  app.get('/*', (request, reply) => {
    const [status = '', code = ''] = request.url.split('?')[1]?.split('&') ?? [];
    return reply.code(Number(status)).send(graphqlError(code, 'In <English>.'));
  });
  const { body } = await app.inject({ url: path, headers: { accept: 'text/html' } });
  const of = (pattern: RegExp) => pattern.exec(body)?.[1];
  return { lang: of(/lang="(.+?)"/), title: of(/<h1>(.+)<\/h1>/), says: of(/<p>(.+?)<\/p>/) };
}

test.each([
  ['400&BAD_REQUEST', 'Isto não funcionou', 'O servidor não entendeu este pedido. Confira o endereço.'],
  ['401&UNAUTHENTICATED', 'Entre primeiro', 'É preciso um usuário e uma senha válidos.'],
  ['403&FORBIDDEN', 'Sem permissão', 'Este usuário não tem permissão para isto.'],
  ['404&NOT_FOUND', 'Não há nada aqui', 'Não há nada neste endereço.'],
  ['414&BAD_REQUEST', 'Isto não funcionou', 'O servidor não entendeu este pedido. Confira o endereço.'],
  ['429&TOO_MANY_REQUESTS', 'Pedidos demais', expect.stringContaining('tente de novo.')],
  ['500&INTERNAL_SERVER_ERROR', 'Isto não funcionou', expect.stringContaining('deu errado no servidor')],
  ['503&SERVICE_UNAVAILABLE', 'Tente de novo daqui a pouco', expect.stringContaining('está ocupado')],
  ['503&CONSOLE_NOT_BUILT', 'Tente de novo daqui a pouco', expect.stringContaining('`npm run build`')],
])(
  'below /painel, and of a file that it offers, a browser is told of %s in Portuguese',
  async (answer, title, says) => {
    for (const path of ['/painel', '/painel/clientes/1', '/acessos.csv', '/acessos.ndjson'])
      expect(await shown(`${path}?${answer}`)).toEqual({ lang: 'pt-BR', title, says });
  },
);

test.each([
  ['/painelx', true],
  ['/graphql', true],
  ['/painel', false],
  ['/acessos.csv', false],
  ['/acessos.csvx', true],
])('at %s (console: %s) a browser is told in English', async (path, hasConsole) => {
  const found = await shown(`${path}?404&NOT_FOUND`, { console: hasConsole });
  expect(found).toEqual({ lang: 'en', title: 'Nothing here', says: 'In &#60;English&#62;.' });
});
