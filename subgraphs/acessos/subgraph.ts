import { transacao } from '../../platform/database/migrations/commit-marker-table.ts';
import { recordedAs, withTables } from '../../platform/database/migrations/platform-table.ts';
import { inbox } from '../../platform/events/inbox/inbox.ts';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import { integer } from '../../platform/process/config/config.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { idempotencia } from '../../platform/writes/idempotency.ts';
import { referencia } from '../../platform/writes/reference-guard.ts';
import { acessoStore } from './acesso-store.ts';
import { signatures } from './audit/audit-chain.ts';
import { auditStore } from './audit/audit-store.ts';
import { logSigned, signAgain } from './audit/sign-again.ts';
import { titularStore } from './audit/titular-store.ts';
import { forgetTombstones } from './audit/tombstone-store.ts';
import { createContext } from './context.ts';
import { openDays } from './days.ts';
import { acessoEvents } from './events.ts';
import { resumoStore } from './figures/resumo-store.ts';
import { reenvioStore } from './health/reenvio-store.ts';
import { reenvioWrites, takeRouterStatus } from './health/reenvio-writes.ts';
import { roteadorStore } from './health/roteador-store.ts';
import { migrations } from './migrations/index.ts';
import { reportThread } from './reports/report-thread.ts';
import { resolvers } from './resolvers.ts';

export { auditCommand } from './audit/audit-command.ts';

/** The domain that keeps which requests were answered, who was given whose data, and how the graph is. */
export const subgraph = {
  name: 'acessos',
  port: 4005,
  databaseName: 'acessos',
  ...withTables(migrations, [
    recordedAs(idempotencia, '0012-create-idempotencia', '0013-name-subjects'),
    recordedAs(inbox, '0005-create-inbox', '0006-keep-received', '0007-index-received'),
    recordedAs(referencia, '0008-create-referencia', '0009-count-uses', '0010-index-gone'),
    transacao,
  ]),
  peers: {},
  eventDestinations: [],
  callers: { clientes: ['evento'] },
  settings: {
    // Also of the audit, whose entries may be asked for as long as a claim can be made (Código Civil, art. 206, § 5º).
    ACCESS_KEPT_DAYS: integer(90, 1, 3_650),
    AUDIT_KEPT_DAYS: integer(1_826, 1, 36_500),
  },
  build({ database, cursors, log, settings, keysFor }) {
    const acessos = acessoStore(database);
    const keys = keysFor('audit-signatures');
    const signing = signatures(keys);
    const audit = auditStore(database, signing);
    const titulares = titularStore(signing);
    const resumos = resumoStore(database);
    const roteadores = roteadorStore(database);
    const reenvios = reenvioStore(database, settings.AUDIT_KEPT_DAYS);
    const writes = reenvioWrites({ database, roteadores, reenvios });
    const keptDays = { acesso: settings.ACCESS_KEPT_DAYS, acesso_a_dados: settings.AUDIT_KEPT_DAYS };
    const days = openDays({ database, acessos, audit, log }, keptDays);
    const reports = reportThread({ database: database.config, keys, keptDays }, log);
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) =>
        createContext(request, {
          database,
          acessos,
          audit,
          titulares,
          resumos,
          roteadores,
          reenvios,
          writes,
          cursors,
          sumSoon: reports.sumIfOpen,
        }),
      events: acessoEvents(titulares),
      takeReport: (report) => reports.take(report),
      takeStatus: takeRouterStatus({ roteadores, reenvios }),
      housekeeping: [
        () => days.keep(),
        async (stopping) => {
          // A secret that is left one day has signed nothing any more then.
          if (keys.length > 1) logSigned(log, await signAgain(database, keys, { stopping }));
        },
        async () => {
          // What a process before has not come to.
          if ((await acessos.countWaiting(null)) > 0) reports.sum();
        },
        (stopping) => forgetTombstones(database, stopping),
        (stopping) => resumos.forgetOld(stopping),
        (stopping) => roteadores.forgetOld(stopping),
        (stopping) => reenvios.forgetOld(stopping),
      ],
      async close() {
        await reports[Symbol.asyncDispose]();
        await days[Symbol.asyncDispose]();
      },
    };
  },
} satisfies SubgraphDefinition<'ACCESS_KEPT_DAYS' | 'AUDIT_KEPT_DAYS'>;
