import type { Env } from '../../platform/process/config/config.ts';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import { subgraphNames } from '../../platform/subgraph/listed-subgraphs.ts';
import { checkUsersFiles } from '../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../router/config/config.ts';
import { type DevConfig, readDevConfig } from '../config.ts';
import { dataDirectoryProblem } from './data-directory-problem.ts';
import { portProblems } from './ports.ts';

/** What `npm start` runs by. */
export interface CheckedConfig extends DevConfig {
  /** The supergraph that the router will load. */
  supergraphPath: string;
}

/**
 * The configuration of `npm start`, checked with that of every part and with the machine, before anything is fetched,
 * started or written. Throws a ConfigError with everything that is wrong.
 */
export async function checkedConfig(env: Env): Promise<CheckedConfig> {
  if (env.NODE_ENV?.trim() === 'production') {
    throw new ConfigError([
      'npm start is for development: it seeds data and knows its users\' passwords. In production run the built parts, see README.md, "Production".',
    ]);
  }
  const problems = new Set<string>();
  const collect = async <Result>(read: () => Result | Promise<Result>): Promise<Result | null> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) problems.add(problem);
      return null;
    }
  };
  const config = await collect(() => readDevConfig(env));
  // What `npm start` gives each part itself.
  const given = { ROUTER_PORT: undefined, PORT: undefined, DATABASE_URL: 'mysql://127.0.0.1/' };
  const router = await collect(() => readRouterConfig({ ...env, ...given }));
  await collect(() => readSubgraphConfig({ port: 0, peers: {} }, { ...env, ...given }));
  const usersPath = router?.usersPath ?? null;
  if (router && usersPath !== null) await collect(() => checkUsersFiles(usersPath, router.groupsPath));
  if (config) {
    for (const problem of await portProblems(config.firstPort, (await subgraphNames()).length + 1))
      problems.add(problem);
    const needsFolder = config.mysqlUrl === null || config.identitySecret === null;
    const problem = needsFolder ? await dataDirectoryProblem(config.dataDirectory) : null;
    if (problem !== null) problems.add(problem);
  }
  if (problems.size > 0 || config === null || router === null) throw new ConfigError([...problems]);
  return { ...config, supergraphPath: router.supergraphPath };
}
