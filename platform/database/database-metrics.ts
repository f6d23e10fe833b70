import { Gauge, type Registry } from 'prom-client';
import type { Database } from './database.ts';

/** Adds whether the schema can be read and written, as readiness says it. */
export function measureDatabase(registry: Registry, database: Pick<Database, 'health'>): void {
  new Gauge({
    name: 'database_up',
    help: '1 while the schema can be read and written.',
    registers: [registry],
    async collect() {
      const health = await database.health().catch(() => null);
      this.set(health === 'ready' ? 1 : 0);
    },
  });
}
