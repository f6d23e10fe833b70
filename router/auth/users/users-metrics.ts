import { Gauge, type Registry } from 'prom-client';
import type { UserDirectory } from './user-directory.ts';

/** Adds how many users there are, and what of their files cannot be used. */
export function measureUsers(registry: Registry, users: Pick<UserDirectory, 'state'>): void {
  const gauges = {
    users: ['router_users', 'Users who can log in.'],
    linesLeftOut: ['router_users_file_lines_left_out', 'Lines of the users file that cannot be used.'],
    filesNotRead: [
      'router_users_files_not_read',
      'Files of users and groups that cannot be read and go on as they were.',
    ],
  } as const;
  for (const count of ['users', 'linesLeftOut', 'filesNotRead'] as const) {
    const [name, help] = gauges[count];
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(users.state[count]);
      },
    });
  }
}
