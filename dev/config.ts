import { resolve } from 'node:path';
import { type Env, EnvReader } from '../platform/process/config.ts';

/** How `npm start`, `npm run seed` and the tests find their database and their ports. */
export interface DevConfig {
  /** An existing server; null provides a private one. */
  mysqlUrl: string | null;
  /** Where a private server's data and this network's secret lie. */
  dataDirectory: string;
  transport: 'direct' | 'http';
  production: boolean;
  /** Null makes one and keeps it with the data. */
  identitySecret: string | null;
  /** The router's port; the subgraphs' follow. */
  firstPort: number;
}

/** Throws a ConfigError that lists every problem. */
export function readDevConfig(env: Env = process.env): DevConfig {
  const reader = new EnvReader(env);
  const config: DevConfig = {
    mysqlUrl: reader.text('MYSQL_URL'),
    dataDirectory: resolve(reader.text('DATA_DIRECTORY') ?? '.data'),
    transport: reader.choice('SUBGRAPH_TRANSPORT', ['direct', 'http'], 'direct'),
    firstPort: reader.integer('FIRST_PORT', 4000, 1, 65_000),
    production: reader.text('NODE_ENV') === 'production',
    identitySecret: reader.text('IDENTITY_SECRET'),
  };
  reader.done();
  return config;
}
