import { createTransacao } from '../../../platform/database/migrations/commit-marker-table.ts';
import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createIdempotencia, nameSubjects } from '../../../platform/writes/idempotency.ts';
import { createCatalogo } from './0001-create-catalogo.ts';
import { checkCatalogo } from './0004-check-catalogo.ts';
import { orderCategories } from './0006-order-categories.ts';

/** The migrations of this schema, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-catalogo': createCatalogo,
  '0002-create-idempotencia': createIdempotencia,
  '0003-name-subjects': nameSubjects,
  '0004-check-catalogo': checkCatalogo,
  '0005-create-transacao': createTransacao,
  '0006-order-categories': orderCategories,
};
