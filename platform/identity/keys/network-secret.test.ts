import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { networkSecretFile, withNetworkSecret } from './network-secret.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'network-secret-'));
  await writeFile(networkSecretFile(folder), 'from the file\n');
});
afterAll(() => rm(folder, { recursive: true }));

test('the secret that is kept with the data stands in for one that is not set', () => {
  const DATA_DIRECTORY = folder;

  expect(withNetworkSecret({ DATA_DIRECTORY })).toEqual({ DATA_DIRECTORY, IDENTITY_SECRET: 'from the file' });
  for (const env of [
    { DATA_DIRECTORY, IDENTITY_SECRET: 'own' },
    { DATA_DIRECTORY, NODE_ENV: 'production' },
    { DATA_DIRECTORY: join(folder, 'none') },
  ]) {
    expect(withNetworkSecret(env)).toEqual(env);
  }
});

test('one that cannot be read is told instead of passed over', async () => {
  const other = join(folder, 'other');
  await mkdir(networkSecretFile(other), { recursive: true });

  expect(() => withNetworkSecret({ DATA_DIRECTORY: other })).toThrow(
    `${networkSecretFile(other)} cannot be read (EISDIR)`,
  );
});
