import type { Migration } from '../../../platform/database/migrations/migrations.ts';

export const createExclusao: Migration = {
  async up({ alter }) {
    // What remains of an erased customer: that there was one of this id. seq_evento is the event in the outbox.
    await alter(`
      CREATE TABLE exclusao (
        id_cliente BIGINT UNSIGNED NOT NULL,
        seq_evento BIGINT UNSIGNED NOT NULL,
        solicitada_em DATETIME(3) NOT NULL,
        PRIMARY KEY (id_cliente)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
