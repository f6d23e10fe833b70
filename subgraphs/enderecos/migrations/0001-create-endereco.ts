import type { Migration } from '../../../platform/database/migrations/migrations.ts';

export const createEndereco: Migration = {
  async up({ alter }) {
    // cliente_principal is the customer's id on the principal address and NULL on the others: its unique key is
    // what lets a customer have at most one principal address, whoever writes at the same moment.
    await alter(`
      CREATE TABLE endereco (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        id_cliente BIGINT UNSIGNED NOT NULL,
        tipo VARCHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        logradouro VARCHAR(160) NOT NULL,
        numero VARCHAR(10) NOT NULL,
        complemento VARCHAR(80) NULL,
        bairro VARCHAR(80) NOT NULL,
        cidade VARCHAR(80) NOT NULL,
        uf CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        cep CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        pais CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'BR',
        principal BOOLEAN NOT NULL DEFAULT FALSE,
        cliente_principal BIGINT UNSIGNED GENERATED ALWAYS AS (CASE WHEN principal THEN id_cliente END) STORED,
        criado_em DATETIME(3) NOT NULL,
        atualizado_em DATETIME(3) NOT NULL,
        versao INT UNSIGNED NOT NULL DEFAULT 1,
        PRIMARY KEY (id),
        UNIQUE KEY endereco_um_principal (cliente_principal),
        KEY endereco_por_cliente (id_cliente, principal, id),
        CONSTRAINT endereco_tipo_valido CHECK (tipo IN ('RESIDENCIAL', 'COMERCIAL', 'ENTREGA', 'OUTRO')),
        CONSTRAINT endereco_textos_validos CHECK (
          CHAR_LENGTH(TRIM(logradouro)) >= 1 AND CHAR_LENGTH(TRIM(numero)) >= 1
          AND CHAR_LENGTH(TRIM(bairro)) >= 1 AND CHAR_LENGTH(TRIM(cidade)) >= 1),
        CONSTRAINT endereco_uf_valida CHECK (uf IN ('AC','AL','AP','AM','BA','CE','DF','ES','GO','MA','MT','MS',
          'MG','PA','PB','PR','PE','PI','RJ','RN','RS','RO','RR','SC','SP','SE','TO')),
        CONSTRAINT endereco_cep_valido CHECK (cep REGEXP '^[0-9]{8}$'),
        CONSTRAINT endereco_pais_valido CHECK (pais REGEXP '^[A-Z]{2}$'),
        CONSTRAINT endereco_versao_valida CHECK (versao >= 1)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
