import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * The audit: whose personal data was given out, to whom. Its rows are links of chains (`cadeia`), one for each day and router,
 * whose ends are signed; how many chains there are is signed too (`ancora`). See audit-chain.ts.
 */
export const createAuditoria: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE acesso_a_dados (
        instante DATETIME(3) NOT NULL,
        cadeia BIGINT UNSIGNED NOT NULL,
        posicao BIGINT UNSIGNED NOT NULL,
        titular CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        campos VARCHAR(8000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        usuario VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        aplicacao VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
        operacao VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
        hash_da_operacao CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        requisicao VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        elo CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        PRIMARY KEY (instante, cadeia, posicao),
        KEY acesso_a_dados_da_cadeia (cadeia, posicao),
        KEY acesso_a_dados_do_titular (titular, instante),
        KEY acesso_a_dados_do_usuario (usuario, instante)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
      PARTITION BY RANGE COLUMNS (instante) (PARTITION futuro VALUES LESS THAN (MAXVALUE))`);
    await alter(`
      CREATE TABLE cadeia (
        numero BIGINT UNSIGNED NOT NULL,
        dia DATE NOT NULL,
        escritor VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        linhas BIGINT UNSIGNED NOT NULL,
        elo CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        expirada BOOLEAN NOT NULL DEFAULT FALSE,
        assinatura CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        PRIMARY KEY (numero),
        UNIQUE KEY cadeia_do_dia (dia, escritor)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await alter(`
      CREATE TABLE ancora (
        id TINYINT UNSIGNED NOT NULL,
        cadeias BIGINT UNSIGNED NOT NULL,
        assinatura CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        PRIMARY KEY (id)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
