import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../../database/database.ts';
import { type DestinationBacklog, readBacklog } from './backlog.ts';

/**
 * Adds how much is in a subgraph's outbox, read from the database when somebody asks. While it cannot be read there are
 * no such series, and all others stay; the backlog report logs why.
 *
 * @param destinations the domains that events go to; one for which nothing waits is shown as 0
 */
export function measureOutbox(registry: Registry, database: Database, destinations: readonly string[]): void {
  let reading: Promise<Map<string, DestinationBacklog> | null> | null = null;
  /** One read for all gauges of a page. */
  const read = () => {
    reading ??= readBacklog(database)
      .then((backlogs) => new Map(backlogs.map((backlog) => [backlog.destination, backlog])))
      .catch(() => null)
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  const add = (name: string, help: string, value: (backlog: DestinationBacklog) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['destination'],
      registers: [registry],
      async collect() {
        const backlogs = await read();
        this.reset();
        if (backlogs === null) return;
        for (const destination of new Set([...destinations, ...backlogs.keys()])) {
          const backlog = backlogs.get(destination);
          this.set({ destination }, backlog ? value(backlog) : 0);
        }
      },
    });
  add('outbox_pending_events', 'Events that a domain has not confirmed yet.', ({ pending }) => pending);
  add(
    'outbox_published_events',
    'Those of the pending events that a broker has.',
    ({ published }) => published,
  );
  add(
    'outbox_dead_events',
    'Events that are not tried again until somebody replays them.',
    ({ dead }) => dead,
  );
  add(
    'outbox_lag_seconds',
    'Age of the oldest event that a domain has not confirmed.',
    ({ lagSeconds }) => lagSeconds,
  );
}
