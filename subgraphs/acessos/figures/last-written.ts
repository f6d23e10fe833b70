import { LRUCache } from 'lru-cache';
import type { Figures, StoredFigures } from './figures.ts';
import type { SummaryRow } from './groups.ts';

/** Those of the current minute, hour and day of a usual graph; some 3 MB. */
const MAX_ROWS = 1_000;

/** Which row of `resumo`. */
export type RowKey = Pick<SummaryRow, 'granularity' | 'dimension' | 'inicio' | 'chave'>;

/**
 * Figures as this process has written them last: to take a sketch apart that one has just put together takes as long as all the rest.
 * They count as long as the sums in the table are the same; where another process has added to them since, they are not.
 */
export class LastWritten {
  readonly #rows = new LRUCache<string, Figures>({ max: MAX_ROWS });

  /** Keeps figures that were committed. */
  put(row: RowKey, figures: Figures): void {
    this.#rows.set(keyOf(row), figures);
  }

  /** Takes away what was written last; null where that is not what is stored. */
  take(row: RowKey, stored: Omit<StoredFigures, 'esboco'>): Figures | null {
    const key = keyOf(row);
    const figures = this.#rows.get(key);
    if (!figures) return null;
    this.#rows.delete(key);
    const isSame =
      Number(stored.requisicoes) === figures.requisicoes &&
      Number(stored.erros) === figures.erros &&
      Number(stored.bytes) === figures.bytes &&
      stored.duracaoMs === figures.duracaoTotalMs;
    return isSame ? figures : null;
  }
}

function keyOf({ granularity, dimension, inicio, chave }: RowKey): string {
  return `${granularity} ${dimension} ${inicio.getTime()} ${chave}`;
}
