import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createCatalogo } from './0001-create-catalogo.ts';
import { checkCatalogo } from './0004-check-catalogo.ts';
import { orderCategories } from './0006-order-categories.ts';

/** The migrations of this domain's own tables, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-catalogo': createCatalogo,
  '0004-check-catalogo': checkCatalogo,
  '0006-order-categories': orderCategories,
};
