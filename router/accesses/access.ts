import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '../../platform/events/event.ts';

/** A request that was answered, in the words of the subgraph that it is reported to. */
export interface Access {
  /** ISO 8601, UTC, with milliseconds. */
  readonly instante: string;
  readonly usuario: string;
  readonly aplicacao: string | null;
  readonly versaoDaAplicacao: string | null;
  readonly operacao: string | null;
  readonly hashDaOperacao: string | null;
  readonly tipo: 'QUERY' | 'MUTATION' | null;
  readonly documentoConfiavel: boolean;
  readonly status: number;
  readonly erros: readonly string[];
  readonly duracaoMs: number;
  /** Of the answer, before it was compressed. */
  readonly bytes: number;
  readonly subgrafos: readonly (readonly [name: string, requests: number, ms: number])[];
  /** Fields of personal data that were given out. */
  readonly campos: readonly string[];
  readonly requisicao: string;
  /** Whose: for each person's id the places of the fields in `campos`. */
  readonly titulares: readonly (readonly [id: string, campos: readonly number[]])[];
}

/** How many requests, and how many people's data, one report is about. */
const MAX_ACCESSES = 500;
const MAX_PEOPLE = 5_000;

/** How much one takes, in lines of what is kept of it. */
export function linesOf({ titulares }: Access): number {
  return 1 + titulares.length;
}

/** Reports on requests, each with an id by which it is taken once. */
export function reportsOn(accesses: readonly Access[], router: string): DomainEvent[] {
  const reports: DomainEvent[] = [];
  let some: Access[] = [];
  let lines = 0;
  for (const access of accesses) {
    if (some.length > 0 && (some.length >= MAX_ACCESSES || lines + linesOf(access) > MAX_PEOPLE)) {
      reports.push(reportOn(some, router));
      some = [];
      lines = 0;
    }
    some.push(access);
    lines += linesOf(access);
  }
  if (some.length > 0) reports.push(reportOn(some, router));
  return reports;
}

function reportOn(acessos: readonly Access[], router: string): DomainEvent {
  return {
    id: randomUUID(),
    aggregatetype: 'Roteador',
    aggregateid: router,
    type: 'AcessosRelatados',
    payload: { acessos },
  };
}
