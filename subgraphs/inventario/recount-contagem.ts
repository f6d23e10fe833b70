import type { Log } from '../../platform/process/logging.ts';
import type { ContagemStore } from './contagem-store.ts';

/** Keeps the numbers of purchases right, some products at a time, and says when one was wrong. */
export async function recountContagem(contagem: ContagemStore, log: Log): Promise<void> {
  const corrected = await contagem.recount();
  if (corrected > 0) log.warn({ produtos: corrected }, 'numbers of purchases corrected');
}
