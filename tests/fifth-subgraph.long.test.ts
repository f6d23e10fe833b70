import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../dev/mysql/processes/free-port.ts';
import { FIFTH, FIFTH_FOLDER, FIFTH_LINE } from './support/commands/fifth-subgraph.ts';
import { postQuery } from './support/networks/test-network.ts';

const run = promisify(execFile);

/** A copy of the project with one more folder and one more line. */
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'fifth-subgraph-'));
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const needed =
    /^(platform|backup|subgraphs|router|schema|schema-tool|usage-format|access-format|dev|docs|console|examples|explorer|package\.json|tsconfig\.json|biome\.json)/;
  for (const file of stdout.split('\0').filter((name) => needed.test(name) && !name.endsWith('.test.ts'))) {
    await cp(file, join(copy, file)).catch((error: NodeJS.ErrnoException) => {
      // Deleted and not committed yet.
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
  for (const [name, text] of Object.entries(FIFTH_FOLDER)) {
    const path = join(copy, 'subgraphs', FIFTH, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  await appendFile(join(copy, 'schema/supergraph.yaml'), FIFTH_LINE);
});
afterAll(() => rm(copy, { recursive: true, force: true }));

test('one folder and one line are another subgraph: compiled, composed, checked, migrated and served', {
  timeout: 120_000,
}, async () => {
  await run('npm', ['run', '--silent', 'generate'], { cwd: copy });
  for (const [program, ...args] of [
    ['tsc', '--noEmit'],
    ['biome', 'check', '--vcs-enabled=false', join('subgraphs', FIFTH)],
  ] as const)
    await run(join('node_modules/.bin', program), args, { cwd: copy });

  const { stdout: report } = await run(
    'npm',
    ['run', '--silent', 'schema', '--', 'check', '--base', resolve('schema/supergraph.yaml')],
    { cwd: copy },
  );
  expect(report).toMatch(/'avaliacao' was added to object type 'Query'/);
  expect(report).toContain('PASSED');

  const firstPort = await freePorts(7);
  const graph = spawn('npm', ['start'], {
    cwd: copy,
    env: {
      ...process.env,
      MYSQL_URL: '',
      DATA_DIRECTORY: join(copy, 'data'),
      FIRST_PORT: String(firstPort),
      LOG_LEVEL: 'silent',
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(graph, 'close');
  let output = '';
  graph.stderr.on('data', (chunk) => {
    output += chunk;
  });
  try {
    for await (const chunk of graph.stdout) {
      output += chunk;
      if (output.includes('Ctrl-C stops everything.')) break;
    }
    expect(output).toContain(`avaliacoes ${firstPort + 6}`);

    const ofProduct = await postQuery(
      `http://127.0.0.1:${firstPort}/graphql`,
      '{ produto(id: 1) { id avaliacoes { nota } } }',
    );
    expect(ofProduct.body).toEqual({ data: { produto: { id: '1', avaliacoes: [] } } });
    const alone = await postQuery(
      `http://127.0.0.1:${firstPort + 6}/graphql`,
      '{ avaliacao(id: 1) { nota } }',
    );
    expect(alone.body).toEqual({ data: { avaliacao: null } });
  } finally {
    if (graph.pid) process.kill(-graph.pid, 'SIGTERM');
    await ended;
  }
});
