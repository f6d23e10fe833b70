import type { Lote, NovoAcesso } from '../acesso-store.ts';
import type { SummedAcesso } from './groups.ts';

/** Some seconds of a busy graph. */
const MAX_ACESSOS = 5_000;

/**
 * Requests of reports that this process has just stored, or stores now, as far as there is room, so that they need not be read again to be summed. Who
 * sums them may be another process: what is here is the same that stands in the table, and no sign that it has not been summed.
 */
export class JustStored {
  /** By report, the oldest first. */
  readonly #lotes = new Map<string, readonly SummedAcesso[]>();
  #count = 0;

  /** Keeps the requests of a report that is committed, or about to be: nobody asks for one that was not. */
  add(lote: string, acessos: readonly NovoAcesso[]): void {
    this.forget(lote);
    if (acessos.length > MAX_ACESSOS) return;
    this.#lotes.set(lote, acessos.map(summedOf));
    this.#count += acessos.length;
    for (const [oldest] of this.#lotes) {
      if (this.#count <= MAX_ACESSOS) return;
      this.forget(oldest);
    }
  }

  /** The requests of a report; null where they have to be read. */
  find({ id, primeiro, ultimo }: Lote): readonly SummedAcesso[] | null {
    const known = this.#lotes.get(id);
    if (!known) return null;
    const instants = known.map(({ instante }) => instante.getTime());
    // After a restore a number may name another report.
    const isSame = Math.min(...instants) === primeiro.getTime() && Math.max(...instants) === ultimo.getTime();
    return isSame ? known : null;
  }

  forget(lote: string): void {
    this.#count -= this.#lotes.get(lote)?.length ?? 0;
    this.#lotes.delete(lote);
  }
}

/** Without whose data it was: that may be long. */
function summedOf(acesso: NovoAcesso): SummedAcesso {
  return {
    instante: acesso.instante,
    usuario: acesso.usuario,
    aplicacao: acesso.aplicacao,
    versaoDaAplicacao: acesso.versaoDaAplicacao,
    operacao: acesso.operacao,
    hashDaOperacao: acesso.hashDaOperacao,
    status: acesso.status,
    erros: acesso.erros,
    duracaoMs: acesso.duracaoMs,
    bytes: acesso.bytes,
    subgrafos: acesso.subgrafos,
    campos: acesso.campos,
  };
}
