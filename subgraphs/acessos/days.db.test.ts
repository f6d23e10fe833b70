import { pino } from 'pino';
import { expect, test } from 'vitest';
import { deriveKey } from '../../platform/process/config/derived-keys.ts';
import { acessosGraph } from '../../tests/support/networks/acessos-graph.ts';
import { TEST_SECRET } from '../../tests/support/networks/test-subgraph.ts';
import { acessoStore } from './acesso-store.ts';
import { signatures } from './audit/audit-chain.ts';
import { auditStore } from './audit/audit-store.ts';
import { openDays } from './days.ts';

const DAY_MS = 86_400_000;
const acessos = acessosGraph();

test('a process whose clock is years ahead removes nothing that has not expired by the database too, and says so', async () => {
  const { database } = acessos.graph;
  await acessos.reportAudit();
  const rows = () =>
    database.read(
      `SELECT (SELECT COUNT(*) FROM acesso) AS acessos, (SELECT COUNT(*) FROM acesso_a_dados) AS entradas,
              (SELECT COUNT(*) FROM lote) AS lotes, (SELECT COUNT(*) FROM cadeia WHERE NOT expirada) AS cadeias`,
      [],
    );
  const before = await rows();
  const lines: object[] = [];
  const parts = {
    database,
    acessos: acessoStore(database),
    audit: auditStore(database, signatures([deriveKey(TEST_SECRET, 'audit-signatures')])),
    log: pino({}, { write: (line: string) => lines.push(JSON.parse(line)) }),
  };
  const kept = { acesso: 90, acesso_a_dados: 1_826 };

  await using ahead = openDays(parts, kept, () => Date.now() + 4_000 * DAY_MS);
  await ahead.keep();

  expect(await rows()).toEqual(before);
  expect(before).toEqual([{ acessos: '3', entradas: '4', lotes: '2', cadeias: '2' }]);
  expect(lines).toMatchObject([
    { secondsAhead: 4_000 * 86_400, msg: expect.stringContaining('set them by NTP') },
  ]);
});
