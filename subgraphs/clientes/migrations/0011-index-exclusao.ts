import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** By age: what is old enough to be forgotten is found by it. */
export const indexExclusao: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE exclusao ADD KEY exclusao_por_idade (solicitada_em)');
  },
};
