import type { ConflictDescription } from '../../platform/writes/outcomes.ts';
import { CPF_KEY, EMAIL_KEY } from './cliente-store.ts';

/** What a customer's unique values conflict with, by the key that has them. */
export const UNIQUE_CONFLICTS: Readonly<Record<string, ConflictDescription>> = {
  [CPF_KEY]: { codigo: 'CPF_EM_USO', mensagem: 'Já existe um cliente com este CPF.' },
  [EMAIL_KEY]: { codigo: 'EMAIL_EM_USO', mensagem: 'Já existe um cliente com este e-mail.' },
};
