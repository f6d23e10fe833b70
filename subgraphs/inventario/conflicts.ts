import type { ConflictDescription } from '../../platform/writes/outcomes.ts';

/** The conflict of a purchase of a product that is no longer sold. */
export const PRODUTO_DESCONTINUADO: ConflictDescription = {
  codigo: 'PRODUTO_DESCONTINUADO',
  mensagem: 'O produto não está mais à venda.',
};
