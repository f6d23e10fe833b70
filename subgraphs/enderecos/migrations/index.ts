import type { Migrations } from '../../../platform/migrations.ts';
import { createEndereco } from './0001-create-endereco.ts';

export const migrations: Migrations = {
  '0001-create-endereco': createEndereco,
};
