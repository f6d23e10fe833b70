import { type Env, EnvReader } from '../process/config.ts';

/** Which schema the outbox command works on. Throws a ConfigError. */
export function readOutboxConfig(env: Env = process.env): { databaseUrl: string } {
  const reader = new EnvReader(env);
  const databaseUrl = reader.required(
    'DATABASE_URL',
    'the schema of the subgraph whose outbox is meant, mysql://user:password@host:3306/schema',
  );
  reader.url('DATABASE_URL', ['mysql:', 'mariadb:']);
  reader.done();
  return { databaseUrl };
}
