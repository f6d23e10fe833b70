import { randomUUID } from 'node:crypto';
import { accessReport } from '../../access-format/access-report.ts';
import type { ReportedAccess } from '../../access-format/parse-report.ts';
import type { Database } from '../../platform/database/database.ts';
import type { DomainEvent } from '../../platform/events/event/event.ts';
import { acessoStore } from './acesso-store.ts';

/** A request to report; what is left out is filled in. */
export type AcessoFixture = Partial<ReportedAccess>;

/** The report of a router on some requests, as it is sent. */
export function reportOf(
  acessos: readonly AcessoFixture[],
  { id = randomUUID(), escritor = 'roteador-1' }: { id?: string; escritor?: string } = {},
): DomainEvent {
  return accessReport(id, escritor, JSON.parse(JSON.stringify(acessos.map(acessoOf))));
}

/** The same as the bytes that are sent. */
export function writtenReportOf(...given: Parameters<typeof reportOf>): Uint8Array {
  return bytesOf(reportOf(...given));
}

/** A report as the bytes that are sent. */
export function bytesOf(report: DomainEvent): Uint8Array {
  return Buffer.from(JSON.stringify(report));
}

/** A request with all that is left out of it. */
export function acessoOf(fixture: AcessoFixture): ReportedAccess {
  return {
    instante: new Date(),
    usuario: 'atendente',
    aplicacao: 'app-vendas',
    versaoDaAplicacao: '4.2.0',
    operacao: 'Agenda',
    hashDaOperacao: 'a'.repeat(64),
    tipo: 'QUERY',
    documentoConfiavel: false,
    status: 200,
    erros: [],
    duracaoMs: 12.5,
    bytes: 512,
    subgrafos: [['clientes', 1, 8.25]],
    campos: [],
    requisicao: randomUUID(),
    titulares: [],
    ...fixture,
  };
}

/** Inserts requests as one report has brought them, without their entries of the audit. */
export async function insertAcessos(database: Database, acessos: readonly AcessoFixture[]): Promise<void> {
  const store = acessoStore(database);
  await database.transaction((transaction) => store.insert(transaction, acessos.map(acessoOf)));
}
