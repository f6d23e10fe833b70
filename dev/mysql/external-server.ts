import { createConnection } from 'mysql2/promise';
import { codeOf } from '../../platform/errors/error-code.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { isSupported, LEAST_VERSIONS, parseVersion } from './installation/server-version.ts';
import type { MysqlServer } from './mysql-server.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** The server of MYSQL_URL, tried once. Throws a StartError of one sentence without credentials. */
export async function externalServer(url: string): Promise<MysqlServer> {
  if (!URL.canParse(url) || !/^(mysql|mariadb):$/.test(new URL(url).protocol)) {
    throw new StartError('MYSQL_URL must look like mysql://user:password@host:3306/.');
  }
  const { host } = new URL(url);
  const version = await versionOf(url).catch((error) => {
    throw new StartError(`The server of MYSQL_URL (${host}) ${reason(codeOf(error) ?? 'unknown error')}`, {
      cause: error,
    });
  });
  const parsed = parseVersion(version);
  if (parsed && !isSupported(parsed)) {
    throw new StartError(
      `The server of MYSQL_URL (${host}) is ${parsed.flavour} ${parsed.release.join('.')}: the least that works is ${LEAST_VERSIONS}.`,
    );
  }
  return {
    kind: 'external',
    adminUrl: url,
    description: `the server of MYSQL_URL (${host})`,
    [Symbol.asyncDispose]: async () => {},
  };
}

async function versionOf(url: string): Promise<string> {
  const connection = await createConnection({ uri: url, connectTimeout: CONNECT_TIMEOUT_MS });
  try {
    const [rows] = await connection.query({ sql: 'SELECT VERSION()', rowsAsArray: true });
    return JSON.stringify(rows);
  } finally {
    await connection.end();
  }
}

/** Says nothing of the server's own words: they name the user. */
function reason(code: string): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'cannot be found: check the host name.';
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_DBACCESS_DENIED_ERROR':
      return 'refused the user or the password.';
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOENT':
    case 'ETIMEDOUT':
    case 'PROTOCOL_CONNECTION_LOST':
      return 'does not answer: check the address, and that it is running.';
    default:
      return `cannot be used (${code}).`;
  }
}
