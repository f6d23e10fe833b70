import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { compareLedger, settleErasures } from '../../backup/ledger/ledger-of-schemas.ts';
import { expectRemembered } from '../../backup/ledger/whole-ledger.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { openErasureLedger } from '../../platform/erasure-ledger/open-ledger.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import { startSubgraph } from '../../platform/subgraph/server.ts';
import { TEST_SECRET } from '../support/networks/test-subgraph.ts';
import { idsIn, SILENT, schemasOf, testFolder } from './schemas.ts';

test('an erasure that does not fit on the disk is not said to be kept, and the ledger goes on when there is room', async () => {
  const { href } = pathToFileURL(join(await testFolder(), 'erasures.log'));
  const script = `ulimit -f 1; exec "${process.execPath}" dev/run.mjs tests/backup/record-until-refused.ts ${href}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script]);
  const kept = (JSON.parse(stdout) as number[]).map(String);
  expect(kept.length).toBeGreaterThan(1);

  await using ledger = openErasureLedger(href);
  expect(await idsIn(ledger)).toEqual(kept);
  await ledger.record({ tipo: 'Cliente', id: '99' });
  expect(await idsIn(ledger)).toEqual([...kept, '99']);
});

test('erasures that wait for a ledger that there is no longer are told of at the start, and settled by a command', async () => {
  const { world, urls, rows } = await schemasOf('some', { ledgerUrl: 'file:///tmp/none/erasures.log' });
  const url = urls.get('clientes') ?? '';
  await using clientes = openDatabase({ url, poolSize: 1 });
  await clientes.write(
    `INSERT INTO outbox_entrega (seq, destino, aggregateid, estado, proxima_tentativa_em)
     VALUES (1, 'registro-de-exclusoes', '7', 'ENTREGUE', NOW(3)), (2, 'registro-de-exclusoes', '8', 'PENDENTE', NOW(3)),
            (3, 'enderecos', '8', 'MORTA', NOW(3))`,
    [],
  );
  const lines: { waiting?: number }[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => lines.push(JSON.parse(line)) });
  const definition = world.definitions.find(({ name }) => name === 'clientes');
  if (!definition) throw new Error('there is no clientes');
  const config = readSubgraphConfig(definition, {
    DATABASE_URL: url,
    IDENTITY_SECRET: TEST_SECRET,
    PORT: '0',
  });
  await (await startSubgraph(definition, config, log))[Symbol.asyncDispose]();
  expect(lines.filter(({ waiting }) => waiting !== undefined)).toEqual([
    expect.objectContaining({ waiting: 1, msg: expect.stringContaining('`backup ledger settle`') }),
  ]);
  await expect(settleErasures(world)).rejects.toThrow('ERASURE_LEDGER_URL is set');

  expect(await settleErasures({ ...world, ledgerUrl: null })).toBe(1);

  const waiting = "SELECT destino FROM outbox_entrega WHERE estado <> 'ENTREGUE'";
  expect(await rows('clientes', waiting)).toEqual([{ destino: 'enderecos' }]);
});

test('an erasure that still waits for the ledger is not missing from it, and one that waits no more is', async () => {
  const { href: ledgerUrl } = pathToFileURL(join(await testFolder(), 'erasures.log'));
  const { world, urls } = await schemasOf('some');
  await using clientes = openDatabase({ url: urls.get('clientes') ?? '', poolSize: 1 });
  await using enderecos = openDatabase({ url: urls.get('enderecos') ?? '', poolSize: 1 });
  await clientes.write('INSERT INTO exclusao VALUES (70, 1, NOW(3)), (80, 2, NOW(3))', []);
  await clientes.write(
    "INSERT INTO outbox_entrega (seq, destino, aggregateid, proxima_tentativa_em) VALUES (2, 'registro-de-exclusoes', '80', NOW(3))",
    [],
  );
  await enderecos.write(
    "INSERT INTO referencia (tipo, id, apagado_em) VALUES ('Cliente', 70, NOW(3)), ('Cliente', 80, NOW(3))",
    [],
  );
  await using ledger = openErasureLedger(ledgerUrl);
  await ledger.create();
  const check = () =>
    expectRemembered(
      { world: { ...world, ledgerUrl }, withoutLedger: false, progress: SILENT },
      ledger,
      world.domains,
    );
  await expect(check()).rejects.toThrow('lacks 1 erasure(s) of Cliente');

  await ledger.record({ tipo: 'Cliente', id: '70' });

  await check();
});

test('with a schema that is still empty the commands say so, and what to do', async () => {
  const ledgerUrl = pathToFileURL(join(await testFolder(), 'erasures.log')).href;
  const { world } = await schemasOf('empty', { ledgerUrl });
  const problem =
    /clientes: its schema is empty, or not the one that is meant.*DATABASE_URL_CLIENTES.*--migrate/;
  for (const fill of [true, false]) await expect(compareLedger(world, { fill })).rejects.toThrow(problem);
  // No ledger was begun with what nobody remembers.
  await expect(openErasureLedger(ledgerUrl).head()).rejects.toThrow('is not there');
});
