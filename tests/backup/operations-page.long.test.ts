import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupCommand } from '../../backup/commands/command.ts';
import { readWorld } from '../../backup/commands/config.ts';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { backupVariablesRead } from '../support/executions/variables-read.ts';
import { insertAnaAndBento } from '../support/networks/test-network.ts';
import { createMigratedSchemas } from '../support/schemas/migrated-schemas.ts';

const run = promisify(execFile);
const PAGE = readFileSync('docs/operations.md', 'utf8');

/** What is printed by a command of the page, by how the command begins. */
const PRINTED: readonly [string, RegExp][] = [
  ['backup create', /is complete: backup [0-9a-f-]{36} of 5 domain\(s\)$/],
  ['backup key', /^$/],
  ['backup list', /^2 whole backup\(s\); /],
  ['backup verify', /is whole(, and it loads)?$/],
  ['node dist/backup/cli.js create', /^removed 0 backup\(s\) and made room of 0 bytes; 3 stay$/],
  ['backup prune', /^would remove 0 backup\(s\) and make room of 0 bytes; 3 stay$/],
  ['backup ledger fill', /^Cliente: 1 erasure\(s\), 1 of them added$/],
  ['backup ledger check', /^Cliente: 1 erasure\(s\), 0 missing$/],
  ['unset ERASURE_LEDGER_URL; backup ledger settle', /^0 erasure\(s\) settled$/],
  ['backup orphans', /^nothing refers to anything that is lost$/],
  ['backup erase', /^0 erased$/],
  ['backup restore', /^restored: start the processes$/],
  ['backup hold', /^held to what is known: start the processes$/],
  ['DATABASE_URL=', /^$|erased again; ids go on|will be sent again\.$/],
];

const opened = new Resources();
let adminUrl: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  // With the names of the page.
  const server = opened.use(
    await provideMysql({ url: null, dataDirectory: null, durable: false, progress: () => {} }),
  );
  adminUrl = server.adminUrl;
  const definitions = await loadSubgraphs();
  const urls = await createMigratedSchemas(adminUrl, definitions, '');
  await insertAnaAndBento({ databaseUrls: urls });
  const scratch = await createSchemas(adminUrl, [{ name: 'scratch', databaseName: 'scratch' }]);
  const folder = await mkdtemp(join(tmpdir(), 'operations-page-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  env = {
    PATH: process.env.PATH,
    BACKUPS: folder,
    KEYS: folder,
    BACKUP_USER: 'backup',
    BACKUP_PASSWORD: 'a long password',
    SCRATCH_DATABASE_URL: scratch.get('scratch'),
    ERASURE_LEDGER_URL: `file://${folder}/erasures.log`,
  };
  for (const [name, url] of urls) {
    env[`DATABASE_URL_${name.toUpperCase()}`] = url;
    env[`URL_${name.toUpperCase()}`] = url;
  }
  await onServer('INSERT INTO clientes.exclusao VALUES (77, 1, NOW(3))');
}, 120_000);
afterAll(() => opened[Symbol.asyncDispose]());

async function onServer(...statements: string[]): Promise<void> {
  const connection = await createConnection({ uri: adminUrl });
  for (const statement of statements) await connection.query(statement);
  await connection.end();
}

/** As somebody does before a restore. */
async function emptySchemas(command: string): Promise<void> {
  for (const { name, databaseName } of await loadSubgraphs()) {
    if (command.includes('--only') && !command.includes(` ${name}`)) continue;
    await onServer(`DROP DATABASE ${databaseName}`, `CREATE DATABASE ${databaseName}`);
  }
}

/** Runs a line as a shell does, in this process: another one for each would take most of the time. */
async function backup(line: string, env: NodeJS.ProcessEnv): Promise<string> {
  const words = line
    .replace(/\$(\w+)/g, (_found, name) => env[name] ?? '')
    .replaceAll('"', '')
    .split(' ');
  const into = words.indexOf('>');
  const printed: string[] = [];
  const definitions = await loadSubgraphs();
  const command = backupCommand({
    withWorld: (work) => work(readWorld(definitions, env)),
    print: (text) => printed.push(text),
    note: () => {},
  });
  await command.parseAsync(into === -1 ? words.slice(1) : words.slice(1, into), { from: 'user' });
  if (into === -1) return printed.join('\n');
  await writeFile(words[into + 1] ?? '', `${printed.join('\n')}\n`);
  return '';
}

async function inShell(line: string): Promise<string> {
  const script = line.replace(/node dist\/(\S+)\.js/g, `"${process.execPath}" dev/run.mjs $1.ts`);
  return (await run('sh', ['-c', script], { env })).stdout.trim();
}

test('every command and statement of the page does what it says', { timeout: 240_000 }, async () => {
  const blocks = [...PAGE.matchAll(/^```(sh|sql)\n([\s\S]*?)^```/gm)];
  // The rights come before the backup that they are for.
  for (const [, language, text = ''] of blocks.filter(([, kind]) => kind === 'sql')) {
    expect(language).toBe('sql');
    await onServer(...text.trim().split('\n'));
  }
  const commands = blocks
    .filter(([, kind]) => kind === 'sh')
    .flatMap(([, , text = '']) => text.trim().split('\n'));
  expect(commands.length).toBeGreaterThan(10);
  for (const command of commands) {
    if (command.startsWith('backup restore')) await emptySchemas(command);
    const [, printed = /^never$/] = PRINTED.find(([start]) => command.startsWith(start)) ?? [];
    const [, unset = null, line = command] = /^unset (\w+); (.*)$/.exec(command) ?? [];
    const said = line.startsWith('backup ')
      ? await backup(line, Object.fromEntries(Object.entries(env).filter(([name]) => name !== unset)))
      : await inShell(line);
    expect([command, said.split('\n').at(-1)]).toEqual([command, expect.stringMatching(printed)]);
  }
});

test('the page has every variable that the command reads', async () => {
  for (const name of await backupVariablesRead()) {
    const [, start = name] = /^(DATABASE_URL|DATABASE_PASSWORD)_/.exec(name) ?? [];
    expect(PAGE).toContain(start.replace(/_FILE$/, '').replace(/_(DATABASE_|LEDGER_)?PASSWORD$/, ''));
  }
});
