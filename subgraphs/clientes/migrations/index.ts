import type { Migrations } from '../../../platform/database/migrations.ts';
import { createTransacao } from '../../../platform/database/traces.ts';
import {
  createOutbox,
  distrustBefore,
  keepDiscarded,
  nameRequests,
  publishToBroker,
  takeByTurns,
  traceEvents,
} from '../../../platform/events/outbox-tables.ts';
import { createIdempotencia, nameSubjects } from '../../../platform/writes/idempotency.ts';
import { createCadastro } from './0001-create-cadastro.ts';
import { createExclusao } from './0004-create-exclusao.ts';
import { checkCadastro } from './0007-check-cadastro.ts';
import { searchNamesOnly } from './0008-search-names-only.ts';
import { indexExclusao } from './0011-index-exclusao.ts';

/** The migrations of this schema, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-cadastro': createCadastro,
  '0002-create-idempotencia': createIdempotencia,
  '0003-create-outbox': createOutbox,
  '0004-create-exclusao': createExclusao,
  '0005-keep-discarded': keepDiscarded,
  '0006-name-subjects': nameSubjects,
  '0007-check-cadastro': checkCadastro,
  '0008-search-names-only': searchNamesOnly,
  '0009-take-by-turns': takeByTurns,
  '0010-create-transacao': createTransacao,
  '0011-index-exclusao': indexExclusao,
  '0012-publish-to-broker': publishToBroker,
  '0013-distrust-before': distrustBefore,
  '0014-trace-events': traceEvents,
  '0015-name-requests': nameRequests,
};
