export type Flavour = 'MariaDB' | 'MySQL';

export interface ServerVersion {
  flavour: Flavour;
  /** As `[10, 11]`. */
  release: readonly [number, number];
}

const LEAST: Readonly<Record<Flavour, readonly [number, number]>> = { MariaDB: [10, 11], MySQL: [8, 0] };

/** The oldest servers whose SQL is enough, for messages. */
export const LEAST_VERSIONS = 'MySQL 8.0 or MariaDB 10.11';

/** Reads what `mysqld --version` or `SELECT VERSION()` says; null when there is no version in it. */
export function parseVersion(text: string): ServerVersion | null {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  if (major === undefined) return null;
  return { flavour: /mariadb/i.test(text) ? 'MariaDB' : 'MySQL', release: [Number(major), Number(minor)] };
}

/** Whether a server's SQL is enough. */
export function isSupported({ flavour, release: [major, minor] }: ServerVersion): boolean {
  const [leastMajor, leastMinor] = LEAST[flavour];
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
