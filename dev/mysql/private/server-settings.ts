import { totalmem } from 'node:os';
import type { Flavour } from '../installation/server-version.ts';

const MODERN_SQL_MODE =
  'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';

/** Options that make every server that is started here answer alike: MySQL 8's SQL mode, utf8mb4, UTC. */
export const SERVER_SETTINGS: readonly string[] = [
  '--skip-log-bin',
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--default-time-zone=+00:00',
  `--sql-mode=${MODERN_SQL_MODE}`,
  '--performance-schema=OFF',
  '--max-connections=400',
];

/** How much memory a server takes, and whether what it has committed outlives a crash of the machine. */
export function storageSettings(flavour: Flavour, durable: boolean): string[] {
  if (durable) return [`--innodb-buffer-pool-size=${bufferPoolMiB(totalmem())}M`];
  return [
    '--innodb-buffer-pool-size=128M',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=0',
    // Spares most of the time that creating and dropping schemas takes.
    ...(flavour === 'MariaDB' ? ['--innodb-flush-method=nosync'] : []),
  ];
}

/** A quarter of the machine, so that the data of 100 000 customers stays in memory where there is enough of it. */
function bufferPoolMiB(machineBytes: number): number {
  return Math.min(1_024, Math.max(128, Math.floor(machineBytes / 4 / 1_048_576)));
}
