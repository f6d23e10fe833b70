import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** For each customer of the audit the key of the digest that stands there. When the customer is erased, the row goes. */
export const createTitular: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE titular (
        id_cliente BIGINT UNSIGNED NOT NULL,
        chave CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        resumo CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        PRIMARY KEY (id_cliente),
        UNIQUE KEY titular_por_resumo (resumo)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
