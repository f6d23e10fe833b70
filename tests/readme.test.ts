import { readFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { seed, sizesFor } from '../dev/seed/seed.ts';
import { onBothTransports } from './support/both-transports.ts';

const readme = readFileSync('README.md', 'utf8');

/** The code blocks of a section, by language. */
function blocks(heading: string): { language: string; text: string }[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

onBothTransports('the examples', (graph) => {
  beforeAll(() => seed(graph.network.databaseUrls, sizesFor(1_000), () => {}));

  test('the query gives the answer that is printed below it', async () => {
    const [query, answer] = blocks('The query');
    const { body } = await graph.query(query?.text ?? '', { variables: { id: '1' } });

    expect(body, JSON.stringify(body, null, 2)).toEqual(JSON.parse(answer?.text ?? ''));
  });

  test('the write and the failing one give the answers that are printed below them', async () => {
    const [mutation, entrada, answer, failing, failingAnswer] = blocks('Writing');
    for (const [variables, expected] of [
      [entrada, answer],
      [entrada, answer],
      [failing, failingAnswer],
    ]) {
      const { body } = await graph.query(mutation?.text ?? '', {
        variables: JSON.parse(variables?.text ?? ''),
      });
      expect(body, JSON.stringify(body, null, 2)).toEqual(JSON.parse(expected?.text ?? ''));
    }
  });

  test('an erasure is done when every domain has confirmed it', async () => {
    const erasure = blocks('Writing').find(({ text }) => text.startsWith('mutation Excluir'));
    const { body } = await graph.query(erasure?.text ?? '');
    expect(body.data.excluirCliente.__typename).toBe('ClienteExcluido');

    const progress = /`(\{ exclusao\(.*?\})`/.exec(readme)?.[1] ?? '';
    await vi.waitFor(async () =>
      expect((await graph.query(progress)).body.data.exclusao).toEqual({
        estado: 'CONCLUIDA',
        dominiosPendentes: [],
      }),
    );
  });
});

test('every variable of the configuration table is read by the code, and the other way round', () => {
  const table = [...readme.matchAll(/^\| `([A-Z_]+)(?:_<NAME>)?` +\|/gm)].map(([, name]) => name ?? '');
  const read = [
    'platform/process/config.ts',
    'platform/subgraph/config.ts',
    'router/config.ts',
    'dev/config.ts',
  ]
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'([A-Z][A-Z_]{3,})'/g)])
    .map(([, name]) => name ?? '');

  expect(table.filter((name) => name !== 'SUBGRAPH_URL' && !read.includes(name))).toEqual([]);
  expect(
    [...new Set(read)].filter((name) => !table.includes(name) && !/^[A-Z]+_[A-Z]+_ERROR$|NOME/.test(name)),
  ).toEqual([]);
});
