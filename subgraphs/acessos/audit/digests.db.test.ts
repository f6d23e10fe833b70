import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { deriveKey } from '../../../platform/process/config/derived-keys.ts';
import { acessosGraph, EMAIL_AND_CPF } from '../../../tests/support/networks/acessos-graph.ts';
import { TEST_SECRET, type TestSubgraph } from '../../../tests/support/networks/test-subgraph.ts';
import { bytesOf, reportOf } from '../fixtures.ts';
import { openReportWriter } from '../reports/report-writer.ts';
import { signatures } from './audit-chain.ts';
import { forgetTombstones } from './tombstone-store.ts';
import { verifyAudit } from './verify-audit.ts';

const acessos = acessosGraph();
const { report, erase, reportAudit } = acessos;
let graph: TestSubgraph;
beforeAll(() => {
  ({ graph } = acessos);
});

const KEYS = [deriveKey(TEST_SECRET, 'audit-signatures')] as const;
const findings = async () => (await verifyAudit(graph.database, signatures(KEYS))).findings;

const NO_LOG = { warn: () => {}, error: () => {} };

/** The digest by which the audit names a customer who has not been erased. */
async function resumoOf(clienteId: string): Promise<string> {
  const [row] = await graph.database.read<{ resumo: string }>(
    'SELECT resumo FROM titular WHERE id_cliente = ?',
    [clienteId],
  );
  if (!row) throw new Error(`customer ${clienteId} has no digest`);
  return row.resumo;
}

/** Another request by which somebody was given a customer's e-mail address. */
const read = (clienteId: string) => report(reportOf([{ ...EMAIL_AND_CPF, titulares: [[clienteId, [0]]] }]));

/** As when the process that writes is another one. */
async function forgetResumos(): Promise<void> {
  await graph.database.write('DELETE FROM transacao', []);
}

test('entries that somebody has made lead to another customer are found', async () => {
  await reportAudit();
  const titular = await resumoOf('2');
  await graph.database.write('UPDATE titular SET id_cliente = 77 WHERE id_cliente = 2', []);

  expect(await findings()).toEqual([
    { kind: 'changed customer', titular },
    { kind: 'missing customer', cliente: '2' },
  ]);
});

test.each<{ how: string; hide: (resumo: string) => Promise<void>; also?: object[]; andThen?: object[] }>([
  {
    how: 'was taken away',
    hide: async () => {
      await graph.database.write('DELETE FROM titular WHERE id_cliente = 2', []);
    },
    also: [{ kind: 'missing customer', cliente: '2' }],
  },
  {
    how: 'was taken away before a process that remembers it has read the customer again',
    hide: async () => {
      await graph.database.write('DELETE FROM titular WHERE id_cliente = 2', []);
      await read('2');
    },
    also: [{ kind: 'missing customer', cliente: '2' }],
  },
  {
    how: 'was taken away before the customer was read again',
    hide: async () => {
      await graph.database.write('DELETE FROM titular WHERE id_cliente = 2', []);
      await forgetResumos();
      await read('2');
    },
  },
  {
    how: 'was replaced by that of another key',
    hide: async (resumo) => {
      await graph.database.write('DELETE FROM titular WHERE id_cliente = 2', []);
      await forgetResumos();
      await read('2');
      expect(await resumoOf('2')).not.toBe(resumo);
      await read('2');
    },
  },
  {
    how: 'was taken away as an erasure does it, tombstone and all',
    hide: async () => {
      await graph.database.write('DELETE FROM titular WHERE id_cliente = 2', []);
      await graph.database.write(
        "UPDATE referencia SET apagado_em = NOW(3) WHERE tipo = 'Cliente' AND id = 2",
        [],
      );
    },
    andThen: [{ kind: 'unsigned erasure', cliente: '2' }],
  },
  {
    how: 'was taken away, and the signature of an erasure written over',
    hide: async (resumo) => {
      await erase('3', randomUUID());
      await graph.database.write('DELETE FROM titular WHERE id_cliente = 2', []);
      await graph.database.write(
        "UPDATE referencia SET apagado_em = NOW(3) WHERE tipo = 'Cliente' AND id = 2",
        [],
      );
      await graph.database.write(
        'INSERT INTO titular_excluido (resumo, assinatura) SELECT ?, assinatura FROM titular_excluido',
        [resumo],
      );
    },
    andThen: [{ kind: 'unsigned erasure', cliente: '2' }],
  },
])('entries are found whose digest $how', async ({ hide, also = [], andThen = [] }) => {
  await reportAudit();
  const titular = await resumoOf('2');
  await hide(titular);

  expect(await findings()).toEqual([...also, { kind: 'unknown customer', titular }, ...andThen]);
});

test('an erasure signs the digest that it takes away, and one whose signature is gone or changed is found', async () => {
  await reportAudit();
  const titular = await resumoOf('3');
  await erase('3', randomUUID());
  await erase('3', randomUUID());
  expect(await graph.database.read('SELECT resumo FROM titular_excluido', [])).toEqual([{ resumo: titular }]);
  expect(await findings()).toEqual([]);

  await graph.database.write("UPDATE titular_excluido SET assinatura = REPEAT('a', 64)", []);
  expect(await findings()).toEqual([{ kind: 'unknown customer', titular }]);
  await graph.database.write('DELETE FROM titular_excluido', []);
  expect(await findings()).toEqual([{ kind: 'unknown customer', titular }]);
});

