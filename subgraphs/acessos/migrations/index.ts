import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createInbox, indexReceived, keepReceived } from '../../../platform/events/inbox.ts';
import { createIdempotencia, nameSubjects } from '../../../platform/writes/idempotency.ts';
import { countUses, createReferencia, indexGone } from '../../../platform/writes/reference-guard.ts';
import { createAcesso } from './0001-create-acesso.ts';
import { createAuditoria } from './0002-create-auditoria.ts';
import { createTitular } from './0003-create-titular.ts';
import { createResumo } from './0004-create-resumo.ts';
import { createSaude } from './0011-create-saude.ts';
import { orderLists } from './0014-order-lists.ts';

/** The migrations of this schema, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-acesso': createAcesso,
  '0002-create-auditoria': createAuditoria,
  '0003-create-titular': createTitular,
  '0004-create-resumo': createResumo,
  '0005-create-inbox': createInbox,
  '0006-keep-received': keepReceived,
  '0007-index-received': indexReceived,
  '0008-create-referencia': createReferencia,
  '0009-count-uses': countUses,
  '0010-index-gone': indexGone,
  '0011-create-saude': createSaude,
  '0012-create-idempotencia': createIdempotencia,
  '0013-name-subjects': nameSubjects,
  '0014-order-lists': orderLists,
};
