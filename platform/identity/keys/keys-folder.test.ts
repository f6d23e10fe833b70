import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLog } from '../../process/logging/logging.ts';
import { readSigningKey, readTrustedKeys } from './key-files.ts';
import { openTrustedKeys } from './key-source.ts';
import { addKey, listKeys, ownKeyFile, publicKeysFile, retireKeys, switchKey } from './keys-folder.ts';

const KEYS = new URL('../keys-cli.ts', import.meta.url).pathname;

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const ROUTER = { needed: ['router'], known: ['router'] };

test('a key goes from made to trusted to in use to retired, and two are good meanwhile', async () => {
  const folder = await newFolder();
  const first = await addKey(folder, 'router');
  await addKey(folder, 'clientes');
  const trusted = () => [...readTrustedKeys(publicKeysFile(folder), ROUTER).keys()];
  const inUse = () => readSigningKey(ownKeyFile(folder, 'router'), 'router').kid;
  expect([inUse(), trusted()]).toEqual([first, [first]]);

  const second = await addKey(folder, 'router');
  expect([inUse(), trusted()]).toEqual([first, [first, second]]);
  await expect(addKey(folder, 'router')).rejects.toThrow('has two keys');
  expect(await retireKeys(folder, 'router')).toEqual([]);

  expect(await switchKey(folder, 'router')).toBe(second);
  expect([inUse(), trusted()]).toEqual([second, [first, second]]);
  await expect(switchKey(folder, 'router')).rejects.toThrow('has no next key');
  await expect(addKey(folder, 'router')).rejects.toThrow('has two keys');

  expect(await retireKeys(folder, 'router')).toEqual([first]);
  expect([inUse(), trusted()]).toEqual([second, [second]]);
  expect(listKeys(folder).map(({ part }) => part)).toEqual(['clientes', 'router']);
});

test('a key that could not be trusted, as on a disk that is full, is not there either, and that is said', async () => {
  const folder = await newFolder();
  // In place of the folder of what everybody may read.
  await writeFile(join(folder, 'public'), '');
  await expect(addKey(folder, 'router')).rejects.toThrow(
    /cannot be written \(\w+\), and no key was changed: make space there/,
  );
  expect(await readdir(join(folder, 'router'))).toEqual([]);

  await rm(join(folder, 'public'));
  const first = await addKey(folder, 'router');
  expect(listKeys(folder)).toEqual([{ part: 'router', inUse: first, trusted: [first] }]);
});

test('commands at the same moment lose no trust, in this process and in others', async () => {
  const folder = await newFolder();
  const command = (...parameters: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', KEYS, ...parameters], {
      env: { ...process.env, IDENTITY_KEYS_FOLDER: folder },
    });
  const parts = Array.from({ length: 12 }, (_, number) => `parte${number}`);

  await Promise.all([...parts.map((part) => addKey(folder, part)), command('add', 'router', 'clientes')]);

  expect(
    listKeys(folder).map(({ part, inUse, trusted }) => [part, trusted.length, inUse === trusted[0]]),
  ).toEqual([...parts, 'router', 'clientes'].sort().map((part) => [part, 1, true]));
  expect((await readdir(folder)).sort()).toEqual([...parts, 'clientes', 'public', 'router'].sort());
});

test('where the key in use was moved away nothing is made or retired, because nobody can tell which it is', async () => {
  const folder = await newFolder();
  const kid = await addKey(folder, 'router');
  await rename(ownKeyFile(folder, 'router'), join(folder, 'moved.pem'));

  await expect(addKey(folder, 'router')).rejects.toThrow('which key router signs with');
  await expect(retireKeys(folder, 'router')).rejects.toThrow('which key router signs with');
  expect([...readTrustedKeys(publicKeysFile(folder), ROUTER).keys()]).toEqual([kid]);
});

