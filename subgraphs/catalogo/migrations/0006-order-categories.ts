import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** The products of a category by age, as they are by name and by price already. */
export const orderCategories: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE catalogo ADD INDEX catalogo_categoria_recentes (categoria, criado_em, id)');
  },
};
