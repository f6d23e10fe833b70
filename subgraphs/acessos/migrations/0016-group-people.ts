import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * An entry of the audit names everybody of whom one request was given the same fields: the first in `titular`, as before, and the
 * others in `outros`, whose lists lead to it by `outro_titular`. See docs/decisions/0087-audit-by-request.md.
 */
export const groupPeople: Migration = {
  async up({ alter }) {
    await alter(`
      ALTER TABLE acesso_a_dados
        ADD COLUMN outros VARCHAR(6500) CHARACTER SET ascii COLLATE ascii_bin NULL`);
    await alter(`
      CREATE TABLE outro_titular (
        prefixo BIGINT UNSIGNED NOT NULL,
        instante DATETIME(3) NOT NULL,
        cadeia BIGINT UNSIGNED NOT NULL,
        posicao BIGINT UNSIGNED NOT NULL,
        PRIMARY KEY (prefixo, instante, cadeia, posicao)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
      PARTITION BY RANGE COLUMNS (instante) (PARTITION futuro VALUES LESS THAN (MAXVALUE))`);
  },
};
