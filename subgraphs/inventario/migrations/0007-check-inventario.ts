import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** The rule on instants of inventario-input.ts; a day is for clocks that differ, because CHECK knows no now. */
export const checkInventario: Migration = {
  async up({ alter }) {
    await alter(`
      ALTER TABLE inventario ADD CONSTRAINT inventario_adquirido_valido CHECK (
        adquirido_em >= '1990-01-01' AND adquirido_em <= atualizado_em + INTERVAL 1 DAY)`);
  },
};
