import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createInventario } from './0001-create-inventario.ts';
import { checkInventario } from './0007-check-inventario.ts';
import { countPurchases } from './0008-count-purchases.ts';
import { coverLists } from './0009-cover-lists.ts';
import { sumPurchases } from './0014-sum-purchases.ts';
import { listAquisicoes } from './0015-list-aquisicoes.ts';

/** The migrations of this domain's own tables, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-inventario': createInventario,
  '0007-check-inventario': checkInventario,
  '0008-count-purchases': countPurchases,
  '0009-cover-lists': coverLists,
  '0014-sum-purchases': sumPurchases,
  '0015-list-aquisicoes': listAquisicoes,
};
