import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** The purchases of everybody by when they were made; those of one customer or product have an index each. */
export const listAquisicoes: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE inventario ADD INDEX inventario_recente (adquirido_em DESC, id DESC)');
  },
};
