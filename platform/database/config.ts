import { databaseUrl, type Env, readEnv } from '../process/config/config.ts';
import { textOrFile, withPassword } from '../process/config/secret-files.ts';

/** Which schema a command works on. Throws a ConfigError. */
export function readDatabaseConfig(env: Env = process.env): { databaseUrl: string; ca: string | null } {
  const { DATABASE_URL, DATABASE_PASSWORD, DATABASE_CA } = readEnv(
    {
      DATABASE_URL: databaseUrl(
        'the schema of the subgraph that is meant, mysql://user:password@host:3306/schema',
      ),
      DATABASE_PASSWORD: textOrFile(env, 'DATABASE_PASSWORD'),
      DATABASE_CA: textOrFile(env, 'DATABASE_CA'),
    },
    env,
  );
  return { databaseUrl: withPassword(DATABASE_URL, DATABASE_PASSWORD), ca: DATABASE_CA };
}