test('a tombstone that somebody has written before the customer was first read is found, and not an erasure', async () => {
  await erase('8', randomUUID());
  await read('8');
  expect(await findings()).toEqual([]);
  await graph.database.write(
    "INSERT INTO referencia (tipo, id, apagado_em) VALUES ('Cliente', 9, NOW(3))",
    [],
  );
  await read('9');
  const found = [
    { kind: 'unknown customer', titular: expect.any(String) },
    { kind: 'unsigned erasure', cliente: '9' },
  ];
  expect(await findings()).toEqual(found);
  await graph.database.write(
    'INSERT INTO cliente_excluido (id_cliente, assinatura) SELECT 9, assinatura FROM cliente_excluido',
    [],
  );
  await read('9');
  expect(await findings()).toEqual([found[0], ...found]);
});

test.each<{ how: string; hide: () => Promise<void>; show: () => Promise<void> }>([
  {
    how: 'before the customer was first read',
    hide: async () => {
      await graph.database.write(
        "INSERT INTO referencia (tipo, id, apagado_em) VALUES ('Cliente', 9, NOW(3))",
        [],
      );
    },
    show: async () => {
      await graph.database.write('DELETE FROM referencia WHERE id = 9', []);
    },
  },
  {
    how: 'in place of what led to the entries of before',
    hide: async () => {
      await read('9');
      await graph.database.write('CREATE TABLE aside AS SELECT * FROM titular WHERE id_cliente = 9', []);
      await graph.database.write('DELETE FROM titular WHERE id_cliente = 9', []);
      await graph.database.write('UPDATE referencia SET apagado_em = NOW(3) WHERE id = 9', []);
    },
    show: async () => {
      await graph.database.write('INSERT INTO titular SELECT * FROM aside', []);
      await graph.database.write('DROP TABLE aside', []);
      await graph.database.write('UPDATE referencia SET apagado_em = NULL WHERE id = 9', []);
    },
  },
])(
  'entries are found that were written under a tombstone which was there for a while, $how',
  async ({ hide, show }) => {
    await hide();
    await read('9');
    const [last] = await graph.database.read<{ titular: string }>(
      'SELECT titular FROM acesso_a_dados ORDER BY cadeia DESC, posicao DESC LIMIT 1',
      [],
    );
    await show();

    expect(await findings()).toEqual([{ kind: 'unknown customer', titular: last?.titular }]);
  },
);

test('the signature of a tombstone goes with it', async () => {
  await erase('8', randomUUID());
  await erase('9', randomUUID());
  await graph.database.write('DELETE FROM referencia WHERE id = 9', []);
  await forgetTombstones(graph.database);

  expect(await graph.database.read('SELECT id_cliente AS id FROM cliente_excluido', [])).toEqual([
    { id: '8' },
  ]);
});

test('what is reported of a customer after the erasure leads to nobody, and is whole', async () => {
  await reportAudit();
  await erase('3', randomUUID());
  await read('3');
  await read('3');

  expect(await findings()).toEqual([]);
  const [kept] = await graph.database.read(
    `SELECT (SELECT COUNT(*) FROM titular WHERE id_cliente = 3) AS found,
            (SELECT COUNT(*) FROM titular_excluido) AS erased,
            (SELECT COUNT(DISTINCT titular) FROM acesso_a_dados) AS digests`,
    [],
  );
  expect(kept).toEqual({ found: '0', erased: '3', digests: '5' });
});

test('what made the signature of an erasure fit in advance does not keep a customer from being erased', async () => {
  await reportAudit();
  const resumo = await resumoOf('1');
  await graph.database.write("INSERT INTO titular_excluido (resumo, assinatura) VALUES (?, 'x')", [resumo]);
  await erase('1', randomUUID());

  expect(await findings()).toEqual([]);
});

test('the audit is whole after two processes have written reports of four routers while customers were erased', async () => {
  const config = {
    database: graph.database.config,
    keys: KEYS,
    keptDays: { acesso: 90, acesso_a_dados: 90 },
  };
  await using one = openReportWriter(config, NO_LOG);
  await using other = openReportWriter(config, NO_LOG);
  const customers = Array.from({ length: 12 }, (_, index) => String(index + 1));
  const reportsOf = (router: number) =>
    [0, 1, 2].map((index) => {
      const mine = customers.filter((_id, place) => (place + router + index) % 3 !== 0);
      const titulares = (index % 2 ? mine : mine.toReversed()).map((id) => [id, [0]] as const);
      return reportOf([{ ...EMAIL_AND_CPF, titulares }], { escritor: `roteador-${router}` });
    });

  await Promise.all([
    ...[1, 2, 3, 4].map(async (router) => {
      // Each report to both, as after an answer that was lost.
      for (const event of reportsOf(router))
        await Promise.all([one.take(bytesOf(event)), other.take(bytesOf(event))]);
    }),
    ...['2', '5', '8'].map((id) => erase(id, randomUUID())),
  ]);
  for (const id of ['2', '5', '8']) await read(id);

  expect(await verifyAudit(graph.database, signatures(KEYS))).toMatchObject({
    linhas: 12 + 3,
    findings: [],
  });
  expect(await graph.database.read('SELECT id_cliente AS id FROM titular ORDER BY id_cliente', [])).toEqual(
    customers.filter((id) => !['2', '5', '8'].includes(id)).map((id) => ({ id })),
  );
});
