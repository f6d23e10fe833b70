import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../platform/process/logging/logging.ts';
import { scriptArguments } from '../../tests/support/commands/script-file.ts';
import type { UsageLine } from '../../usage-format/usage-line.ts';
import { describeOperation, type OperationUse } from './operation-use.ts';
import { type UsageConfig, UsageRecorder } from './usage-recorder.ts';

const log = createLog('test', 'silent');
const schema = buildSchema('type Query { a(text: String): Int }');
const NOON = Date.UTC(2026, 10, 24, 12);

let folder: string;
let config: UsageConfig;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usage-'));
  config = { path: join(folder, 'usage.jsonl'), flushSeconds: 3_600, maxBytes: 1_000_000, maxFiles: 3 };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function operation(name: string): OperationUse {
  const document = parse(`query ${name} { a(text: "segredo") }`);
  const node = getOperationAST(document);
  const use = node && describeOperation(schema, document, node);
  if (!use) throw new Error('no operation');
  return use;
}

async function linesIn(file: string): Promise<UsageLine[]> {
  const texts = (await readFile(file, 'utf8')).split('\n');
  expect(texts.pop()).toBe('');
  return texts.map((text) => JSON.parse(text));
}

const sum = (lines: readonly UsageLine[]) => lines.reduce((total, { count }) => total + count, 0);

test('counts are appended when they are flushed and when the recorder is closed', async () => {
  {
    await using recorder = await UsageRecorder.open(config, log);
    recorder.count(operation('A'), undefined, {}, NOON);
    recorder.count(operation('A'), undefined, {}, NOON + 1_000);
    await recorder.flush();
    expect(sum(await linesIn(config.path))).toBe(2);
    recorder.count(operation('A'), undefined, {}, NOON + 2_000);
    expect(recorder.totals).toEqual({ linesWritten: 1, linesPending: 1, callsDropped: 0, writesFailed: 0 });
  }
  const lines = await linesIn(config.path);

  expect(lines.map(({ count }) => count)).toEqual([2, 1]);
  expect(lines[0]).toEqual({
    v: 1,
    day: '2026-11-24',
    hash: operation('A').hash,
    name: 'A',
    client: null,
    clientVersion: null,
    document: 'query A{a(text:"")}',
    fields: ['Query.a'],
    enumValues: [],
    inputFields: [],
    count: 2,
    lastSeen: '2026-11-24T12:00:01.000Z',
  });
});

test('a line that a crash has left unfinished is cut off, and nothing else', async () => {
  {
    await using recorder = await UsageRecorder.open(config, log);
    recorder.count(operation('A'), undefined, {}, NOON);
  }
  // Longer than what is looked at in one step.
  await appendFile(config.path, `{"v":1,"document":"${'x'.repeat(200_000)}`);
  {
    await using recorder = await UsageRecorder.open(config, log);
    expect(await linesIn(config.path)).toHaveLength(1);
    await appendFile(config.path, '{"v":1,"unfinished');
    recorder.count(operation('B'), undefined, {}, NOON);
  }

  expect((await linesIn(config.path)).map(({ name }) => name)).toEqual(['A', 'B']);
});

test('a file with nothing but an unfinished line is empty again', async () => {
  await writeFile(config.path, '{"v":1,');
  await using _recorder = await UsageRecorder.open(config, log);

  expect(await readFile(config.path, 'utf8')).toBe('');
});

test('a router does not start when it cannot write where it was told to', async () => {
  await mkdir(config.path);

  await expect(UsageRecorder.open(config, log)).rejects.toThrow(
    /USAGE_PATH: .* cannot be written \(EISDIR\)/,
  );
});

test('counting goes on while writing fails, and nothing is lost or written twice', async () => {
  await using recorder = await UsageRecorder.open(config, log);
  await rm(config.path);
  await mkdir(config.path);
  for (let second = 0; second < 3; second += 1) {
    recorder.count(operation('A'), undefined, {}, NOON);
    await recorder.flush();
  }
  expect(recorder.totals).toMatchObject({ linesWritten: 0, linesPending: 1, writesFailed: 3 });

  await rm(config.path, { recursive: true });
  await recorder.flush();

  expect((await linesIn(config.path)).map(({ count }) => count)).toEqual([3]);
});

/** The largest file that the process may write is between what it writes first and what it writes then. */
const FULL = `
  import { createLog } from './platform/process/logging/logging.ts';
  import { UsageRecorder } from './router/usage/usage-recorder.ts';
  process.on('SIGXFSZ', () => {});
  const recorder = await UsageRecorder.open({ path: process.argv[1], flushSeconds: 3600, maxBytes: 300_000, maxFiles: 2 }, createLog('t', 'silent'));
  const use = (hash, document) => ({ hash, name: null, document, fields: [], enumValues: [], inputFields: [], variables: new Map() });
  recorder.count(use('1', 'small'), undefined, {}, ${NOON});
  await recorder.flush();
  recorder.count(use('2', 'x'.repeat(1_000)), undefined, {}, ${NOON});
  recorder.count(use('3', 'x'.repeat(50_000)), undefined, {}, ${NOON});
  await recorder.flush();
  process.stdout.write(JSON.stringify(recorder.totals));
  process.exit();
`;

