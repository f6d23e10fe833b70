import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** The addresses of a state by city, and those of one city, are read in the order of this index. */
export const listCities: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE endereco ADD INDEX endereco_por_cidade (uf, cidade, id)');
  },
};
