import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * What each router has last said of the graph (`roteador`), and what routers are asked to have tried again (`reenvio`): one has
 * it until `entregue_ate`, and says then what came of it.
 */
export const createSaude: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE roteador (
        id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        visto_em DATETIME(3) NOT NULL,
        relato MEDIUMTEXT NOT NULL,
        PRIMARY KEY (id),
        KEY roteador_por_idade (visto_em)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await alter(`
      CREATE TABLE reenvio (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        dominio VARCHAR(60) NOT NULL,
        evento BIGINT UNSIGNED NULL,
        usuario VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        pedido_em DATETIME(3) NOT NULL,
        estado VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PEDIDO',
        entregue_ate DATETIME(3) NULL,
        entregas INT UNSIGNED NULL,
        concluido_em DATETIME(3) NULL,
        PRIMARY KEY (id),
        KEY reenvio_a_entregar (estado, pedido_em),
        KEY reenvio_por_idade (pedido_em)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};
