import { expect, test } from 'vitest';
import type { AddressStatus } from '../../../platform/events/inspection/router-status.ts';
import type { SeenRouter } from './roteador-store.ts';
import { saudeOf } from './saude.ts';

const OUTBOX = {
  queues: [{ destination: 'enderecos', pending: 1, published: 0, dead: 0, lagSeconds: 2 }],
  dead: [],
};

function router(
  id: string,
  states: Record<string, readonly AddressStatus['state'][]>,
  { msAgo = 100, outbox = OUTBOX }: { msAgo?: number; outbox?: typeof OUTBOX | null } = {},
): SeenRouter {
  return {
    seenAt: new Date(0),
    msAgo,
    status: {
      id,
      host: 'a',
      startedAt: '2026-01-01T00:00:00.000Z',
      nextInMs: 1_000,
      accesses: { pending: 0, waitingBytes: 0, dropped: 0 },
      subgraphs: Object.entries(states).map(([name, each]) => ({
        name,
        addresses: each.map((state) => ({
          place: null,
          state,
          circuit: 'closed',
          latencyMs: 1,
          inFlight: 0,
        })),
        outbox,
      })),
      done: [],
    },
  };
}

const estados = (...seen: SeenRouter[]) =>
  Object.fromEntries(saudeOf(seen).dominios.map(({ id, estado }) => [id, estado]));

test('a domain is ready where every router finds every address ready, and unavailable where none finds one', () => {
  expect(
    estados(
      router('1', { b: ['ready'], a: ['ready', 'ready'], c: ['unavailable'], d: ['not ready'] }),
      router('2', { b: ['unavailable'], a: ['ready', 'circuit open'], c: ['refused'] }),
    ),
  ).toEqual({ a: 'PARCIAL', b: 'PARCIAL', c: 'INDISPONIVEL', d: 'INDISPONIVEL' });
  expect(estados(router('1', { a: ['ready'] }), router('2', { a: ['ready'] }))).toEqual({ a: 'PRONTO' });
});

test('what a router has said that is silent now counts no more', () => {
  const silent = router('1', { a: ['unavailable'], b: ['ready'] }, { msAgo: 5_001 });
  const { roteadores, dominios } = saudeOf([router('2', { a: ['ready'] }, { msAgo: 5_000 }), silent]);

  expect(roteadores.map(({ status, emDia }) => [status.id, emDia])).toEqual([
    ['2', true],
    ['1', false],
  ]);
  expect(dominios.map(({ id, estado, enderecos }) => [id, estado, enderecos.length])).toEqual([
    ['a', 'PRONTO', 1],
    ['b', 'DESCONHECIDO', 0],
  ]);
});

test('the outbox is that of the last router that was told what is in it', () => {
  const newer = { ...OUTBOX, queues: [] };
  const seen = [
    router('1', { a: ['unavailable'] }, { outbox: null }),
    router('2', { a: ['ready'] }, { outbox: newer }),
    router('3', { a: ['ready'] }),
  ];
  expect(saudeOf(seen).dominios[0]?.caixaDeSaida).toEqual([]);
  expect(saudeOf(seen.slice(0, 1)).dominios[0]).toMatchObject({ caixaDeSaida: null, eventosMortos: null });
});
