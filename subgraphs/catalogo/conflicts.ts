import type { ConflictDescription } from '../../platform/writes/outcomes.ts';
import { SKU_KEY } from './produto-store.ts';

/** What a product's unique values conflict with, by the key that has them. */
export const UNIQUE_CONFLICTS: Readonly<Record<string, ConflictDescription>> = {
  [SKU_KEY]: { codigo: 'SKU_EM_USO', mensagem: 'Já existe um produto com este SKU.' },
};