test('a key that is taken away without another one is trusted no more by what runs, and needed at a start', async () => {
  const folder = await newFolder();
  await addKey(folder, 'router');
  const stolen = await addKey(folder, 'inventario');
  const log = createLog('test', 'silent');
  const config = { publicKeysPath: publicKeysFile(folder), identitySecret: 's'.repeat(32) };
  const callers = { inventario: ['entidades'] } as const;
  await using trusted = openTrustedKeys(callers, config, log);
  expect(trusted.current().has(stolen)).toBe(true);

  const { keys } = JSON.parse(await readFile(publicKeysFile(folder), 'utf8'));
  const left = keys.filter(({ iss }: { iss: string }) => iss !== 'inventario');
  await writeFile(publicKeysFile(folder), JSON.stringify({ keys: left }));

  await vi.waitFor(() => expect(trusted.current().has(stolen)).toBe(false), { timeout: 10_000 });
  expect(trusted.current().size).toBe(1);
  expect(() => openTrustedKeys(callers, config, log)).toThrow('has no key of inventario');
});

test('a private key is for its owner alone, public ones are for everybody and have nothing private', async () => {
  const folder = await newFolder();
  await addKey(folder, 'router');

  expect((await stat(ownKeyFile(folder, 'router'))).mode & 0o777).toBe(0o600);
  expect((await stat(publicKeysFile(folder))).mode & 0o777).toBe(0o644);
  const { keys } = JSON.parse(await readFile(publicKeysFile(folder), 'utf8'));
  expect(keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), iss: 'router' },
  ]);
});

test.each(['', '../router', 'public', 'a/b', 'sistema:x'])('"%s" is no part', async (part) => {
  await expect(addKey(await newFolder(), part)).rejects.toThrow('is no part of the graph');
});

test('a file of public keys that cannot be used says why', async () => {
  const folder = await newFolder();
  await addKey(folder, 'router');
  const file = publicKeysFile(folder);
  const good = JSON.parse(await readFile(file, 'utf8'));
  const [key] = good.keys;
  const problemOf = async (content: unknown) => {
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return () => readTrustedKeys(file, ROUTER);
  };

  expect(await problemOf('{')).toThrow('is no set of public Ed25519 keys');
  expect(await problemOf({ keys: [{ ...key, kty: 'RSA' }] })).toThrow('keys.0.kty');
  expect(await problemOf({ keys: [{ ...key, d: 'private' }] })).toThrow('keys.0.d');
  expect(await problemOf({ keys: [{ ...key, x: 'short' }] })).toThrow('keys.0.x');
  expect(await problemOf({ keys: [{ ...key, kid: 'router-1' }] })).toThrow('not called by its thumbprint');
  expect(await problemOf({ keys: [key, key] })).toThrow('has one key twice');
  expect(await problemOf({ keys: [{ ...key, iss: 'clientes' }] })).toThrow('has no key of router');
  expect(await problemOf({ keys: [] })).toThrow('has no key of router');
  await appendFile(file, ' '.repeat(70_000));
  expect(() => readTrustedKeys(file, ROUTER)).toThrow('has more than');
  expect(() => readTrustedKeys('/dev/zero', ROUTER)).toThrow('is no file');
  expect(() => readTrustedKeys(join(folder, 'none'), ROUTER)).toThrow('cannot be read (ENOENT)');
});

test('keys of parts that may not ask are not trusted', async () => {
  const folder = await newFolder();
  const kid = await addKey(folder, 'router');
  await addKey(folder, 'clientes');

  expect([...readTrustedKeys(publicKeysFile(folder), ROUTER).keys()]).toEqual([kid]);
});

test('a private key must be Ed25519 in PEM without a password', async () => {
  const folder = await newFolder();
  const file = join(folder, 'identity.pem');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const read = () => readSigningKey(file, 'router');

  await writeFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  expect(read).toThrow('is a key of the kind ec; it must be Ed25519');
  await writeFile(
    file,
    generateKeyPairSync('ed25519').privateKey.export({
      format: 'pem',
      type: 'pkcs8',
      cipher: 'aes-256-cbc',
      passphrase: 'x',
    }),
  );
  expect(read).toThrow('is no private key');
  await writeFile(file, 'a-shared-secret-of-former-times-0123456789');
  expect(read).toThrow('is no private key');
});
