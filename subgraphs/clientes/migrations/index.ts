import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createCadastro } from './0001-create-cadastro.ts';
import { createExclusao } from './0004-create-exclusao.ts';
import { checkCadastro } from './0007-check-cadastro.ts';
import { searchNamesOnly } from './0008-search-names-only.ts';
import { indexExclusao } from './0011-index-exclusao.ts';

/** The migrations of this domain's own tables, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-cadastro': createCadastro,
  '0004-create-exclusao': createExclusao,
  '0007-check-cadastro': checkCadastro,
  '0008-search-names-only': searchNamesOnly,
  '0011-index-exclusao': indexExclusao,
};
