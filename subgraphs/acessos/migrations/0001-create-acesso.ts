import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * Requests as routers report them. Their days are partitions, which expire as a whole, so that the moment is part of every
 * unique key. `lote` is the report that brought a request, and `resumido` whether its requests are in the figures.
 */
export const createAcesso: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE lote (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        recebido_em DATETIME(3) NOT NULL,
        acessos INT UNSIGNED NOT NULL,
        primeiro DATETIME(3) NOT NULL,
        ultimo DATETIME(3) NOT NULL,
        resumido BOOLEAN NOT NULL DEFAULT FALSE,
        PRIMARY KEY (id),
        KEY lote_a_resumir (resumido, id)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await alter(`
      CREATE TABLE acesso (
        instante DATETIME(3) NOT NULL,
        lote BIGINT UNSIGNED NOT NULL,
        posicao INT UNSIGNED NOT NULL,
        usuario VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        aplicacao VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
        versao_da_aplicacao VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NULL,
        operacao VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
        hash_da_operacao CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        tipo VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
        documento_confiavel BOOLEAN NOT NULL,
        status SMALLINT UNSIGNED NOT NULL,
        com_erro BOOLEAN NOT NULL,
        erros VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        duracao_ms DOUBLE NOT NULL,
        bytes BIGINT UNSIGNED NOT NULL,
        subgrafos VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        campos VARCHAR(8000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        requisicao VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        PRIMARY KEY (instante, lote, posicao),
        KEY acesso_do_lote (lote, posicao),
        KEY acesso_do_usuario (usuario, instante)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
      PARTITION BY RANGE COLUMNS (instante) (PARTITION futuro VALUES LESS THAN (MAXVALUE))`);
  },
};
