import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * Figures of requests by minute (M), hour (H) and day in Brasília (D), for each thing that groups them. `esboco` is a DDSketch
 * of their durations in its protobuf form, which can be merged.
 */
export const createResumo: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE resumo (
        granularidade CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        dimensao VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        inicio DATETIME NOT NULL,
        chave VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        rotulo VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        requisicoes BIGINT UNSIGNED NOT NULL,
        erros BIGINT UNSIGNED NOT NULL,
        bytes BIGINT UNSIGNED NOT NULL,
        duracao_ms DOUBLE NOT NULL,
        esboco BLOB NOT NULL,
        PRIMARY KEY (granularidade, dimensao, inicio, chave)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
