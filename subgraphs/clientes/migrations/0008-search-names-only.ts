import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/**
 * Searches by text find names and no e-mail addresses, which whoever may not see them could guess that way. The release
 * before still searches by `cadastro_texto`, which a later one drops.
 */
export const searchNamesOnly: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE cadastro ADD FULLTEXT KEY cadastro_texto_do_nome (nome)');
  },
};
