import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../dev/mysql/processes/free-port.ts';
import { subgraphNames } from '../platform/subgraph/listed-subgraphs.ts';
import { ADDED, ADDED_FOLDER, ADDED_LINE } from './support/commands/added-subgraph.ts';
import { postQuery } from './support/networks/test-network.ts';

const run = promisify(execFile);

/** A copy of the project with one more line; the folder comes after the first test. */
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'added-subgraph-'));
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const needed =
    /^(platform|backup|subgraphs|router|schema|schema-tool|usage-format|access-format|operation-cost|dev|docs|console|examples|explorer|package\.json|tsconfig\.json|biome\.json)/;
  for (const file of stdout.split('\0').filter((name) => needed.test(name) && !name.endsWith('.test.ts'))) {
    await cp(file, join(copy, file)).catch((error: NodeJS.ErrnoException) => {
      // Deleted and not committed yet.
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
  await appendFile(join(copy, 'schema/supergraph.yaml'), ADDED_LINE);
});
afterAll(() => rm(copy, { recursive: true, force: true }));

async function writeFolder(): Promise<void> {
  // Without a line it is no domain.
  await mkdir(join(copy, 'subgraphs/rascunho'));
  for (const [name, text] of Object.entries(ADDED_FOLDER)) {
    const path = join(copy, 'subgraphs', ADDED, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

// What is compiled then does not have the folder: the next test finds it all the same.
test.each(['npm start', 'npm run --silent migrate -- status'])(
  '%s says what is missing where there is the line only',
  { timeout: 60_000 },
  async (command) => {
    const [program = '', ...args] = command.split(' ');
    const env = { ...process.env, MYSQL_URL: '', DATA_DIRECTORY: join(copy, 'data') };
    const ended = await run(program, args, { cwd: copy, env }).catch((error: unknown) => error);

    expect(ended).toMatchObject({
      code: 1,
      stderr: `There is no subgraphs/${ADDED}/subgraph.ts: docs/another-subgraph.md says what a subgraph is made of.\n`,
    });
  },
);

test('one folder and one line are another subgraph: compiled, composed, checked, migrated and served', {
  timeout: 120_000,
}, async () => {
  await writeFolder();
  await run('npm', ['run', '--silent', 'generate'], { cwd: copy });
  for (const [program, ...args] of [
    ['tsc', '--noEmit'],
    ['biome', 'check', '--vcs-enabled=false', join('subgraphs', ADDED)],
  ] as const)
    await run(join('node_modules/.bin', program), args, { cwd: copy });

  const { stdout: report } = await run(
    'npm',
    ['run', '--silent', 'schema', '--', 'check', '--base', resolve('schema/supergraph.yaml')],
    { cwd: copy },
  );
  expect(report).toMatch(/'avaliacao' was added to object type 'Query'/);
  expect(report).toContain('PASSED');

  const before = (await subgraphNames()).length;
  const firstPort = await freePorts(before + 2);
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
    expect(output).toContain(`avaliacoes ${firstPort + before + 1}`);

    const ofProduct = await postQuery(
      `http://127.0.0.1:${firstPort}/graphql`,
      '{ produto(id: 1) { id avaliacoes { nota } } }',
    );
    expect(ofProduct.body).toEqual({ data: { produto: { id: '1', avaliacoes: [] } } });
    const alone = await postQuery(
      `http://127.0.0.1:${firstPort + before + 1}/graphql`,
      '{ avaliacao(id: 1) { nota } }',
    );
    expect(alone.body).toEqual({ data: { avaliacao: null } });
  } finally {
    if (graph.pid) process.kill(-graph.pid, 'SIGTERM');
    await ended;
  }
});
