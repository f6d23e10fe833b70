import { databaseUrl, type Env, readEnv } from '../process/config.ts';
import { textOrFile, withPassword } from '../process/secret-files.ts';

/** Which schema the outbox command works on. Throws a ConfigError. */
export function readOutboxConfig(env: Env = process.env): { databaseUrl: string; ca: string | null } {
  const { DATABASE_URL, DATABASE_PASSWORD, DATABASE_CA } = readEnv(
    {
      DATABASE_URL: databaseUrl(
        'the schema of the subgraph whose outbox is meant, mysql://user:password@host:3306/schema',
      ),
      DATABASE_PASSWORD: textOrFile(env, 'DATABASE_PASSWORD'),
      DATABASE_CA: textOrFile(env, 'DATABASE_CA'),
    },
    env,
  );
  return { databaseUrl: withPassword(DATABASE_URL, DATABASE_PASSWORD), ca: DATABASE_CA };
}
