import { join } from 'node:path';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import type { DevConfig } from '../config.ts';
import { provideMysql } from '../mysql/provide-mysql.ts';
import { createSchemas } from './schemas.ts';

/** The schemas of `npm start`, for a command beside it; disposing leaves a server alone that others use. */
export interface JoinedSchemas extends AsyncDisposable {
  /** Of the database server. */
  readonly description: string;
  /** Of the server, as a user who may read and create all of them. */
  readonly adminUrl: string;
  /** The address of each subgraph's schema, by the subgraph's name. */
  readonly urls: ReadonlyMap<string, string>;
}

/** Opens the schemas on the server that runs, on that of MYSQL_URL, or on a private one that it starts. Throws StartError. */
export async function joinSchemas(
  { mysqlUrl, dataDirectory }: Pick<DevConfig, 'mysqlUrl' | 'dataDirectory'>,
  definitions: readonly SubgraphDefinition[],
  progress: (message: string) => void,
): Promise<JoinedSchemas> {
  const server = await provideMysql({
    url: mysqlUrl,
    dataDirectory: join(dataDirectory, 'mysql'),
    join: true,
    durable: true,
    progress,
  });
  try {
    const urls = await createSchemas(server.adminUrl, definitions);
    return {
      description: server.description,
      adminUrl: server.adminUrl,
      urls,
      [Symbol.asyncDispose]: () => Promise.resolve(server[Symbol.asyncDispose]()),
    };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}
