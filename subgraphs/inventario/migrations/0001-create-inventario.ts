import type { Migration } from '../../../platform/database/migrations/migrations.ts';

export const createInventario: Migration = {
  async up({ alter }) {
    // id_cliente is NULL on the purchases of an erased customer, which stay for statistics.
    await alter(`
      CREATE TABLE inventario (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        id_cliente BIGINT UNSIGNED NULL,
        id_produto BIGINT UNSIGNED NOT NULL,
        quantidade INT UNSIGNED NOT NULL,
        preco_unitario DECIMAL(12, 2) NOT NULL,
        adquirido_em DATETIME(3) NOT NULL,
        criado_em DATETIME(3) NOT NULL,
        atualizado_em DATETIME(3) NOT NULL,
        versao INT UNSIGNED NOT NULL DEFAULT 1,
        PRIMARY KEY (id),
        KEY inventario_do_cliente (id_cliente, adquirido_em, id),
        KEY inventario_do_produto (id_produto, adquirido_em, id),
        KEY inventario_produtos_do_cliente (id_cliente, id_produto),
        CONSTRAINT inventario_quantidade_valida CHECK (quantidade BETWEEN 1 AND 1000000),
        CONSTRAINT inventario_preco_valido CHECK (preco_unitario >= 0),
        CONSTRAINT inventario_versao_valida CHECK (versao >= 1)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
