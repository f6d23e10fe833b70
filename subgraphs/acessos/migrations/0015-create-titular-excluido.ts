import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * The digests of erased customers, each signed, so that nobody takes away what leads to a customer's entries and calls it an erasure.
 * Nothing here says when or in which order: beside the moments of tombstones that would say whose they were.
 */
export const createTitularExcluido: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE titular_excluido (
        resumo CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        assinatura CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        PRIMARY KEY (resumo)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
