import type { Migration } from '../../../platform/database/migrations/migrations.ts';

export const createCatalogo: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE catalogo (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        sku VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        nome VARCHAR(160) NOT NULL,
        descricao VARCHAR(2000) NULL,
        categoria VARCHAR(60) NOT NULL,
        preco DECIMAL(12, 2) NOT NULL,
        ativo BOOLEAN NOT NULL DEFAULT TRUE,
        criado_em DATETIME(3) NOT NULL,
        atualizado_em DATETIME(3) NOT NULL,
        versao INT UNSIGNED NOT NULL DEFAULT 1,
        PRIMARY KEY (id),
        UNIQUE KEY catalogo_sku (sku),
        KEY catalogo_por_nome (nome, id),
        KEY catalogo_por_preco (preco, id),
        KEY catalogo_recentes (criado_em, id),
        KEY catalogo_categoria_por_nome (categoria, nome, id),
        KEY catalogo_categoria_por_preco (categoria, preco, id),
        FULLTEXT KEY catalogo_texto (nome, descricao),
        CONSTRAINT catalogo_sku_valido CHECK (sku REGEXP '^[A-Z0-9][A-Z0-9._-]{1,39}$'),
        CONSTRAINT catalogo_nome_valido CHECK (CHAR_LENGTH(TRIM(nome)) >= 2),
        CONSTRAINT catalogo_categoria_valida CHECK (CHAR_LENGTH(TRIM(categoria)) >= 1),
        CONSTRAINT catalogo_preco_valido CHECK (preco >= 0),
        CONSTRAINT catalogo_versao_valida CHECK (versao >= 1)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
