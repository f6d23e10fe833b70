import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { runScript } from '../../tests/support/commands/run-script.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';
import { subgraph } from './subgraph.ts';

const prefix = testPrefix();
let url: string;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), [subgraph], prefix)).get('clientes') ?? '';
  await migrate(url, subgraph.migrations);
});
afterAll(() => dropSchemas(inject('adminUrl'), [subgraph], prefix));

async function hold(lines: string) {
  const script = runScript(
    `process.env.DATABASE_URL = ${JSON.stringify(url)}; await import('./subgraphs/clientes/hold-to-references-cli.ts');`,
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  script.process.stdin?.end(lines);
  const code = await script.ended;
  return { code, output: script.output(), errors: script.errors() };
}

test('a list without a line is refused: whoever made it may have failed', async () => {
  expect(await hold('\n\n')).toEqual({
    code: 1,
    output: '',
    errors:
      'Nothing came on the standard input, so nothing was held to it: give the lines of `references-cli`.\n',
  });
});

test('a list that says that nobody was erased is taken', async () => {
  expect(await hold('used 7\n')).toEqual({
    code: 0,
    output: '0 customer(s) erased again; ids go on from 8\n',
    errors: '',
  });
});
