import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaCommand } from '../../../tests/support/commands/schema-command.ts';

const BIN = join(import.meta.dirname, '../../bin.mjs');
const CONFIG = 'subgraphs:\n  a: { routing_url: "http://a/", schema: { file: a.graphql } }\n';
const RULES = 'lint: { rules: { field-names: off } }\n';
const DEADLINE_MS = 60_000;

let folder: string;
let running: ChildProcess | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schema-watch-'));
  await write('old/supergraph.yaml', CONFIG);
  await write('old/a.graphql', 'type Query { a: Int b: Int }\n');
  await write('supergraph.yaml', CONFIG);
  await write('a.graphql', 'type Query { a: Int b: Int }\n');
  await write('checks.yaml', RULES);
});
afterEach(async () => {
  running?.kill('SIGKILL');
  running = null;
  await rm(folder, { recursive: true, force: true });
});

test('checks again when a schema, a document or the configuration changes, survives broken files, and ends by Ctrl-C', {
  timeout: 2 * DEADLINE_MS,
}, async () => {
  const watch = started('check', '--watch', '--base', 'old/supergraph.yaml');
  expect(await watch.nextRun()).toContain('PASSED');

  await write('a.graphql', 'type Query { a: Int }\n');
  expect(await watch.nextRun()).toContain('error');

  await write('a.graphql', 'type Query {');
  expect(await watch.nextRun()).toContain('a.graphql:1:13: Syntax Error');

  await write('supergraph.yaml', 'subgraphs: [');
  expect(await watch.nextRun()).toContain('supergraph.yaml:1:13: not valid YAML');

  await write('supergraph.yaml', CONFIG.replace('a.graphql', 'b.graphql'));
  expect(await watch.nextRun()).toContain('b.graphql cannot be read');

  // As editors save: beside it, and then in its place.
  await write('b.graphql.tmp', 'type Query { a: Int b: Int }\n');
  await rename(join(folder, 'b.graphql.tmp'), join(folder, 'b.graphql'));
  expect(await watch.nextRun()).toContain('PASSED');

  await write('operations/q.graphql', 'query Q { c }\n');
  expect(await watch.nextRun()).toContain('Cannot query field "c"');

  await rm(join(folder, 'operations/q.graphql'));
  expect(await watch.nextRun()).toContain('PASSED');

  await write('checks.yaml', 'no: rules\n');
  expect(await watch.nextRun()).toContain('checks.yaml:1:1: no: unknown');

  watch.child.kill('SIGINT');
  expect(await once(watch.child, 'exit')).toEqual([null, 'SIGINT']);
});

test('what can never be right ends it', async () => {
  expect((await schemaCommand(['check', '--watch', '--format', 'html'], { cwd: folder })).code).toBe(2);
});

function started(...args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  let text = '';
  let wake = () => {};
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    wake();
  });
  return { child, nextRun };

  /** What one run prints. */
  async function nextRun(): Promise<string> {
    const late = AbortSignal.timeout(DEADLINE_MS);
    const END = 'Ctrl-C ends.\n';
    while (!text.includes(END)) {
      await new Promise<void>((resolve, reject) => {
        wake = resolve;
        late.onabort = () => reject(new Error(`No run ended in time; so far: ${text}`));
      });
    }
    const end = text.indexOf(END) + END.length;
    const run = text.slice(0, end);
    text = text.slice(end);
    return run;
  }
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}
