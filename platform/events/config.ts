import { databaseUrl, type Env, readEnv } from '../process/config.ts';

/** Which schema the outbox command works on. Throws a ConfigError. */
export function readOutboxConfig(env: Env = process.env): { databaseUrl: string } {
  const { DATABASE_URL } = readEnv(
    {
      DATABASE_URL: databaseUrl(
        'the schema of the subgraph whose outbox is meant, mysql://user:password@host:3306/schema',
      ),
    },
    env,
  );
  return { databaseUrl: DATABASE_URL };
}
