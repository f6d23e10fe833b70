import { forgetReceived } from '../../platform/events/inbox.ts';
import { buildSubgraph } from '../../platform/execution/subgraph-schema.ts';
import { integer } from '../../platform/process/config.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { forgetGone } from '../../platform/writes/reference-guard.ts';
import { acessoStore } from './acesso-store.ts';
import { acessoEvents, relatos } from './acesso-writes.ts';
import { assinaturas } from './auditoria.ts';
import { auditoriaStore } from './auditoria-store.ts';
import { createContext } from './context.ts';
import { openDias } from './dias.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';
import { resumidor } from './resumir.ts';
import { resumoStore } from './resumo-store.ts';
import { titularStore } from './titular-store.ts';

export { auditCommand } from './audit-command.ts';

export const subgraph = {
  name: 'acessos',
  port: 4005,
  databaseName: 'acessos',
  migrations,
  peers: {},
  eventDestinations: [],
  callers: { clientes: ['evento'] },
  settings: {
    // Also of the audit, whose entries may be asked for as long as a claim can be made (Código Civil, art. 206, § 5º).
    ACCESS_KEPT_DAYS: integer(90, 1, 3_650),
    AUDIT_KEPT_DAYS: integer(1_826, 1, 36_500),
  },
  build({ database, cursors, log, settings, keyFor }) {
    const acessos = acessoStore(database);
    const auditoria = auditoriaStore(database, assinaturas(keyFor('audit-signatures')));
    const titulares = titularStore();
    const resumos = resumoStore(database);
    const dias = openDias(
      { database, acessos, auditoria, log },
      { acesso: settings.ACCESS_KEPT_DAYS, acesso_a_dados: settings.AUDIT_KEPT_DAYS },
    );
    const sums = resumidor({ database, acessos, resumos, log });
    return {
      schema: buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers),
      createContext: (request) =>
        createContext(request, { database, acessos, auditoria, titulares, resumos, cursors }),
      events: acessoEvents(titulares),
      reports: relatos({ acessos, auditoria, titulares, dias, onGravado: sums.wake }),
      chores: [
        () => dias.keep(),
        async () => sums.wake(),
        (stopping) => resumos.forgetOld(stopping),
        (stopping) => forgetReceived(database, stopping),
        (stopping) => forgetGone(database, stopping),
      ],
      async close() {
        await sums[Symbol.asyncDispose]();
        await dias[Symbol.asyncDispose]();
      },
    };
  },
} satisfies SubgraphDefinition<'ACCESS_KEPT_DAYS' | 'AUDIT_KEPT_DAYS'>;
