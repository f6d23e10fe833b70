import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** An absent complement is NULL and never blank, as in endereco-input.ts. */
export const checkEndereco: Migration = {
  async up({ alter }) {
    await alter(
      'ALTER TABLE endereco ADD CONSTRAINT endereco_complemento_valido CHECK (CHAR_LENGTH(TRIM(complemento)) >= 1)',
    );
  },
};
