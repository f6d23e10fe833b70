import { expect, test } from 'vitest';
import { dockerArguments, startDockerMysql } from './docker-mysql.ts';

test('a container is published on loopback only and removed when it stops', () => {
  const args = dockerArguments('a-name', null);
  const image = args.indexOf('mysql:8.4');
  expect(args.slice(0, image)).toEqual([
    'run',
    '--rm',
    '--name',
    'a-name',
    '--publish',
    '127.0.0.1::3306',
    '--env',
    'MYSQL_ROOT_PASSWORD',
  ]);
  expect(args.slice(image)).toContain('--collation-server=utf8mb4_unicode_ci');
});

test('its data stays in a volume of the data directory', () => {
  const volume = (dataDirectory: string) => {
    const args = dockerArguments('a-name', dataDirectory);
    return args[args.indexOf('--volume') + 1];
  };
  expect(volume('/one')).toMatch(/^customer-graph-[0-9a-f]{12}:\/var\/lib\/mysql$/);
  expect(volume('/one')).toBe(volume('/one'));
  expect(volume('/one')).not.toBe(volume('/two'));
});

test('without an engine there is no server', async () => {
  const machine = { env: { PATH: '/nonexistent' }, programFolders: [] };
  expect(await startDockerMysql(machine, { dataDirectory: null, progress: () => {} })).toBeNull();
});
