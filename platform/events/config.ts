import { databaseUrl, type Env, readEnv } from '../process/config.ts';
import { textOrFile, withPassword } from '../process/secret-files.ts';

/** Which schema the outbox command works on. Throws a ConfigError. */
export function readOutboxConfig(env: Env = process.env): { databaseUrl: string } {
  const { DATABASE_URL, DATABASE_PASSWORD } = readEnv(
    {
      DATABASE_URL: databaseUrl(
        'the schema of the subgraph whose outbox is meant, mysql://user:password@host:3306/schema',
      ),
      DATABASE_PASSWORD: textOrFile(env, 'DATABASE_PASSWORD'),
    },
    env,
  );
  return { databaseUrl: withPassword(DATABASE_URL, DATABASE_PASSWORD) };
}
