import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seed, sizesFor } from '../../dev/seed/seed.ts';
import { migrate } from '../../platform/database/migrations.ts';
import { type Schemas, schemasOf, testFolder } from './schemas.ts';

/** Runs the command as a process of its own, and gives its exit code or the signal that ended it. */
async function backup(
  { urls }: Schemas,
  args: readonly string[],
  killedAt?: RegExp,
): Promise<{ ended: number | string | null; said: string }> {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH };
  for (const [name, url] of urls) env[`DATABASE_URL_${name.toUpperCase()}`] = url;
  const child = spawn(process.execPath, ['dev/run.mjs', 'backup/cli.ts', ...args], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
      if (killedAt?.test(said)) child.kill('SIGKILL');
    });
  }
  return await new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ ended: code ?? signal, said }));
  });
}

test('killed again and again, a restore lets no process start, and ends when it is left alone', {
  timeout: 180_000,
}, async () => {
  const source = await schemasOf('empty');
  for (const { definition, url } of source.world.domains) await migrate(url, definition.migrations);
  await seed(source.urls, sizesFor(1_000), () => {});
  const target = await schemasOf('empty');
  const folder = join(await testFolder(), 'backup');
  expect(await backup(source, ['create', folder])).toMatchObject({ ended: 0 });
  const restore = ['restore', folder, '--without-ledger'];

  for (const killedAt of [/^catalogo: loaded$/m, /^clientes: loaded$/m, /^enderecos: loaded$/m]) {
    expect((await backup(target, restore, killedAt)).ended).toBe('SIGKILL');
    for (const { definition, url } of target.world.domains)
      await expect(migrate(url, definition.migrations)).rejects.toThrow(
        'run the same `backup restore` again',
      );
  }
  const { ended, said } = await backup(target, restore);

  expect(said).toContain('enderecos: was loaded before');
  expect(ended).toBe(0);
  for (const { definition, url } of target.world.domains)
    expect((await migrate(url, definition.migrations)).ran).toEqual([]);
  const count = 'SELECT COUNT(*) AS n FROM inventario';
  expect(await target.rows('inventario', count)).toEqual(await source.rows('inventario', count));
});
