import type { ConflictDescription } from '../../platform/writes/outcomes.ts';

export const PRODUTO_DESCONTINUADO: ConflictDescription = {
  codigo: 'PRODUTO_DESCONTINUADO',
  mensagem: 'O produto não está mais à venda.',
};
