import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { productionEnv, type SubgraphProcesses, type Surroundings } from './contestant.ts';

/**
 * Starts every subgraph of this project as a process of its own.
 *
 * @param env beside what a subgraph needs
 */
export async function startOurSubgraphs(
  surroundings: Surroundings,
  env: Readonly<Record<string, string>> = {},
): Promise<SubgraphProcesses> {
  const { launcher, databaseUrls, users } = surroundings;
  const places: { name: string; port: number }[] = [];
  for (const { name } of await loadSubgraphs()) places.push({ name, port: await surroundings.port() });
  const urls = Object.fromEntries(
    places.map(({ name, port }) => [subgraphUrlVariable(name), `http://127.0.0.1:${port}/graphql`]),
  );
  const processes = await Promise.all(
    places.map(({ name, port }) =>
      launcher.start({
        name: `ours: ${name}`,
        script: `subgraphs/${name}/main`,
        env: {
          ...productionEnv(name, surroundings),
          ...urls,
          ...env,
          PORT: String(port),
          DATABASE_URL: databaseUrls.get(name) ?? '',
        },
        ready: { url: `http://127.0.0.1:${port}/health/ready`, authorization: users.authorizations[0] },
      }),
    ),
  );
  return { processes, urls };
}
