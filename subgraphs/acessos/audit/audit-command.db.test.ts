import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkInsert } from '../../../platform/database/statements/bulk-insert.ts';
import { REPORT_SCOPE } from '../../../platform/identity/callers/internal-scopes.ts';
import { partIdentity } from '../../../platform/identity/callers/issuers.ts';
import { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';
import {
  startTestSubgraph,
  TEST_SECRET,
  type TestSubgraph,
  testSigner,
} from '../../../tests/support/networks/test-subgraph.ts';
import { reportOf } from '../fixtures.ts';
import { subgraph } from '../subgraph.ts';
import { type AuditPlace, auditCommand, EXIT_CODES } from './audit-command.ts';

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

const NEXT_SECRET = 'another secret of thirty-two characters';

function verify(identitySecret: string) {
  return run('verify', { identitySecret });
}

async function run(
  command: 'verify' | 'sign' | ['accept', ...string[]],
  secrets: Omit<AuditPlace, 'database'>,
) {
  const printed: string[] = [];
  const audit = auditCommand('audit', (work) => work({ database: graph.database, ...secrets }), {
    print: (text) => printed.push(text),
    progress: () => {},
  });
  await audit.parseAsync([command].flat(), { from: 'user' });
  return { printed, exitCode: process.exitCode };
}

test('what a former secret has signed is signed with the next one, and is whole by either one until then', async () => {
  const both = { identitySecret: NEXT_SECRET, identitySecretAlso: TEST_SECRET };
  const whole = { printed: ['whole: 2 rows in 1 chains, 0 finding(s)'], exitCode: EXIT_CODES.whole };
  expect(await run('verify', both)).toEqual(whole);

  // The end of the chain, and the count of chains.
  expect(await run('sign', both)).toEqual({
    printed: ['2 signed again, 0 signed with neither secret and left as they were'],
    exitCode: EXIT_CODES.whole,
  });
  expect(await verify(NEXT_SECRET)).toEqual(whole);

  await graph.database.write('UPDATE cadeia SET linhas = linhas + 1', []);
  const back = { identitySecret: TEST_SECRET, identitySecretAlso: NEXT_SECRET };
  expect(await run('sign', back)).toEqual({
    printed: ['1 signed again, 1 signed with neither secret and left as they were'],
    exitCode: EXIT_CODES.found,
  });
  await graph.database.write('UPDATE cadeia SET linhas = linhas - 1', []);
  expect((await run('sign', back)).printed).toEqual([
    '1 signed again, 0 signed with neither secret and left as they were',
  ]);
});

test('erasures that a release before has not signed are accepted once, as of when it was replaced', async () => {
  const own = { identitySecret: TEST_SECRET };
  const [titular] = await graph.database.read<Record<'id_cliente' | 'chave' | 'resumo', string>>(
    'SELECT * FROM titular',
    [],
  );
  await graph.database.write('DELETE FROM titular', []);
  await graph.database.write("UPDATE referencia SET apagado_em = NOW(3) WHERE tipo = 'Cliente'", []);
  const found = await verify(TEST_SECRET);
  expect(found).toEqual({
    printed: [
      expect.stringMatching(
        /^digest [0-9a-f]{64}: what led to its customer was removed or replaced, and no erasure has signed that$/,
      ),
      'customer 1: a tombstone says that the customer was erased, and no erasure has signed that',
      'NOT WHOLE: 2 rows in 1 chains, 2 finding(s)',
    ],
    exitCode: EXIT_CODES.found,
  });

  expect(await run(['accept', '--before', '2026-01-01'], own)).toEqual({
    printed: ['0 digests and 0 tombstones of erased customers signed, 2 of later left as they were'],
    exitCode: EXIT_CODES.found,
  });
  expect(await run(['accept', '--before', new Date().toISOString()], own)).toEqual({
    printed: ['1 digests and 1 tombstones of erased customers signed, 0 of later left as they were'],
    exitCode: EXIT_CODES.whole,
  });
  expect(await verify(TEST_SECRET)).toMatchObject({ exitCode: EXIT_CODES.whole });

  // With the next secret those signatures are two more that are signed again.
  const both = { identitySecret: NEXT_SECRET, identitySecretAlso: TEST_SECRET };
  expect((await run('sign', both)).printed).toEqual([
    '4 signed again, 0 signed with neither secret and left as they were',
  ]);
  expect(await verify(NEXT_SECRET)).toMatchObject({ exitCode: EXIT_CODES.whole });
  await run('sign', { identitySecret: TEST_SECRET, identitySecretAlso: NEXT_SECRET });
  for (const table of ['titular_excluido', 'cliente_excluido'])
    await graph.database.write(`DELETE FROM ${table}`, []);
  await graph.database.write('UPDATE referencia SET apagado_em = NULL', []);
  await bulkInsert(graph.database, 'titular', titular ? [titular] : []);
});

test('verify says whether the audit is whole, what is wrong with it, and where', async () => {
  expect(await verify(TEST_SECRET)).toEqual({
    printed: ['whole: 2 rows in 1 chains, 0 finding(s)'],
    exitCode: EXIT_CODES.whole,
  });
  expect(await verify(NEXT_SECRET)).toEqual({
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
