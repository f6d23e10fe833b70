import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { readRouterConfig } from '../config/config.ts';
import { openSharedStore } from './open-shared-store.ts';

const quiet = pino({ level: 'silent' });

test('a router that shares nothing says so, once', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => lines.push(line) });

  expect(await openSharedStore(readRouterConfig({}), log)).toBeNull();
  expect(lines).toEqual([expect.stringContaining('of this process alone: REDIS_URL shares them')]);
});

test('what cannot be used of the settings is told before anything is opened', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'redis-ca-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const caPath = join(folder, 'ca.pem');
  const open = () => {
    const config = readRouterConfig({ REDIS_URL: 'rediss://localhost:1', REDIS_CA_PATH: caPath });
    return openSharedStore(config, quiet);
  };

  await expect(open()).rejects.toThrow(`REDIS_CA_PATH: ${caPath} cannot be read`);
  await writeFile(caPath, 'no certificate');
  await expect(open()).rejects.toThrow(`REDIS_CA_PATH: ${caPath} has no certificate in PEM.`);
  expect(() => readRouterConfig({ REDIS_URL: 'http://localhost' })).toThrow(
    'REDIS_URL must be a URL that starts with redis:// or rediss://.',
  );
});
