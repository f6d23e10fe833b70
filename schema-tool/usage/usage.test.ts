import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaCommand } from '../../tests/support/commands/schema-command.ts';
import type { UsageLine } from '../../usage-format/usage-line.ts';
import { usageTable } from './usage-table.ts';

function line(values: Partial<UsageLine> = {}): UsageLine {
  return {
    v: 1,
    day: '2026-11-20',
    hash: 'a'.repeat(64),
    name: 'A',
    client: 'loja',
    clientVersion: '1.0',
    document: 'query A{a}',
    fields: ['Query.a'],
    enumValues: [],
    inputFields: [],
    count: 1,
    lastSeen: '2026-11-20T10:00:00.000Z',
    ...values,
  };
}

test('the table has the most called first, and says what it leaves out', () => {
  const lines = [
    line(),
    line({ name: null, client: null, clientVersion: null, hash: 'b'.repeat(64), count: 1 }),
    line({ day: '2026-11-21', count: 98, lastSeen: '2026-11-21T23:59:59.000Z' }),
    line({ client: '\u001b[31m', hash: 'c'.repeat(64), count: 25 }),
  ];

  expect(usageTable(lines, 2)).toBe(`operation  client  version  calls    share  last seen
A          loja    1.0         99  79.20 %  2026-11-21 23:59
A          ?[31m   1.0         25  20.00 %  2026-11-20 10:00

125 call(s) on 2 day(s), 1 row(s) not shown
`);
  expect(usageTable([], 2)).toBe('no calls\n');
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usage-'));
});
afterEach(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => schemaCommand(['usage', ...args]);

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test('usage merge puts files together, also into one of them', async () => {
  const one = await file('one.jsonl', `${JSON.stringify(line())}\n`);
  const other = await file('other.jsonl', `${JSON.stringify(line({ count: 2 }))}\n{"v":1,"unfin`);

  expect(await run('merge', one, other)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(`${other}:2: the last line was not written to its end`),
  });
  const merged = await run('merge', one, other, '--tolerate-truncated', '--out', one);
  expect(merged).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`${other}: the last, unfinished`),
  });
  expect(await readFile(one, 'utf8')).toBe(`${JSON.stringify(line({ count: 3 }))}\n`);
  expect((await readdir(folder)).sort()).toEqual(['one.jsonl', 'other.jsonl']);
  expect((await run('show', one, '--since', '2026-11-20')).stdout).toContain('3 call(s) on 1 day(s)');
});

test('a last line that was written whole counts, whether its line end is there or not', async () => {
  const text = JSON.stringify(line({ count: 2 }));
  const one = await file('one.jsonl', `\ufeff${text}\r\n${text}`);

  expect(await run('merge', one)).toEqual({
    code: 0,
    stdout: `${JSON.stringify(line({ count: 4 }))}\n`,
    stderr: '',
  });
});

test('usage merge writes nothing when a file cannot be used', async () => {
  const good = await file('good.jsonl', `${JSON.stringify(line())}\n`);
  const foreign = await file('foreign.jsonl', `${JSON.stringify(line())}\n{"v":2}\n`);
  const out = join(folder, 'out.jsonl');

  expect(await run('merge', good, foreign, '--tolerate-truncated', '--out', out)).toEqual({
    code: 2,
    stdout: '',
    stderr: `${foreign}:2: not usage of version 1: v, day, document and count are needed, see usage-file.md.\n`,
  });
  expect(await run('merge', good, good, '--out', out)).toMatchObject({
    code: 2,
    stderr: `${good} is named twice: its calls would be counted twice.\n`,
  });
  expect(await run('merge', join(folder, 'none.jsonl'))).toMatchObject({ code: 2 });
  expect((await readdir(folder)).sort()).toEqual(['foreign.jsonl', 'good.jsonl']);
});

