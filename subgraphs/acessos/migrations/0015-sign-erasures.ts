import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * What an erasure signs, so that nobody else takes away what leads to a customer's entries and calls it one: the digest that the customer
 * had, and the tombstone. Nothing in the one table leads to the other: no moment, no order, no id beside a digest.
 */
export const signErasures: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE titular_excluido (
        resumo CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        assinatura CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        PRIMARY KEY (resumo)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await alter(`
      CREATE TABLE cliente_excluido (
        id_cliente BIGINT UNSIGNED NOT NULL,
        assinatura CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        PRIMARY KEY (id_cliente)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
