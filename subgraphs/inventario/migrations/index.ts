import { createTransacao } from '../../../platform/database/migrations/commit-marker-table.ts';
import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createInbox, indexReceived, keepReceived } from '../../../platform/events/inbox.ts';
import { createIdempotencia, nameSubjects } from '../../../platform/writes/idempotency.ts';
import { countUses, createReferencia, indexGone } from '../../../platform/writes/reference-guard.ts';
import { createInventario } from './0001-create-inventario.ts';
import { checkInventario } from './0007-check-inventario.ts';
import { countPurchases } from './0008-count-purchases.ts';
import { coverLists } from './0009-cover-lists.ts';
import { sumPurchases } from './0014-sum-purchases.ts';
import { listAquisicoes } from './0015-list-aquisicoes.ts';

/** The migrations of this schema, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-inventario': createInventario,
  '0002-create-idempotencia': createIdempotencia,
  '0003-create-inbox': createInbox,
  '0004-create-referencia': createReferencia,
  '0005-name-subjects': nameSubjects,
  '0006-keep-received': keepReceived,
  '0007-check-inventario': checkInventario,
  '0008-count-purchases': countPurchases,
  '0009-cover-lists': coverLists,
  '0010-count-uses': countUses,
  '0011-create-transacao': createTransacao,
  '0012-index-received': indexReceived,
  '0013-index-gone': indexGone,
  '0014-sum-purchases': sumPurchases,
  '0015-list-aquisicoes': listAquisicoes,
};
