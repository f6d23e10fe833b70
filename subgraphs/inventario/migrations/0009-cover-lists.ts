import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * The lists of a customer's and of a product's purchases are read from their index alone, in its order: looking rows up
 * one by one took as long as finding them. Only the two instants that nobody reads are not in them.
 */
export const coverLists: Migration = {
  async up({ alter }) {
    await alter(`
      ALTER TABLE inventario
        DROP INDEX inventario_do_cliente,
        ADD INDEX inventario_do_cliente (
          id_cliente, adquirido_em DESC, id DESC, id_produto, quantidade, preco_unitario, versao),
        DROP INDEX inventario_do_produto,
        ADD INDEX inventario_do_produto (
          id_produto, adquirido_em DESC, id DESC, id_cliente, quantidade, preco_unitario, versao)`);
  },
};
