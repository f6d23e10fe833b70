import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const CHECK = fileURLToPath(new URL('check.mjs', import.meta.url));

test('a check that is well is a line, of one that fails everything is printed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checks-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const scripts = { well: 'echo a hint', wrong: 'echo a problem; echo its place >&2; exit 3' };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ scripts }));

  const well = spawnSync(process.execPath, [CHECK, 'well'], { cwd: folder, encoding: 'utf8' });
  const both = spawnSync(process.execPath, [CHECK, 'well', 'wrong'], { cwd: folder, encoding: 'utf8' });

  expect([well.status, well.stderr]).toEqual([0, '']);
  expect(well.stdout).toMatch(/^well: well, [\d.]+ s\n$/);
  expect(both.status).toBe(1);
  expect(both.stdout).toMatch(/^a problem\n(well: well, .*\n)?wrong: failed/m);
  expect(both.stdout).not.toContain('a hint');
  expect(both.stderr).toContain('its place\n');
  expect(both.stderr.endsWith('failed: wrong\n')).toBe(true);
});
