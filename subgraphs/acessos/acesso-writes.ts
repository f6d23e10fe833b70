import { ACCESS_REPORT } from '../../access-format/access-report.ts';
import { parseReport, type ReportedAccess } from '../../access-format/parse-report.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import { type EventHandlers, UnusableReport } from '../../platform/events/event/event.ts';
import type { AcessoStore } from './acesso-store.ts';
import { type AuditEntry, linkEntries } from './audit/audit-chain.ts';
import type { AuditStore } from './audit/audit-store.ts';
import type { TitularStore } from './audit/titular-store.ts';
import type { Days } from './days.ts';

export interface AcessoWriteParts {
  acessos: AcessoStore;
  audit: AuditStore;
  titulares: TitularStore;
  days: Days;
  /** Told when requests have been committed that are to be summed. */
  onStored(): void;
}

/** What this domain does with the reports of routers: each is written once, with its entries of the audit. */
export function routerReports({
  acessos,
  audit,
  titulares,
  days,
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
        await acessos.insert(transaction, kept);
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
    const resumos = await titulares.resumosFor(transaction, [...clienteIds]);
    const byDay = new Map<string, AuditEntry[]>();
    for (const acesso of report) {
      if (acesso.titulares.length === 0) continue;
      const dia = acesso.instante.toISOString().slice(0, 10);
      const entries = byDay.get(dia) ?? [];
      byDay.set(dia, entries);
      const namesOf = fieldNames(acesso.campos);
      for (const [clienteId, campos] of acesso.titulares) {
        entries.push({
          instante: acesso.instante,
          titular: resumos.get(clienteId) ?? '',
          campos: namesOf(campos),
          usuario: acesso.usuario,
          aplicacao: acesso.aplicacao,
          operacao: acesso.operacao,
          hashDaOperacao: acesso.hashDaOperacao,
          requisicao: acesso.requisicao,
        });
      }
    }
    // Days in one order, so that two reports do not wait for each other.
    for (const dia of [...byDay.keys()].sort()) {
      const before = await audit.lockCadeia(transaction, dia, escritor);
      const { rows, cadeia } = linkEntries(before, byDay.get(dia) ?? []);
      await audit.append(transaction, rows, cadeia);
    }
  }
}

/** Names the fields at some places; most people of a request have been given out the same. */
function fieldNames(fields: readonly string[]): (places: readonly number[]) => string {
  const known = new Map<string, string>();
  return (places) => {
    const key = places.join();
    let names = known.get(key);
    if (names === undefined) {
      names = places.flatMap((place) => fields[place] ?? []).join();
      known.set(key, names);
    }
    return names;
  };
}
