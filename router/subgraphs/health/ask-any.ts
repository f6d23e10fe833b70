import { SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import type { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';

/** Asks one address, and the next where nobody was there: what is asked may be done twice. Throws SubgraphFailure. */
export async function askAny<Answer>(
  clients: readonly SubgraphClient[],
  ask: (client: SubgraphClient) => Promise<Answer>,
): Promise<Answer> {
  const first = Math.floor(Math.random() * clients.length);
  const order = [...clients.slice(first), ...clients.slice(0, first)];
  for (const [at, client] of order.entries()) {
    try {
      return await ask(client);
    } catch (error) {
      const isPassing = error instanceof SubgraphFailure && error.kind === 'unavailable';
      if (!isPassing || at === order.length - 1) throw error;
    }
  }
  throw new Error('a subgraph has at least one address');
}
