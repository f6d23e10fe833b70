import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { provideMysql } from '../../../dev/mysql/provide-mysql.ts';
import { Resources } from '../../process/ending/resources.ts';
import { openDatabase } from '../database.ts';

const execFileAsync = promisify(execFile);

const resources = new Resources();
let folder: string;
let adminUrl: string;
let misnamedUrl: string;
let ca: string;
let otherCa: string;
let hasOpenssl = true;

/** Makes an authority, or a certificate by one, for a host; gives the path without its ending. */
async function certify(name: string, host: string, by?: string): Promise<string> {
  const path = join(folder, name);
  const issuer = by ? ['-CA', `${by}.crt`, '-CAkey', `${by}.key`] : [];
  await execFileAsync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${host}`, ...issuer],
    ...['-keyout', `${path}.key`, '-out', `${path}.crt`],
  ]);
  return path;
}

async function startWith(certificate: string): Promise<string> {
  const server = resources.use(
    await provideMysql({
      url: null,
      dataDirectory: null,
      durable: false,
      settings: [`--ssl-cert=${certificate}.crt`, `--ssl-key=${certificate}.key`],
      progress: () => {},
    }),
  );
  const url = new URL(server.adminUrl);
  url.hostname = 'localhost';
  return url.href;
}

beforeAll(async () => {
  hasOpenssl = await execFileAsync('openssl', ['version']).then(
    () => true,
    () => false,
  );
  if (!hasOpenssl) return;
  folder = await mkdtemp(join(tmpdir(), 'customer-graph-tls-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const authority = await certify('authority', 'authority.test');
  ca = await readFile(`${authority}.crt`, 'utf8');
  otherCa = await readFile(`${await certify('other', 'other.test')}.crt`, 'utf8');
  adminUrl = await startWith(await certify('server', 'localhost', authority));
  misnamedUrl = await startWith(await certify('misnamed', 'database.test', authority));
}, 60_000);
afterAll(() => resources[Symbol.asyncDispose]());
beforeEach(({ skip }) => skip(!hasOpenssl, 'openssl makes the certificates, and this machine has none'));

async function cipher(url: string, authority: string | null): Promise<string> {
  await using database = openDatabase({ url, ca: authority, poolSize: 1 });
  const [row] = await database.read<{ Value: string }>("SHOW SESSION STATUS LIKE 'Ssl_cipher'", []);
  return row?.Value ?? '';
}

test('with an authority the connection is encrypted', async () => {
  expect(await cipher(adminUrl, ca)).toMatch(/^TLS_/);
});

test.each([
  ['by another authority', () => ({ url: adminUrl, authority: otherCa })],
  ['by one that nobody has named', () => ({ url: `${adminUrl}?tls=required`, authority: null })],
  ['for another name', () => ({ url: misnamedUrl, authority: ca })],
])('a server whose certificate is %s is not spoken to', async (_what, given) => {
  const { url, authority } = given();

  await expect(cipher(url, authority)).rejects.toThrow(/certificate|self.signed|altnames/i);
});

test.each(['127.0.0.1', '[::1]'])(
  'a certificate cannot be checked for %s, so that a name is asked for',
  (host) => {
    expect(() => openDatabase({ url: `mysql://u@${host}/s?tls=required`, poolSize: 1 })).toThrow(
      'name the host of the database',
    );
  },
);

test('of several hosts each is checked by its name at the start, and not when it is needed', () => {
  expect(() => openDatabase({ url: 'mysql://u@localhost,127.0.0.1/s?tls=required', poolSize: 1 })).toThrow(
    'name the host of the database',
  );
});

test.each(['', '?tls=required'])(
  'a host that is used because others cannot be reached is spoken to as its own URL says: with "%s"',
  async (suffix) => {
    const unreachable = suffix === '' ? 'mysql://u@localhost:1/s?tls=required' : 'mysql://u@127.0.0.1:1/s';
    const spoken = cipher(`${unreachable},${adminUrl}${suffix}`, null);

    if (suffix === '') expect(await spoken).toBe('');
    else await expect(spoken).rejects.toThrow(/certificate|self.signed/i);
  },
);