test('when only a part of what is written fits, none of it stays', async () => {
  const child = spawn(
    'sh',
    [
      '-c',
      'ulimit -S -f 40 && exec "$@"',
      'sh',
      process.execPath,
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      FULL,
      config.path,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TSX_DISABLE_CACHE: '1' } },
  );
  const closed = once(child, 'close');
  const totals = JSON.parse((await child.stdout.toArray()).join(''));
  await closed;

  expect(totals).toEqual({ linesWritten: 1, linesPending: 2, callsDropped: 0, writesFailed: 1 });
  expect((await linesIn(config.path)).map(({ document }) => document)).toEqual(['small']);
});

test('a file that grows too large has its lines summed', async () => {
  config.maxBytes = 4_000;
  {
    await using recorder = await UsageRecorder.open(config, log);
    for (let time = 0; time < 100; time += 1) {
      for (const name of ['A', 'B']) recorder.count(operation(name), undefined, {}, NOON + time);
      await recorder.flush();
    }
  }
  const lines = await linesIn(config.path);

  expect(await readdir(folder)).toEqual(['usage.jsonl']);
  expect(lines.length).toBeLessThan(20);
  expect(sum(lines)).toBe(200);
  expect(lines[0]?.lastSeen).toMatch(/^2026-11-24T12:00:00\.0[5-9]\dZ$/);
});

test('lines that cannot be summed any more are set aside, in so many files', async () => {
  config.maxBytes = 2_000;
  await using recorder = await UsageRecorder.open(config, log);
  for (let number = 0; number < 60; number += 1) {
    recorder.count(operation(`Q${number}`), undefined, {}, NOON);
    await recorder.flush();
  }
  const files = (await readdir(folder)).sort();
  const lines = (await Promise.all(files.map((file) => linesIn(join(folder, file))))).flat();
  const names = lines.map(({ name }) => Number(name?.slice(1))).sort((a, b) => a - b);

  expect(files.filter((file) => file !== 'usage.jsonl')).toEqual(['usage.jsonl.1', 'usage.jsonl.2']);
  // The newest, without a gap, each once.
  expect(names).toEqual(Array.from({ length: names.length }, (_, index) => 60 - names.length + index));
});

test('a line of something else is kept as it is', async () => {
  config.maxBytes = 1_000;
  await writeFile(config.path, 'notes of a person\n');
  await using recorder = await UsageRecorder.open(config, log);
  for (let time = 0; time < 10; time += 1) {
    recorder.count(operation('A'), undefined, {}, NOON);
    await recorder.flush();
  }
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));

  expect(texts.join('')).toContain('notes of a person\n');
});

test('two recorders on one file lose nothing', async () => {
  config.maxBytes = 3_000;
  config.maxFiles = 100;
  {
    await using one = await UsageRecorder.open(config, log);
    await using other = await UsageRecorder.open(config, log);
    for (let time = 0; time < 50; time += 1) {
      for (const recorder of [one, other]) {
        recorder.count(operation('A'), undefined, {}, NOON);
        await recorder.flush();
      }
    }
  }
  const files = await readdir(folder);
  const lines = await Promise.all(files.map((file) => linesIn(join(folder, file))));

  expect(sum(lines.flat())).toBe(100);
});

/** Counts and flushes as fast as it can, and tells after each flush how many calls are on the disk. */
const WRITER = `
  import { createLog } from './platform/process/logging/logging.ts';
  import { UsageRecorder } from './router/usage/usage-recorder.ts';
  const [path, first] = process.argv.slice(2);
  const recorder = await UsageRecorder.open({ path, flushSeconds: 3600, maxBytes: 2_000_000, maxFiles: 2 }, createLog('t', 'silent'));
  const uses = Array.from({ length: 300 }, (_, n) => ({ hash: String(n).padStart(64, '0'), name: null, document: 'x'.repeat(2_000), fields: [], enumValues: [], inputFields: [], variables: new Map() }));
  for (let calls = 0; ; ) {
    for (const use of uses) recorder.count(use, undefined, {}, Number(first) + calls++);
    await recorder.flush();
    process.stdout.write(calls + '\\n');
  }
`;
const KILLS = 4;
const CALLS_A_FLUSH = 300;

test('a writer that is killed at any moment loses what it had not flushed, and nothing else', async () => {
  let flushed = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = spawn(process.execPath, [...scriptArguments(WRITER), config.path, String(NOON)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    // Every other time in the middle of summing, which is too short to be met by chance.
    const watcher = watch(folder, (_event, name) => {
      if (kill % 2 === 1 && name?.endsWith('.summing')) child.kill('SIGKILL');
    });
    let last = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      last = Number(line);
      if (kill % 2 === 0 && last >= CALLS_A_FLUSH * (3 + kill * 3)) {
        setTimeout(() => child.kill('SIGKILL'), kill);
      }
    }
    await closed;
    watcher.close();
    flushed += last;
    const whole = (await readFile(config.path, 'utf8')).split('\n').slice(0, -1);
    for (const text of whole) JSON.parse(text);
    // What the next start does.
    await (await UsageRecorder.open(config, log))[Symbol.asyncDispose]();

    const counted = sum(await linesIn(config.path));
    expect(counted).toBeGreaterThanOrEqual(flushed);
    expect(counted).toBeLessThanOrEqual(flushed + CALLS_A_FLUSH);
    flushed = counted;
  }
  expect(flushed).toBeGreaterThan(KILLS * CALLS_A_FLUSH);
}, 90_000);
