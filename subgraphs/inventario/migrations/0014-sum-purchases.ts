import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * What purchases come to by day and by product; see soma-store.ts. Purchases that are there already are summed up
 * afterwards, in steps, while this release and the one before work (soma-recount.ts).
 */
export const sumPurchases: Migration = {
  async up({ alter, write }) {
    // The product's category when it was acquired; empty while nobody has told, as for what the release before records.
    await alter(`
      ALTER TABLE inventario
        ADD COLUMN categoria VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT ''`);
    // nivel: 1 a day of all products (id_produto 0), 2 a month of a product, 3 a day of a product. A sum is that of
    // its slices, each of which may be negative.
    await alter(`
      CREATE TABLE aquisicao_soma (
        nivel TINYINT UNSIGNED NOT NULL,
        inicio DATE NOT NULL,
        categoria VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        id_produto BIGINT UNSIGNED NOT NULL,
        fatia TINYINT UNSIGNED NOT NULL,
        aquisicoes BIGINT NOT NULL,
        unidades BIGINT NOT NULL,
        total DECIMAL(38, 2) NOT NULL,
        PRIMARY KEY (nivel, inicio, categoria, id_produto, fatia),
        KEY soma_do_produto (id_produto, nivel),
        KEY soma_da_categoria (categoria, nivel)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    // One row: how far sums have been compared with purchases, how many were wrong so far, and whether all purchases
    // from before this table have been summed up.
    await alter(`
      CREATE TABLE recontagem_de_soma (
        id TINYINT UNSIGNED NOT NULL,
        ate_produto BIGINT UNSIGNED NOT NULL,
        ate_dia DATE NOT NULL,
        corrigidas BIGINT UNSIGNED NOT NULL,
        completa BOOLEAN NOT NULL,
        PRIMARY KEY (id)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await write(`
      INSERT IGNORE INTO recontagem_de_soma (id, ate_produto, ate_dia, corrigidas, completa)
        SELECT 1, 0, '1000-01-01', 0, NOT EXISTS (SELECT 1 FROM inventario)`);
  },
};
