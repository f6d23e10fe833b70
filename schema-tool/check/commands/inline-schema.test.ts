import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaCommand } from '../../../tests/support/commands/schema-command.ts';
import type { CheckReport } from '../check-report.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inline-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, ...fields: string[]): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  const lines = [
    '# The graph.',
    'subgraphs:',
    '  a:',
    '    routing_url: http://a/',
    '    schema:',
    '      sdl: |',
    '        type Query {',
    ...fields.map((field) => `          ${field}`),
    '        }',
  ];
  await writeFile(join(folder, file), lines.join('\n'));
}

/** Each finding that has a place there, with its line. */
async function linesTold(): Promise<string[]> {
  const { stdout } = await schemaCommand(['check', '--base', 'old/supergraph.yaml', '--format', 'json'], {
    cwd: folder,
  });
  const { findings }: CheckReport = JSON.parse(stdout);
  return findings.flatMap(({ code, place }) =>
    place?.file === 'schema/supergraph.yaml' ? [`${code} ${place.line}`] : [],
  );
}

test('what changed in a schema within the list of subgraphs is told at its line there', async () => {
  await write('old/supergraph.yaml', 'a: Int', 'b: Int');
  await write('schema/supergraph.yaml', '"What."', 'a: Int', 'b: String');

  expect(await linesTold()).toContain('FIELD_TYPE_CHANGED 10');
});

test('so are syntax errors and what does not compose', async () => {
  await write('old/supergraph.yaml', 'a: Int');
  await write('schema/supergraph.yaml', 'a: Int', 'b: [');
  expect(await linesTold()).toEqual(['SUBGRAPH_UNREADABLE 10']);

  await write('schema/supergraph.yaml', 'a: Int', 'b: Nada');
  expect(await linesTold()).toContain('INVALID_GRAPHQL 9');
});
