import { Agent } from 'undici';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { mutationDocument } from '../support/networks/mutations.ts';
import { basic } from '../support/networks/test-network.ts';

/** What clients have met while processes were restarted. */
export interface ClientReport {
  queries: number;
  mutations: number;
  /** Answers that a client would call a failure, and requests without one. */
  lost: string[];
  /** E-mail addresses of customers that were acknowledged. */
  customers: string[];
  /** The longest answer, milliseconds. */
  slowestMs: number;
}

const QUERY = `query ($id: ID!) {
  cliente(id: $id) { nome enderecos { cidade } inventario(first: 5) { nodes { quantidade produto { nome } } } }
}`;
const ATTEMPT_TIMEOUT_MS = 20_000;

/** Clients that ask for a customer of four domains and write, as fast as they are answered, until they are told to stop. */
export async function runClients(
  url: string,
  {
    clients,
    stopping,
    isMutating,
    credentials = () => 'admin:admin',
  }: {
    clients: number;
    stopping: AbortSignal;
    isMutating: boolean;
    /** With which each request is sent. */
    credentials?: () => string;
  },
): Promise<ClientReport> {
  const report: ClientReport = { queries: 0, mutations: 0, lost: [], customers: [], slowestMs: 0 };
  const agent = new Agent({ keepAliveTimeout: 30_000 });
  try {
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        for (let turn = 0; !stopping.aborted; turn += 1) {
          const start = performance.now();
          if (isMutating && turn % 4 === 3) await write(`${client}x${turn}`, client * 1_000_000 + turn);
          else await read();
          report.slowestMs = Math.max(report.slowestMs, performance.now() - start);
        }
      }),
    );
  } finally {
    await agent.close();
  }
  return report;

  async function read(): Promise<void> {
    report.queries += 1;
    const data = await post(QUERY, { id: '1' });
    if (data && data.cliente?.inventario?.nodes?.[0]?.produto == null)
      report.lost.push(`a query was answered ${JSON.stringify(data)}`);
  }

  /** Mostly without an idempotency key: nothing may be sent twice then. */
  async function write(name: string, number: number): Promise<void> {
    report.mutations += 1;
    const email = `rolling${name}@exemplo.com.br`;
    const cliente = { nome: `Rolling ${name}`, email, cpf: cpfOf(number) };
    const entrada = number % 8 === 3 ? { ...cliente, chaveDeIdempotencia: `rolling-${name}` } : cliente;
    const data = await post(mutationDocument('criarCliente'), { entrada });
    if (!data) return;
    if (data.outcome?.__typename === 'ClienteGravado') report.customers.push(email);
    else report.lost.push(`a mutation came to ${JSON.stringify(data.outcome)}`);
  }

  // biome-ignore lint/suspicious/noExplicitAny: data has the shape that each operation asks for.
  async function post(query: string, variables: object): Promise<any> {
    try {
      const { statusCode, body } = await agent.request({
        origin: url,
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: basic(credentials()) },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
      });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`status ${statusCode}: ${text.slice(0, 300)}`);
      // A GraphQL response, which the router gives with this status.
      const { data, errors } = JSON.parse(text) as { data: unknown; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors).slice(0, 300));
      return data;
    } catch (error) {
      report.lost.push(String(error));
      return null;
    }
  }
}
