import type { Migrations } from '../../../platform/database/migrations/migrations.ts';
import { createAcesso } from './0001-create-acesso.ts';
import { createAuditoria } from './0002-create-auditoria.ts';
import { createTitular } from './0003-create-titular.ts';
import { createResumo } from './0004-create-resumo.ts';
import { createSaude } from './0011-create-saude.ts';
import { orderLists } from './0014-order-lists.ts';
import { signErasures } from './0015-sign-erasures.ts';
import { groupPeople } from './0016-group-people.ts';

/** The migrations of this domain's own tables, in the order in which they run. */
export const migrations: Migrations = {
  '0001-create-acesso': createAcesso,
  '0002-create-auditoria': createAuditoria,
  '0003-create-titular': createTitular,
  '0004-create-resumo': createResumo,
  '0011-create-saude': createSaude,
  '0014-order-lists': orderLists,
  '0015-sign-erasures': signErasures,
  '0016-group-people': groupPeople,
};
