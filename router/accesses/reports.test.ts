import { expect, test } from 'vitest';
import type { Access } from '../../access-format/access.ts';
import type { WrittenReport } from '../../access-format/access-report.ts';
import { PendingReports } from './reports.ts';

const MUCH = 64 * 1024 * 1024;

function access(requisicao: string, people = 0, usuario = 'ana'): Access {
  return {
    instante: '2026-11-27T12:00:00.000Z',
    usuario,
    aplicacao: null,
    versaoDaAplicacao: null,
    operacao: 'Agenda',
    hashDaOperacao: null,
    tipo: 'QUERY',
    documentoConfiavel: false,
    status: 200,
    erros: [],
    duracaoMs: 1.5,
    bytes: 10,
    subgrafos: [['clientes', 1, 1.25]],
    campos: people > 0 ? ['Cliente.email'] : [],
    requisicao,
    titulares: Array.from({ length: people }, (_, index) => [String(index + 1), [0]] as const),
  };
}

const eventOf = ({ bytes }: WrittenReport) => JSON.parse(Buffer.from(bytes).toString());

test('what is written is the report of the requests as they came, whatever their names are made of', () => {
  const reports = new PendingReports('roteador-1', MUCH);
  const all = [
    access('um'),
    access('dois', 2, '用户 "ã"\n\u{1F600}'),
    access('três', 0, 'é'.repeat(100_000)),
  ];
  for (const one of all) expect(reports.add(one)).toBe(true);
  expect(reports.size).toBe(3);

  const taken = reports.take();
  expect(taken.map(eventOf)).toEqual([
    {
      id: taken[0]?.id,
      aggregatetype: 'Roteador',
      aggregateid: 'roteador-1',
      type: 'AcessosRelatados',
      payload: { acessos: all },
    },
  ]);
  expect(taken[0]?.accesses).toBe(3);
  // It is one line of a file.
  expect(Buffer.from(taken[0]?.bytes ?? []).includes('\n')).toBe(false);
  expect([reports.size, reports.take()]).toEqual([0, []]);
});

test('a report is about so many requests and people at most, and one request is never divided', () => {
  const reports = new PendingReports('roteador-1', MUCH);
  for (let number = 0; number < 501; number += 1) reports.add(access(`${number}`));
  for (const people of [4_000, 999, 1, 6_000, 1]) reports.add(access('pessoas', people));

  const taken = reports.take();
  const sizes = taken.map((report) =>
    eventOf(report).payload.acessos.map(({ titulares }: Access) => titulares.length),
  );
  expect(sizes).toEqual([new Array(500).fill(0), [0, 4_000], [999, 1], [6_000], [1]]);
  expect(taken.map(({ accesses }) => accesses)).toEqual([500, 2, 2, 1, 1]);
  expect(new Set(taken.map(({ id }) => id)).size).toBe(5);
});

test('beyond its room nothing is taken, until what waits has gone', () => {
  const reports = new PendingReports('roteador-1', 1_000);
  const taken = Array.from({ length: 10 }, (_, number) => reports.add(access(`${number}`)));
  expect(taken.indexOf(false)).toBeGreaterThan(0);
  expect(taken.slice(taken.indexOf(false))).not.toContain(true);
  expect(reports.size).toBe(taken.indexOf(false));

  expect(
    eventOf(reports.take()[0] ?? { id: '', accesses: 0, bytes: Buffer.from('{}') }).payload.acessos,
  ).toHaveLength(taken.indexOf(false));
  expect(reports.add(access('depois'))).toBe(true);
});
