import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { BASELINE, git, graphFolders, write } from '../tests/support/commands/graph-folders.ts';
import { schemaCommand } from '../tests/support/commands/schema-command.ts';
import type { Finding } from './check/finding.ts';
import { FORMATS } from './check/report/render.ts';

const run = promisify(execFile);
const BIN = join(import.meta.dirname, 'bin.mjs');
const folders = graphFolders();
const schema = (cwd: string, ...args: string[]) => schemaCommand(args, { cwd });

test('compose shows what composition remarks on, and not with --no-hints', async () => {
  const folder = await folders.repository();
  for (const [file, field] of [
    ['clientes', 'cliente'],
    ['compras', 'compra'],
  ])
    await write(folder, `schema/${file}.graphql`, `"Of ${file}."\ntype Query { ${field}(id: ID!): Int }\n`);
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  onTestFinished(() => print.mockRestore());
  const printed = async (...args: string[]) => {
    print.mockClear();
    expect((await schema(folder, 'compose', ...args)).code).toBe(0);
    return print.mock.calls.flat();
  };

  expect(await printed()).toEqual([
    expect.stringMatching(/^hint INCONSISTENT_DESCRIPTION: /),
    'compose: 2 of 2 file(s) changed',
  ]);
  expect(await printed('--no-hints')).toEqual(['compose: 0 of 2 file(s) changed']);
});

describe('check', () => {
  test('passes an unchanged schema against where the branch left the main branch', async () => {
    const { code, stdout } = await schema(await folders.repository(), 'check');

    expect(stdout).toContain('Compared with merge base with main (');
    expect(stdout).toContain('PASSED');
    expect(code).toBe(0);
  });

  test('says that nothing was compared where the baseline is what is checked out, and unchanged', async () => {
    const folder = await folders.repository();
    await git(folder, 'switch', '-q', 'main');
    const told = async () => {
      const { stdout } = await schema(folder, 'check', '--format', 'json');
      const { findings }: { findings: Finding[] } = JSON.parse(stdout);
      return findings.flatMap(({ severity, code }) => (code === 'BASELINE_IS_THE_SAME' ? [severity] : []));
    };
    expect(await told()).toEqual(['notice']);

    const file = 'schema/catalogo.graphql';
    await write(folder, file, `${await readFile(join(folder, file), 'utf8')}\n# A note.\n`);
    expect(await told()).toEqual([]);
    await git(folder, 'commit', '-q', '-am', 'third');
    expect(await told()).toEqual(['notice']);
    const named = await schema(folder, 'check', '--base', 'HEAD^1');
    expect(named.stdout).not.toContain('nothing was compared');
  });

  test('fails a breaking change of the working copy, which is never its own baseline', async () => {
    const folder = await folders.repository();
    const sdl = 'type Query { produto(id: ID!): Int }\n';
    await write(folder, 'schema/catalogo.graphql', sdl);
    const { code, stdout } = await schema(folder, 'check', '--base', 'HEAD');

    expect(stdout).toContain('FAILED');
    expect(code).toBe(1);
  });

  test('writes several formats at once, and the rest to the terminal', async () => {
    const folder = await folders.repository();
    const { code, stdout } = await schema(
      folder,
      'check',
      ...['--format', 'json', '--out', 'reports/check.json', '--format', 'people'],
      ...['--format', 'markdown', '--out', 'reports/check.md'],
    );

    expect(code).toBe(0);
    expect(stdout).toContain('PASSED');
    expect(JSON.parse(await readFile(join(folder, 'reports/check.json'), 'utf8')).verdict).toBe('pass');
    expect(await readFile(join(folder, 'reports/check.md'), 'utf8')).toContain('Schema checks passed');
  });
});

describe('whatever happens to it, a check', () => {
  const reports = FORMATS.flatMap((format) => ['--format', format, '--out', `reports/${format}`]);

  test('that is killed leaves no report of an earlier one, in any format', async () => {
    const folder = await folders.plain();
    for (const format of FORMATS) await write(folder, `reports/${format}`, 'passed');
    await run('mkfifo', [join(folder, 'pipe')]);
    await using pipe = await open(join(folder, 'pipe'), 'r+');
    const usage = ['--usage', '/dev/stdin']; // Which never ends.
    const running = spawn(process.execPath, [BIN, 'check', ...BASELINE, ...usage, ...reports], {
      cwd: folder,
      stdio: [pipe.fd, 'ignore', 'inherit'],
    });
    const ended = once(running, 'exit');
    const unlike = async () => {
      const texts = await Promise.all(FORMATS.map((one) => readFile(join(folder, 'reports', one), 'utf8')));
      return texts.filter((text) => !text.includes('has not come to its end'));
    };
    await vi.waitFor(async () => expect(await unlike()).toEqual([]), { timeout: 20_000, interval: 20 });
    running.kill('SIGKILL');
    await ended;

    expect(await unlike()).toEqual([]);
  });

  test('tells by its exit code how it came out, and writes its reports, when nobody reads what it prints', async () => {
    const folder = await folders.plain();
    await write(folder, 'schema/catalogo.graphql', 'type Query { produto(id: ID!): Int }\n');
    const running = spawn(process.execPath, [BIN, 'check', ...BASELINE, '--format', 'people', ...reports], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.stdout.destroy();

    expect(await once(running, 'exit')).toEqual([1, null]);
    expect(JSON.parse(await readFile(join(folder, 'reports/json'), 'utf8')).verdict).toBe('fail');
  });

  test('writes its reports, and ends with 2, when what it prints cannot be written', async () => {
    const folder = await folders.plain();
    await using full = await open('/dev/full', 'w');
    const running = spawn(process.execPath, [BIN, 'check', ...BASELINE, '--format', 'people', ...reports], {
      cwd: folder,
      stdio: ['ignore', full.fd, 'pipe'],
    });
    if (!running.stderr) throw new Error('it is a pipe');
    const [said, ended] = await Promise.all([text(running.stderr), once(running, 'exit')]);

    expect(said).toBe('What the command prints cannot be written (ENOSPC).\n');
    expect(ended).toEqual([2, null]);
    expect(JSON.parse(await readFile(join(folder, 'reports/json'), 'utf8')).verdict).toBe('pass');
  });

  test('ends where the system makes no folder for a report', async () => {
    const folder = await folders.plain();
    const out = '/proc/none/deeper/check.md';
    const { code, stderr } = await schema(folder, 'check', ...BASELINE, '--format', 'markdown', '--out', out);

    expect(stderr).toContain(`${out} cannot be written (ENOENT).`);
    expect(code).toBe(2);
  });

  test('writes through a link, and beside nothing', async () => {
    const folder = await folders.plain();
    await write(folder, 'reports/real.md', 'passed');
    await symlink('real.md', join(folder, 'reports/link.md'));
    await schema(folder, 'check', ...BASELINE, '--format', 'markdown', '--out', 'reports/link.md');

    expect(await readFile(join(folder, 'reports/real.md'), 'utf8')).toContain('## ');
    expect((await readdir(join(folder, 'reports'))).sort()).toEqual(['link.md', 'real.md']);
  });
});
