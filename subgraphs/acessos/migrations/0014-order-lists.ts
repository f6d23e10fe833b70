import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * Lists by user and by customer are read from an index in their order. A server has the columns of the primary key at the end of
 * every index; in a table with partitions it orders by them only where they are named.
 */
export const orderLists: Migration = {
  async up({ alter }) {
    await alter(`
      ALTER TABLE acesso
        DROP INDEX acesso_do_usuario,
        ADD INDEX acesso_do_usuario (usuario, instante, lote, posicao)`);
    await alter(`
      ALTER TABLE acesso_a_dados
        DROP INDEX acesso_a_dados_do_titular,
        ADD INDEX acesso_a_dados_do_titular (titular, instante, cadeia, posicao),
        DROP INDEX acesso_a_dados_do_usuario,
        ADD INDEX acesso_a_dados_do_usuario (usuario, instante, cadeia, posicao)`);
  },
};
