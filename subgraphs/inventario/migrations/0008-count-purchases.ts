import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * How many purchases each product has; see contagem-store.ts.
 */
export const countPurchases: Migration = {
  async up({ alter, write }) {
    // A product's number is the sum of its slices, each of which may be negative.
    await alter(`
      CREATE TABLE produto_contagem (
        id_produto BIGINT UNSIGNED NOT NULL,
        fatia TINYINT UNSIGNED NOT NULL,
        quantos BIGINT NOT NULL,
        PRIMARY KEY (id_produto, fatia)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    // One row: the last product that has been recounted, and how many products had a wrong number so far.
    await alter(`
      CREATE TABLE recontagem (
        id TINYINT UNSIGNED NOT NULL,
        ate_produto BIGINT UNSIGNED NOT NULL,
        corrigidos BIGINT UNSIGNED NOT NULL,
        PRIMARY KEY (id)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await write('REPLACE INTO recontagem (id, ate_produto, corrigidos) VALUES (1, 0, 0)');
    await write(`
      REPLACE INTO produto_contagem (id_produto, fatia, quantos)
        SELECT id_produto, 0, COUNT(*) FROM inventario GROUP BY id_produto`);
  },
};
