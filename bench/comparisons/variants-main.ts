/** One run of a variant, see variants.ts: the graph in this process, asked for some seconds; prints what it has answered in a second. */
import { randomUUID } from 'node:crypto';
import { startNetwork } from '../../dev/network/network.ts';
import { untilSteady } from '../run/steady.ts';
import type { VariantRun, VariantTask } from './variants.ts';
import { QUERY, REGISTRAR_AQUISICAO } from './variants-query.ts';

// As variants.ts gives it.
const { adminUrl, prefix, seconds, env, asks } = JSON.parse(process.argv[2] ?? '') as VariantTask;
interface Answer {
  errors?: unknown[];
  data?: { registrarAquisicao?: { __typename: string }; produtos?: { nodes: { id: string }[] } };
}

const CONNECTIONS = 16;
/** Of a look while it warms up, of which there are as many as it takes to be steady. */
const LOOK_SECONDS = 3;
const WARM_UP = { within: 0.05, most: 12 };

await using network = await startNetwork({
  adminUrl,
  prefix,
  transport: 'http',
  firstPort: 0,
  identitySecret: 'bench-of-variants-secret-000000000000',
  logLevel: 'warn',
  env: { MAX_WAIT_MS: '60000', ...env },
});
const url = `${network.router.url}/graphql`;
const headers = {
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from(asks === 'query' ? 'atendente:atendente' : 'admin:admin').toString('base64')}`,
};

const produtoIds = asks === 'mutation' ? await produtosOnSale() : [];
await untilSteady(async () => (await measured(LOOK_SECONDS)).cpuMs, WARM_UP);
console.log(JSON.stringify(await measured(seconds)));
process.exit(0);

async function measured(forSeconds: number): Promise<VariantRun> {
  const before = process.cpuUsage();
  const answers = await ask(forSeconds);
  const { user, system } = process.cpuUsage(before);
  return { perSecond: answers / forSeconds, cpuMs: (user + system) / 1_000 / answers };
}

/** What is asked about one of the customers. */
function bodyFor(at: number): string {
  const id = String(1 + (at % 100));
  if (asks === 'query') return JSON.stringify({ query: QUERY, variables: { id } });
  const produtoId = produtoIds[at % produtoIds.length];
  const entrada = { clienteId: id, produtoId, quantidade: 1, chaveDeIdempotencia: randomUUID() };
  return JSON.stringify({ query: REGISTRAR_AQUISICAO, variables: { entrada } });
}

/** Products that can be bought. */
async function produtosOnSale(): Promise<string[]> {
  const body = JSON.stringify({ query: '{ produtos(filtro: { ativo: true }, first: 50) { nodes { id } } }' });
  const response = await fetch(url, { method: 'POST', headers, body });
  const { data } = (await response.json()) as Answer;
  return data?.produtos?.nodes.map(({ id }) => id) ?? [];
}

async function ask(forSeconds: number): Promise<number> {
  const until = performance.now() + forSeconds * 1_000;
  let count = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      for (let at = connection; performance.now() < until; at += CONNECTIONS) {
        const body = bodyFor(at);
        const response = await fetch(url, { method: 'POST', headers, body });
        const { errors, data } = (await response.json()) as Answer;
        if (errors) throw new Error(`an answer has errors: ${JSON.stringify(errors)}`);
        const written = data?.registrarAquisicao?.__typename;
        if (asks === 'mutation' && written !== 'AquisicaoGravada')
          throw new Error(`a purchase was answered with ${written}`);
        count += 1;
      }
    }),
  );
  return count;
}
