import type { Migrations } from '../../../platform/migrations.ts';
import { createCadastro } from './0001-create-cadastro.ts';

export const migrations: Migrations = {
  '0001-create-cadastro': createCadastro,
};
