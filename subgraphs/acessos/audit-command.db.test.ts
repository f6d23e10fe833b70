import { afterAll, beforeAll, expect, test } from 'vitest';
import { REPORT_SCOPE } from '../../platform/identity/internal-scopes.ts';
import { partIdentity } from '../../platform/identity/issuers.ts';
import { SubgraphClient } from '../../platform/peers/subgraph-client.ts';
import {
  startTestSubgraph,
  TEST_SECRET,
  type TestSubgraph,
  testSigner,
} from '../../tests/support/test-subgraph.ts';
import { auditCommand, EXIT_CODES } from './audit-command.ts';
import { reportOf } from './fixtures.ts';
import { subgraph } from './subgraph.ts';

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await startTestSubgraph(subgraph);
  const url = graph.subgraph.url ?? '';
  await using router = new SubgraphClient({ name: 'acessos', url, signer: testSigner(), timeoutMs: 20_000 });
  const acesso = { campos: ['Cliente.email'], titulares: [['1', [0]] as const] };
  await router.postEvent(reportOf([acesso, acesso]), partIdentity('router', REPORT_SCOPE));
});
afterAll(async () => {
  process.exitCode = undefined;
  await graph[Symbol.asyncDispose]();
});

async function verify(identitySecret: string) {
  const printed: string[] = [];
  const command = auditCommand('audit', (work) => work({ database: graph.database, identitySecret }), {
    print: (text) => printed.push(text),
    progress: () => {},
  });
  await command.parseAsync(['verify'], { from: 'user' });
  return { printed, exitCode: process.exitCode };
}

test('verify says whether the audit is whole, what is wrong with it, and where', async () => {
  expect(await verify(TEST_SECRET)).toEqual({
    printed: ['whole: 2 rows in 1 chains, 0 finding(s)'],
    exitCode: EXIT_CODES.whole,
  });
  expect(await verify('another secret of thirty-two characters')).toEqual({
    printed: [
      'how many chains there are was changed, or signed under another IDENTITY_SECRET',
      'chain 1: its end was changed, or signed under another IDENTITY_SECRET',
      'NOT WHOLE: 2 rows in 1 chains, 2 finding(s)',
    ],
    exitCode: EXIT_CODES.found,
  });

  await graph.database.write("UPDATE acesso_a_dados SET campos = '' WHERE posicao = 1", []);
  expect(await verify(TEST_SECRET)).toEqual({
    printed: ['chain 1, row 1: changed row', 'NOT WHOLE: 2 rows in 1 chains, 1 finding(s)'],
    exitCode: EXIT_CODES.found,
  });
});
