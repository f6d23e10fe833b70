import type { ConflictDescription } from '../../platform/writes/outcomes.ts';

/** How many addresses a customer may have. */
export const MAX_ENDERECOS = 50;

/** The conflict of a customer who has as many addresses as one may have. */
export const LIMITE_DE_ENDERECOS: ConflictDescription = {
  codigo: 'LIMITE_DE_ENDERECOS',
  mensagem: `O cliente já tem ${MAX_ENDERECOS} endereços.`,
};
