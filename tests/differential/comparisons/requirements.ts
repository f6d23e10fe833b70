import { startFederatedGraph } from '../../support/executions/federated-graph.ts';
import type { DifferentialOptions, DifferentialReport } from '../differential-command.ts';
import { chainedGraph } from '../inputs/chained-graph.ts';
import { Random } from '../inputs/random.ts';

/** Queries of one graph, which takes longest to make. */
const QUERIES = 12;

/** Compares the router's answers over generated chains of `@requires` with the values that they must have. */
export async function compareRequirements({
  duration,
  seed,
  graphs = Number.POSITIVE_INFINITY,
}: DifferentialOptions & { graphs?: number }): Promise<DifferentialReport> {
  const counts = { graphs: 0, queries: 0, 'refused because there is no plan': 0 };
  const end = Date.now() + duration;
  for (let index = 0; index < graphs && Date.now() < end; index += 1) {
    const random = new Random(seed + index);
    const chained = chainedGraph(random);
    await using graph = await startFederatedGraph(chained.subgraphs);
    counts.graphs += 1;
    for (let asked = 0; asked < QUERIES; asked += 1) {
      const { query, data } = chained.query(random);
      counts.queries += 1;
      const answer = await graph.ask(query);
      if (answer.errors?.[0]?.extensions?.code === 'PLANNING_FAILED') {
        counts['refused because there is no plan'] += 1;
        continue;
      }
      const [expected, actual] = [JSON.stringify({ data }), JSON.stringify(answer)];
      if (actual === expected) continue;
      const sdl = Object.values(chained.subgraphs).map((one) => one.sdl);
      return { counts, difference: [`seed ${seed + index}`, query, expected, actual, ...sdl].join('\n') };
    }
  }
  return { counts, difference: null };
}
