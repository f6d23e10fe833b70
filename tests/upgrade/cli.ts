import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { migrationStatus } from '../../platform/database/migrations/migrations.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { startFailure } from '../../platform/process/run/run-process.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { checkRelease } from './check-release.ts';
import { startRelease } from './release.ts';

const run = promisify(execFile);
const SECRET = 'for-the-upgrade-test-only-0123456789';

const command = new Command('test:upgrade')
  .description(
    'Rolls from an earlier commit to the working copy and back, on the same schemas: reads, writes and erasures at every step. A minute.',
  )
  .option(
    '--from <commit>',
    'the release before; by default the commit before the last one that added a migration',
  )
  .showHelpAfterError();

async function upgrade(from: string): Promise<void> {
  await using opened = new Resources();
  const say = (text: string) => console.log(text);
  const work = await mkdtemp(join(tmpdir(), 'upgrade-'));
  opened.defer(() => rm(work, { recursive: true, force: true }));
  say(`the release before is ${(await git('log', '-1', '--format=%h %s', from)).trim()}`);
  const former = await buildOf(from, { work, opened, say });
  await run(process.execPath, ['deploy/build.mjs']);
  const server = opened.use(
    await provideMysql({
      url: process.env.MYSQL_URL ?? null,
      dataDirectory: null,
      durable: false,
      progress: say,
    }),
  );
  const definitions = await loadSubgraphs();
  const prefix = `up${process.pid}_`;
  const all = await createSchemas(server.adminUrl, definitions, prefix);
  // A domain that the release before has not is none of those that it is asked about.
  const had = await namesAt(from);
  const formerUrls = new Map([...all].filter(([name]) => had.has(name)));
  const ports = { former: await freePorts(all.size + 1), present: 0 };
  ports.present = await freePorts(all.size + 1);
  const release = (dist: string, firstPort: number, databaseUrls: ReadonlyMap<string, string>) =>
    startRelease({ dist, firstPort, databaseUrls, identitySecret: SECRET });
  {
    await using before = await release(former, ports.former, formerUrls);
    await checkRelease(before.url, 'the release before');
    const pending = await Promise.all(
      definitions.map(async ({ name, migrations }) => {
        const status = await migrationStatus(all.get(name) ?? '', migrations);
        return status.pending.map((migration) => `${name} ${migration}`);
      }),
    );
    say(`migrations that the present release adds: ${pending.flat().join(', ') || 'none'}`);
    await using present = await release(resolve('dist'), ports.present, all);
    await checkRelease(present.url, 'the present release');
    await checkRelease(before.url, 'the release before, beside the present one on its schemas');
  }
  {
    await using back = await release(former, ports.former, formerUrls);
    await checkRelease(back.url, 'back to the release before');
  }
  await using again = await release(resolve('dist'), ports.present, all);
  await checkRelease(again.url, 'the present release again');
}

/** Builds a commit in a working tree of its own, and gives its `dist/`. Its packages are those of this one where they are the same. */
async function buildOf(
  commit: string,
  { work, opened, say }: { work: string; opened: Resources; say: (text: string) => void },
): Promise<string> {
  const tree = join(work, 'former');
  await git('worktree', 'add', '--detach', tree, commit);
  opened.defer(() => git('worktree', 'remove', '--force', tree));
  if (
    (await readFile('package-lock.json', 'utf8')) ===
    (await readFile(join(tree, 'package-lock.json'), 'utf8'))
  ) {
    await symlink(resolve('node_modules'), join(tree, 'node_modules'));
  } else {
    say('installing the packages that it had');
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: tree });
  }
  await run(process.execPath, ['deploy/build.mjs'], { cwd: tree });
  return join(tree, 'dist');
}

async function git(...args: string[]): Promise<string> {
  return (await run('git', args)).stdout;
}

async function namesAt(commit: string): Promise<Set<string>> {
  const listed = await git('ls-tree', '-d', '--name-only', commit, 'subgraphs/');
  return new Set(
    listed
      .trim()
      .split('\n')
      .map((path) => path.replace('subgraphs/', '')),
  );
}

/** Migrations of domains are files; those of the platform's tables are lines such as `'inbox-0001-create': createInbox,`. */
const MIGRATIONS = [
  ['--diff-filter=A', '--', 'subgraphs/*/migrations/0*.ts'],
  ['-G', "'[a-z_]+-[0-9]{4}-[a-z-]+': [a-zA-Z]+[, ]", '--', 'platform/*.ts', ':!*.test.ts'],
];

/** By merges as a whole: a commit within a branch may have a migration that the branch has renamed since, and that was never released. */
const LAST_ON_MAIN = ['log', '-1', '--first-parent', '-m', '--format=%ct %H'];

async function beforeTheLastMigration(): Promise<string> {
  const last = await Promise.all(MIGRATIONS.map((which) => git(...LAST_ON_MAIN, ...which)));
  const [, commit] = (last.sort().at(-1) ?? '').trim().split(' ');
  return `${commit}^`;
}

try {
  command.parse();
  await upgrade(command.opts<{ from?: string }>().from ?? (await beforeTheLastMigration()));
  console.log('forth and back without a failure');
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}
