import type { ConflictDescription } from '../../platform/writes/outcomes.ts';

/** How many addresses a customer may have. */
export const MAX_ENDERECOS = 50;

export const LIMITE_DE_ENDERECOS: ConflictDescription = {
  codigo: 'LIMITE_DE_ENDERECOS',
  mensagem: `O cliente já tem ${MAX_ENDERECOS} endereços.`,
};
