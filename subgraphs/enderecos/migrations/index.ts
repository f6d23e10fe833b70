import { createTransacao } from '../../../platform/database/migrations/commit-marker-table.ts';
import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createInbox, indexReceived, keepReceived } from '../../../platform/events/inbox.ts';
import { createIdempotencia, nameSubjects } from '../../../platform/writes/idempotency.ts';
import { countUses, createReferencia, indexGone } from '../../../platform/writes/reference-guard.ts';
import { createEndereco } from './0001-create-endereco.ts';
import { checkEndereco } from './0007-check-endereco.ts';
import { listCities } from './0012-list-cities.ts';

/** The migrations of this schema, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-endereco': createEndereco,
  '0002-create-idempotencia': createIdempotencia,
  '0003-create-inbox': createInbox,
  '0004-create-referencia': createReferencia,
  '0005-name-subjects': nameSubjects,
  '0006-keep-received': keepReceived,
  '0007-check-endereco': checkEndereco,
  '0008-count-uses': countUses,
  '0009-create-transacao': createTransacao,
  '0010-index-received': indexReceived,
  '0011-index-gone': indexGone,
  '0012-list-cities': listCities,
};
