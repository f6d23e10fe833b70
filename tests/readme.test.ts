import { readFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { seed, sizesFor } from '../dev/seed/seed.ts';
import { loadSubgraphs } from '../platform/subgraph/listed-subgraphs.ts';
import { variablesRead } from './support/executions/variables-read.ts';
import { onBothTransports } from './support/networks/both-transports.ts';

/** The code blocks of a page, or of one of its sections, in order. */
function blocks(page: string, heading?: string): { language: string; text: string }[] {
  const text = readFileSync(page, 'utf8');
  const section =
    heading === undefined
      ? text
      : (text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '');
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

onBothTransports('the examples', (graph) => {
  beforeAll(() => seed(graph.network.databaseUrls, sizesFor(1_000), () => {}));

  test.each([
    ['README.md', 'The query'],
    ['README.pt-BR.md', 'A consulta'],
  ])('the query of %s gives the answer that is printed below it', async (page, section) => {
    const [query, answer] = blocks(page, section);
    const { body } = await graph.query(query?.text ?? '', { variables: { id: '1' } });

    expect(body, JSON.stringify(body, null, 2)).toEqual(JSON.parse(answer?.text ?? ''));
  });

  test('the write and the failing one give the answers that are printed below them', async () => {
    const [mutation, entrada, answer, failing, failingAnswer] = blocks('docs/writing.md');
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
    const erasure = blocks('docs/erasure.md').find(({ text }) => text.startsWith('mutation Excluir'));
    const { body } = await graph.query(erasure?.text ?? '');
    expect(body.data.excluirCliente.__typename).toBe('ClienteExcluido');

    const progress = /`(\{ exclusao\(.*?\})`/.exec(readFileSync('docs/erasure.md', 'utf8'))?.[1] ?? '';
    await vi.waitFor(
      async () =>
        expect((await graph.query(progress)).body.data.exclusao).toEqual({
          estado: 'CONCLUIDA',
          dominiosPendentes: [],
        }),
      // Longer than a busy machine takes.
      { timeout: 15_000 },
    );
  });
});

test('the two READMEs have the same sections, links, tables and code, each in its language', () => {
  const [english, portuguese] = ['README.md', 'README.pt-BR.md'].map(outlineOf);

  expect(portuguese).toEqual(english);
  expect(JSON.stringify(english)).not.toContain('heading -1');
});

/** What a page in another language has in common with this one. */
function outlineOf(page: string): object {
  const text = readFileSync(page, 'utf8');
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '```');
  const lines = prose.split('\n');
  const anchors = lines.filter((line) => line.startsWith('#')).map(anchorOf);
  return {
    // The code of each section stands where it stands there.
    structure: lines.flatMap((line) => /^(#+ |```|!\[)/.exec(line)?.[0].trim() ?? []),
    code: blocks(page).map(({ language, text: code }) => ({
      language,
      // The labels of a picture are in words.
      code: language === 'mermaid' ? code.replace(/"[^"]*"/g, '""') : code,
    })),
    links: [...prose.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, target = '']) => (target.startsWith('#') ? `heading ${anchors.indexOf(target)}` : target))
      .filter((target) => !['README.md', 'README.pt-BR.md'].includes(target))
      .sort(),
    rows: lines.filter((line) => line.startsWith('|')).length,
  };
}

/** The address of a heading within its page, as GitHub makes it. */
function anchorOf(heading: string): string {
  const text = heading.replace(/^#+ /, '').toLowerCase();
  return `#${text.replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-')}`;
}

test('it is said of every table of the platform how long its rows are kept', async () => {
  const said = readFileSync('docs/database.md', 'utf8').split('**What is kept for how long.**')[1] ?? '';
  const tables = (await loadSubgraphs()).flatMap((subgraph) => subgraph.tables.map(({ name }) => name));

  expect([...new Set(tables)].filter((name) => !said.includes(`\n| \`${name}\``))).toEqual([]);
});

test('the table of configuration has every variable that processes ask for, and no other', async () => {
  const table = [
    ...readFileSync('docs/configuration.md', 'utf8').matchAll(/^\| `([A-Z_]+)(<NAME>)?` +\|/gm),
  ].map(([, name = '']) => name);
  const read = [...(await variablesRead())].map((name) => name.replace(/^SUBGRAPH_URL_.+/, 'SUBGRAPH_URL_'));

  expect([...new Set(read)].sort()).toEqual([...new Set(table)].sort());
});
