import { expect, vi } from 'vitest';
import type { Database } from '../../../platform/database/database.ts';

/** Longer than a busy machine takes; what is waited for is mostly there at once. */
const SOON = { timeout: 15_000 };

/**
 * Waits until `inventario` has recounted what was there when it started: what that sends would be recorded with the
 * statements of a test. `inventario` is the database of that domain.
 */
export async function firstRecount(inventario: Database): Promise<void> {
  await vi.waitFor(async () => {
    const over = await inventario.read(
      "SELECT vez FROM concessao WHERE nome = 'recontagem' AND ate <= NOW(3)",
      [],
    );
    expect(over).toHaveLength(1);
  }, SOON);
}
