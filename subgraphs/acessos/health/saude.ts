import type { DestinationBacklog } from '../../../platform/events/inspection/backlog.ts';
import type { DeadEvent } from '../../../platform/events/inspection/outbox-state.ts';
import type { AddressStatus, SubgraphStatus } from '../../../platform/events/inspection/router-status.ts';
import type { EstadoDeCircuito, EstadoDeDominio, EstadoDeEndereco } from '../schema.types.ts';
import type { SeenRouter } from './roteador-store.ts';

/** A router, and whether what it says still counts. */
export interface Roteador extends SeenRouter {
  emDia: boolean;
}

/** An address of a domain, as one router finds it. */
export interface EnderecoDeDominio {
  roteador: Roteador;
  address: AddressStatus;
}

/** A domain as all routers find it. */
export interface Dominio {
  /** Its name. */
  id: string;
  estado: EstadoDeDominio;
  enderecos: readonly EnderecoDeDominio[];
  caixaDeSaida: readonly DestinationBacklog[] | null;
  eventosMortos: readonly DeadEvent[] | null;
}

/** How the graph is at one moment. */
export interface Saude {
  instante: Date;
  roteadores: readonly Roteador[];
  dominios: readonly Dominio[];
}

/** So many times the time between two of its reports a router may be silent, and so much more. */
const MISSED = 3;
const LATE_MS = 2_000;

/** What the API calls the states of an address. */
export const ESTADO_DE_ENDERECO: Readonly<Record<AddressStatus['state'], EstadoDeEndereco>> = {
  ready: 'PRONTO',
  'not ready': 'NAO_PRONTO',
  'circuit open': 'CIRCUITO_ABERTO',
  refused: 'RECUSADO',
  unavailable: 'INDISPONIVEL',
};
/** What the API calls the states of a circuit breaker. */
export const ESTADO_DE_CIRCUITO: Readonly<Record<AddressStatus['circuit'], EstadoDeCircuito>> = {
  closed: 'FECHADO',
  open: 'ABERTO',
  'half-open': 'MEIO_ABERTO',
};

/**
 * How the graph is, by what routers have said.
 *
 * @param seen the one that has said something last first
 */
export function saudeOf(seen: readonly SeenRouter[], instante = new Date()): Saude {
  const roteadores = seen.map((router) => ({ ...router, emDia: isLately(router) }));
  const names = new Set(seen.flatMap(({ status }) => status.subgraphs.map(({ name }) => name)));
  return {
    instante,
    roteadores,
    dominios: [...names].sort().map((id) => dominioOf(id, roteadores)),
  };
}

function isLately({ status: { nextInMs }, msAgo }: SeenRouter): boolean {
  return nextInMs !== null && msAgo <= nextInMs * MISSED + LATE_MS;
}

function dominioOf(id: string, roteadores: readonly Roteador[]): Dominio {
  const found = roteadores.flatMap((roteador) => {
    const status = roteador.emDia && roteador.status.subgraphs.find(({ name }) => name === id);
    return status ? [{ roteador, status }] : [];
  });
  const outbox = found.find(({ status }) => status.outbox !== null)?.status.outbox ?? null;
  return {
    id,
    estado: estadoOf(found.map(({ status }) => status)),
    enderecos: found.flatMap(({ roteador, status }) =>
      status.addresses.map((address) => ({ roteador, address })),
    ),
    caixaDeSaida: outbox?.queues ?? null,
    eventosMortos: outbox?.dead ?? null,
  };
}

function estadoOf(found: readonly SubgraphStatus[]): EstadoDeDominio {
  if (found.length === 0) return 'DESCONHECIDO';
  const all = found.flatMap(({ addresses }) => addresses.map(({ state }) => state));
  if (all.length > 0 && all.every((state) => state === 'ready')) return 'PRONTO';
  return all.includes('ready') ? 'PARCIAL' : 'INDISPONIVEL';
}
