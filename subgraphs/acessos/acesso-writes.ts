import type { Transaction } from '../../platform/database/transaction.ts';
import { type EventHandlers, UnusableReport } from '../../platform/events/event.ts';
import { markGone } from '../../platform/writes/reference-guard.ts';
import type { AcessoStore } from './acesso-store.ts';
import { type EntradaDaAuditoria, encadear } from './auditoria.ts';
import type { AuditoriaStore } from './auditoria-store.ts';
import type { Dias } from './dias.ts';
import { type AcessoRelatado, parseRelato } from './relato-input.ts';
import type { TitularStore } from './titular-store.ts';

export interface AcessoWriteParts {
  acessos: AcessoStore;
  auditoria: AuditoriaStore;
  titulares: TitularStore;
  dias: Dias;
  /** Told when requests have been committed that are to be summed. */
  onGravado(): void;
}

/** What this domain does with the reports of routers: each is written once, with its entries of the audit. */
export function relatos({ acessos, auditoria, titulares, dias, onGravado }: AcessoWriteParts): EventHandlers {
  return {
    async AcessosRelatados(transaction, { aggregateid: escritor, payload }) {
      const relato = parseRelato(payload);
      if (!relato) throw new UnusableReport();
      // What waited for so long that its day is gone would be kept for longer than said.
      const kept = relato.filter(({ instante }) => dias.isKept('acesso', instante));
      if (kept.length > 0) {
        await acessos.insert(transaction, kept);
        transaction.afterCommit(() => {
          dias.prepare(kept.map(({ instante }) => instante));
          onGravado();
        });
      }
      await audit(
        transaction,
        relato.filter(({ instante }) => dias.isKept('acesso_a_dados', instante)),
        escritor,
      );
    },
  };

  async function audit(
    transaction: Transaction,
    relato: readonly AcessoRelatado[],
    escritor: string,
  ): Promise<void> {
    const clienteIds = new Set(relato.flatMap((acesso) => acesso.titulares.map(([clienteId]) => clienteId)));
    if (clienteIds.size === 0) return;
    const resumos = await titulares.resumosFor(transaction, [...clienteIds]);
    const byDay = new Map<string, EntradaDaAuditoria[]>();
    for (const acesso of relato) {
      const dia = acesso.instante.toISOString().slice(0, 10);
      for (const [clienteId, campos] of acesso.titulares) {
        const entradas = byDay.get(dia) ?? [];
        byDay.set(dia, entradas);
        entradas.push({
          instante: acesso.instante,
          titular: resumos.get(clienteId) ?? '',
          campos: campos.flatMap((place) => acesso.campos[place] ?? []).join(),
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
      const before = await auditoria.lockCadeia(transaction, dia, escritor);
      const { rows, cadeia } = encadear(before, byDay.get(dia) ?? []);
      await auditoria.append(transaction, rows, cadeia);
    }
  }
}

/**
 * What this domain does on others' events: when a customer is erased, the key goes by which the audit's entries are the customer's.
 * The entries stay, and so do their chains.
 */
export function acessoEvents(titulares: TitularStore): EventHandlers {
  return {
    async ClienteExcluido(transaction, { aggregateid }) {
      await markGone(transaction, 'Cliente', aggregateid);
      await titulares.delete(transaction, aggregateid);
    },
  };
}
