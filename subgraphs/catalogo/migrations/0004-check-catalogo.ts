import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** An absent description is NULL and never blank, as in produto-input.ts. */
export const checkCatalogo: Migration = {
  async up({ alter }) {
    await alter(
      'ALTER TABLE catalogo ADD CONSTRAINT catalogo_descricao_valida CHECK (CHAR_LENGTH(TRIM(descricao)) >= 1)',
    );
  },
};
