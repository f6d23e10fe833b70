import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createEndereco } from './0001-create-endereco.ts';
import { checkEndereco } from './0007-check-endereco.ts';
import { listCities } from './0012-list-cities.ts';

/** The migrations of this domain's own tables, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-endereco': createEndereco,
  '0007-check-endereco': checkEndereco,
  '0012-list-cities': listCities,
};
