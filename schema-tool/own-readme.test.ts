import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaCommand } from '../tests/support/commands/schema-command.ts';

const SUBGRAPH = 'subgraphs/clientes/schema.graphql';
const FIELD = /( {2}"Telephone[^\n]*\n {2}telefone: String @tag\(name: "pii"\) @requiresScopes[^\n]*)\n/;

const USAGE = {
  v: 1,
  day: today(),
  hash: 'a'.repeat(64),
  name: 'Agenda',
  client: 'app-vendas',
  clientVersion: '4.2.0',
  document: 'query Agenda($id: ID!) { cliente(id: $id) { nome telefone } }',
  fields: ['Cliente.nome', 'Cliente.telefone', 'Query.cliente'],
  enumValues: [],
  inputFields: [],
  count: 18230,
  lastSeen: `${today()}T17:41:09.120Z`,
};

let folder: string;
let sdl: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readme-schema-'));
  for (const part of ['schema', 'subgraphs', 'console/src', 'examples/documents', '.graphqlrc.yml']) {
    await cp(part, join(folder, part), { recursive: true, filter: (path) => !path.endsWith('.ts') });
  }
  await writeFile(join(folder, 'schema/usage.jsonl'), `${JSON.stringify(USAGE)}\n`);
  sdl = await readFile(SUBGRAPH, 'utf8');
  expect(sdl).toMatch(FIELD);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a field that is taken away fails as the README shows', { timeout: 120_000 }, async () => {
  const { code, lines } = await checkWith(sdl.replace(FIELD, ''));

  expect(code).toBe(1);
  expectInOrder(lines, (await shown())[0]);
});

test('a field that is deprecated passes as the README shows', { timeout: 120_000 }, async () => {
  const deprecated = '$1 @deprecated(reason: "Use contatos; removed after 2027-06-30.")\n';
  const { code, lines } = await checkWith(sdl.replace(FIELD, deprecated));

  expect(code).toBe(0);
  expectInOrder(lines, (await shown())[1]);
});

test('the other commands of the section are there', { timeout: 120_000 }, async () => {
  const section = (await readFile('README.md', 'utf8')).split('## Schema checks')[1]?.split('\n## ')[0] ?? '';
  const commands = [...section.matchAll(/npm run schema -- (\w+)/g)].map(([, name]) => name ?? '');
  const { stdout } = await schemaCommand(['--help']);

  expect(commands.filter((name) => !stdout.includes(`  ${name} `))).toEqual([]);
  expect(new Set(commands).size).toBe(6);
});

async function checkWith(text: string): Promise<{ code: number; lines: string[] }> {
  await writeFile(join(folder, SUBGRAPH), text);
  const base = resolve('schema/supergraph.yaml');
  const { code, stdout } = await schemaCommand(['check', '--base', base], { cwd: folder });
  return { code, lines: stdout.replaceAll(today(), '2026-11-23').split('\n') };
}

/** The outputs in the README's section, as lines. */
async function shown(): Promise<[string[], string[]]> {
  const section = (await readFile('README.md', 'utf8')).split('## Schema checks')[1] ?? '';
  const [failing = '', passing = ''] = [...section.matchAll(/^```text\n([\s\S]*?)^```/gm)].map(
    ([, text]) => text,
  );
  return [failing.trim().split('\n'), passing.trim().split('\n')];
}

/** `...` stands for lines that are left out. */
function expectInOrder(actual: readonly string[], expected: readonly string[]): void {
  let at = 0;
  for (const line of expected) {
    if (line.trim() === '...') continue;
    const found = actual.indexOf(line, at);
    expect(found, `"${line}" in\n${actual.join('\n')}`).toBeGreaterThanOrEqual(at);
    at = found + 1;
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
