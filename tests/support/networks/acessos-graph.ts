import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { DomainEvent } from '../../../platform/events/event/event.ts';
import { REPORT_SCOPE } from '../../../platform/identity/callers/internal-scopes.ts';
import { partIdentity } from '../../../platform/identity/callers/issuers.ts';
import { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';
import { reportOf } from '../../../subgraphs/acessos/fixtures.ts';
import { subgraph } from '../../../subgraphs/acessos/subgraph.ts';
import { startTestSubgraph, type TestSubgraph, testSigner } from './test-subgraph.ts';

export const AS_ROUTER = partIdentity('router', REPORT_SCOPE);
export const AS_CLIENTES = partIdentity('clientes', 'evento');

/** The fields of customers that are given out. */
export const EMAIL_AND_CPF = { campos: ['Cliente.email', 'Cliente.cpf'] };

/** Whatever reports and erasures change, but for what has been received. */
export const TABLES_OF_REPORTS = [
  'acesso',
  'lote',
  'acesso_a_dados',
  'outro_titular',
  'cadeia',
  'ancora',
  'titular',
  'titular_excluido',
  'cliente_excluido',
  'referencia',
  // What was remembered of these.
  'transacao',
  'resumo',
] as const;

/** The subgraph that keeps accesses, with nothing in it before each test, and those who tell it something. */
export interface AcessosGraph {
  readonly graph: TestSubgraph;
  readonly router: SubgraphClient;
  readonly clientes: SubgraphClient;
  /** Reports accesses as a router does. */
  report(event: DomainEvent): Promise<void>;
  /** Says as `clientes` does that a customer was erased. */
  erase(id: string, event?: string): Promise<void>;
  /** Three customers' data given out in two requests of one router, and one customer's by another. */
  reportAudit(): Promise<void>;
}

/** Starts the subgraph before the tests of the file that calls this, and ends it after them. */
export function acessosGraph(): AcessosGraph {
  let graph: TestSubgraph;
  let router: SubgraphClient;
  let clientes: SubgraphClient;
  beforeAll(async () => {
    graph = await startTestSubgraph(subgraph);
    const url = graph.subgraph.url ?? '';
    router = new SubgraphClient({ name: 'acessos', url, signer: testSigner(), timeoutMs: 20_000 });
    clientes = new SubgraphClient({
      name: 'acessos',
      url,
      signer: testSigner('clientes'),
      timeoutMs: 20_000,
    });
  });
  beforeEach(async () => {
    for (const table of TABLES_OF_REPORTS) await graph.database.write(`DELETE FROM ${table}`, []);
  });
  afterAll(async () => {
    await router[Symbol.asyncDispose]();
    await clientes[Symbol.asyncDispose]();
    await graph[Symbol.asyncDispose]();
  });

  const report = (event: DomainEvent) => router.postEvent(event, AS_ROUTER);
  const erase = (id: string, event = `00000000-0000-4000-8000-${id.padStart(12, '0')}`) =>
    clientes.postEvent(
      {
        id: event,
        aggregatetype: 'Cliente',
        aggregateid: id,
        type: 'ClienteExcluido',
        payload: {},
      },
      AS_CLIENTES,
    );

  return {
    get graph() {
      return graph;
    },
    get router() {
      return router;
    },
    get clientes() {
      return clientes;
    },
    report,
    erase,
    reportAudit,
  };

  async function reportAudit(): Promise<void> {
    await report(
      reportOf([
        {
          ...EMAIL_AND_CPF,
          titulares: [
            ['1', [0, 1]],
            ['2', [0]],
          ],
        },
        { ...EMAIL_AND_CPF, usuario: 'admin', titulares: [['3', [1]]] },
      ]),
    );
    await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['1', [1]]] }], { escritor: 'roteador-2' }));
  }
}
