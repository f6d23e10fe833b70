import type { Lote, NovoAcesso } from '../acesso-store.ts';
import { type GroupSet, groupByMinute } from './groups.ts';

/** Groups that are kept together: of a usual graph a report has some dozens, a kilobyte each. */
const MAX_GROUPS = 10_000;

/** The requests of a report, in groups of minutes. */
export interface GroupedLote {
  readonly minutes: readonly GroupSet[];
  /** How many groups they are. */
  readonly size: number;
}

interface KeptLote extends GroupedLote {
  readonly primeiro: number;
  readonly ultimo: number;
}

/**
 * The groups of reports that this process has just stored, or stores now, as far as there is room, so that their requests need not be
 * read again to be summed. Who sums them may be another process: what is here is the same that stands in the table, and no sign that it
 * has not been summed.
 */
export class JustStored {
  /** By report, the oldest first. */
  readonly #lotes = new Map<string, KeptLote>();
  #size = 0;

  /** Keeps the requests of a report that is committed, or about to be: nobody asks for one that was not. */
  add(lote: string, acessos: readonly NovoAcesso[]): void {
    this.forget(lote);
    const grouped = groupedLote(acessos);
    if (grouped.size > MAX_GROUPS) return;
    const instants = acessos.map(({ instante }) => instante.getTime());
    this.#lotes.set(lote, {
      ...grouped,
      primeiro: Math.min(...instants),
      ultimo: Math.max(...instants),
    });
    this.#size += grouped.size;
    for (const [oldest] of this.#lotes) {
      if (this.#size <= MAX_GROUPS) return;
      this.forget(oldest);
    }
  }

  /** The requests of a report; null where they have to be read. */
  find({ id, primeiro, ultimo }: Lote): GroupedLote | null {
    const known = this.#lotes.get(id);
    // After a restore a number may name another report.
    const isSame = known?.primeiro === primeiro.getTime() && known.ultimo === ultimo.getTime();
    return isSame ? known : null;
  }

  forget(lote: string): void {
    this.#size -= this.#lotes.get(lote)?.size ?? 0;
    this.#lotes.delete(lote);
  }
}

/** The requests of a report in groups of minutes. */
export function groupedLote(acessos: Parameters<typeof groupByMinute>[0]): GroupedLote {
  const minutes = groupByMinute(acessos);
  return { minutes, size: minutes.reduce((sum, { groups }) => sum + groups.size, 0) };
}