test('a line of others needs a document, its day and its calls; what variables gave is then unknown', async () => {
  const short = { v: 1, day: '2026-11-20', document: 'query A { a }', count: 4 };
  const file1 = await file('short.jsonl', `${JSON.stringify(short)}\n${JSON.stringify(short)}\n`);
  const merged = JSON.parse((await run('merge', file1)).stdout);

  expect(merged).toEqual({
    ...short,
    hash: sha256('query A { a }'),
    name: null,
    client: null,
    clientVersion: null,
    recorded: false,
    fields: [],
    enumValues: [],
    inputFields: [],
    count: 8,
    lastSeen: '2026-11-20T00:00:00.000Z',
  });
  // What was merged is read again, and still unknown.
  expect(
    JSON.parse((await run('merge', await file('again.jsonl', `${JSON.stringify(merged)}\n`))).stdout),
  ).toEqual(merged);
  expect(await run('merge', await file('bad.jsonl', `{"v":1,"day":"2026-11-20","count":1}\n`))).toMatchObject(
    {
      code: 2,
    },
  );
});

/** As https://the-guild.dev/graphql/hive/docs/api-reference/usage-reports shows it. */
const REPORT = {
  size: 3,
  map: {
    c3b6d9b0: { operationName: 'me', operation: 'query me { me { id } }', fields: ['Query', 'Query.me'] },
    other: { operation: '{ b }', fields: ['Query.b'] },
  },
  operations: [
    {
      operationMapKey: 'c3b6d9b0',
      timestamp: Date.UTC(2026, 10, 20, 23, 59),
      execution: { ok: true, duration: 150_000_000, errorsTotal: 0 },
      metadata: { client: { name: 'demo', version: '0.0.1' } },
    },
    { operationMapKey: 'other', timestamp: Date.UTC(2026, 10, 21), execution: { ok: true, duration: 1 } },
  ],
  subscriptionOperations: [{ operationMapKey: 'other', timestamp: Date.UTC(2026, 10, 21, 1) }],
};

test('usage import makes usage of reports to Hive, one a file or one a line', async () => {
  const one = await file('one.json', JSON.stringify(REPORT, null, 2));
  const lines = await file('lines.json', `${JSON.stringify(REPORT)}\n${JSON.stringify(REPORT)}\n`);
  const { code, stdout } = await run('import', one, lines);

  const unrecorded = { recorded: false, fields: [], enumValues: [], inputFields: [] };
  expect(
    stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text)),
  ).toEqual([
    {
      ...{ v: 1, day: '2026-11-20', hash: sha256('query me { me { id } }'), name: 'me' },
      ...{ client: 'demo', clientVersion: '0.0.1', document: 'query me { me { id } }', ...unrecorded },
      ...{ count: 3, lastSeen: '2026-11-20T23:59:00.000Z' },
    },
    {
      ...{ v: 1, day: '2026-11-21', hash: sha256('{ b }'), name: null, client: null, clientVersion: null },
      ...{ document: '{ b }', ...unrecorded, count: 6, lastSeen: '2026-11-21T01:00:00.000Z' },
    },
  ]);
  expect(code).toBe(0);
});

test('usage import refuses what is no report, with its place, and writes nothing', async () => {
  const out = join(folder, 'usage.jsonl');
  const wrong = {
    ...REPORT,
    operations: [
      { operationMapKey: 'other', timestamp: 'today' },
      { operationMapKey: '', timestamp: 1 },
    ],
  };
  const file1 = await file('wrong.json', JSON.stringify(wrong));
  const outcome = await run('import', file1, '--out', out);
  expect(outcome.stderr).toContain(
    `${file1}: operations.0.timestamp: expected milliseconds since 1970.\n${file1}: operations.1.operationMapKey: expected a text.`,
  );
  expect(outcome.code).toBe(2);

  const unknown = { ...REPORT, map: {} };
  const file2 = await file('unknown.json', JSON.stringify(unknown));
  expect((await run('import', file2, '--out', out)).stderr).toContain(
    `${file2}: a call names the operation c3b6d9b0, which is not in map.`,
  );
  const file3 = await file('text.json', 'nothing');
  expect((await run('import', file3, '--out', out)).stderr).toContain(`${file3}: not JSON.`);
  expect(await readdir(folder)).not.toContain('usage.jsonl');
});
