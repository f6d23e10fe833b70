import { resolve } from 'node:path';
import {
  choice,
  type Env,
  integer,
  isProduction,
  NODE_ENV,
  readEnv,
  text,
  textOr,
} from '../platform/process/config/config.ts';
import { secretAlso } from '../platform/process/config/process-config.ts';

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
  /** Another one, while it is changed. */
  identitySecretAlso: string | null;
  /** The router's port; the subgraphs' follow. */
  firstPort: number;
}

/** What the environment says of development. Throws a ConfigError that lists every problem. */
export function readDevConfig(env: Env = process.env): DevConfig {
  const values = readEnv(
    {
      NODE_ENV,
      MYSQL_URL: text(),
      DATA_DIRECTORY: textOr('.data'),
      SUBGRAPH_TRANSPORT: choice(['direct', 'http'], 'direct'),
      FIRST_PORT: integer(4000, 1, 65_000),
      IDENTITY_SECRET: text(),
      IDENTITY_SECRET_ALSO: secretAlso(env),
    },
    env,
  );
  return {
    mysqlUrl: values.MYSQL_URL,
    dataDirectory: resolve(values.DATA_DIRECTORY),
    transport: values.SUBGRAPH_TRANSPORT,
    firstPort: values.FIRST_PORT,
    production: isProduction(env),
    identitySecret: values.IDENTITY_SECRET,
    identitySecretAlso: values.IDENTITY_SECRET_ALSO,
  };
}
