import { ACCESS_REPORT } from '../../access-format/access-report.ts';
import { parseReport, type ReportedAccess } from '../../access-format/parse-report.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import { type EventHandlers, UnusableReport } from '../../platform/events/event/event.ts';
import type { AcessoStore, NovoAcesso } from './acesso-store.ts';
import { type AuditEntry, linkEntries } from './audit/audit-chain.ts';
import type { AuditStore } from './audit/audit-store.ts';
import type { RememberedResumos } from './audit/remembered-resumos.ts';
import type { Days } from './days.ts';

export interface AcessoWriteParts {
  acessos: AcessoStore;
  audit: AuditStore;
  resumos: RememberedResumos;
  days: Days;
  /** Told what of a report is about to be committed: whoever sums requests may see them before this process hears of its commit. */
  onStoring(lote: string, acessos: readonly NovoAcesso[]): void;
  /** Told when there are requests to sum. */
  onStored(): void;
}

/** So many digests, with commas between them, are well within `outros`, and a row within a page of the server. */
const PEOPLE_OF_A_ROW = 100;

/** What this domain does with the reports of routers: each is written once, with its entries of the audit. */
export function routerReports({
  acessos,
  audit,
  resumos,
  days,
  onStoring,
  onStored,
}: AcessoWriteParts): EventHandlers {
  return {
    async [ACCESS_REPORT](transaction, { aggregateid: escritor, payload }) {
      const report = parseReport(payload);
      if (!report) throw new UnusableReport();
      // What waited for so long that its day is gone would be kept for longer than said.
      const kept = report.filter(
        ({ instante, continuacao }) => !continuacao && days.isKept('acesso', instante),
      );
      if (kept.length > 0) {
        const lote = await acessos.insert(transaction, kept);
        onStoring(lote, kept);
        transaction.afterCommit(() => {
          days.prepare(kept.map(({ instante }) => instante));
          onStored();
        });
      }
      await addToAudit(
        transaction,
        report.filter(({ instante }) => days.isKept('acesso_a_dados', instante)),
        escritor,
      );
    },
  };

  async function addToAudit(
    transaction: Transaction,
    report: readonly ReportedAccess[],
    escritor: string,
  ): Promise<void> {
    const clienteIds = new Set<string>();
    for (const { titulares: people } of report) for (const [clienteId] of people) clienteIds.add(clienteId);
    if (clienteIds.size === 0) return;
    const recalled = await resumos.recall(transaction);
    const resumoOf = await recalled.resumosFor([...clienteIds]);
    const byDay = new Map<string, AuditEntry[]>();
    for (const acesso of report) {
      if (acesso.titulares.length === 0) continue;
      const dia = acesso.instante.toISOString().slice(0, 10);
      const entries = byDay.get(dia) ?? [];
      byDay.set(dia, entries);
      for (const [campos, titulares] of byFields(acesso, resumoOf)) {
        for (let at = 0; at < titulares.length; at += PEOPLE_OF_A_ROW) {
          const [titular = '', ...outros] = titulares.slice(at, at + PEOPLE_OF_A_ROW);
          entries.push({
            instante: acesso.instante,
            titular,
            outros: outros.length === 0 ? null : outros.join(),
            campos,
            usuario: acesso.usuario,
            aplicacao: acesso.aplicacao,
            operacao: acesso.operacao,
            hashDaOperacao: acesso.hashDaOperacao,
            requisicao: acesso.requisicao,
          });
        }
      }
    }
    // Days in one order, so that two reports do not wait for each other.
    for (const dia of [...byDay.keys()].sort()) {
      const before = await audit.lockCadeia(transaction, dia, escritor);
      const { rows, cadeia } = linkEntries(before, byDay.get(dia) ?? []);
      await audit.append(transaction, rows, cadeia);
    }
    await recalled.keep();
  }
}

/** Those of whom the same fields were given out, with the names of the fields: for most requests everybody. */
function byFields(
  { campos, titulares }: ReportedAccess,
  resumos: ReadonlyMap<string, string>,
): [campos: string, titulares: string[]][] {
  const groups = new Map<string, PeopleOfPlaces>();
  let same: PeopleOfPlaces | undefined;
  for (const [clienteId, places] of titulares) {
    // Most often those of the one before.
    if (same === undefined || !isSameList(places, same.places)) {
      const key = places.join();
      same = groups.get(key) ?? { places, people: new Set() };
      groups.set(key, same);
    }
    same.people.add(resumos.get(clienteId) ?? '');
  }
  return Array.from(groups.values(), ({ places, people }) => [namesOf(places, campos), [...people]]);
}

/** People of whom the same fields were given out, by the places of those among the fields of their request. */
interface PeopleOfPlaces {
  readonly places: readonly number[];
  readonly people: Set<string>;
}

function namesOf(places: readonly number[], campos: readonly string[]): string {
  const names: string[] = [];
  for (const place of places) {
    const name = campos[place];
    if (name !== undefined) names.push(name);
  }
  return names.join();
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((place, index) => place === b[index]);
}
