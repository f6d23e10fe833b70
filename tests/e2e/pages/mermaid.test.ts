/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse } from 'graphql';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaChanges } from '../../../schema-tool/check/diff/schema-diff.ts';
import { planMermaid } from '../../../schema-tool/plans/plan-mermaid.ts';
import { OfflinePlanner } from '../../../schema-tool/plans/plan-metrics.ts';
import { type PlanStep, planSteps } from '../../../schema-tool/plans/plan-steps.ts';
import { changeMermaid } from '../../../schema-tool/proposal/change-mermaid.ts';
import { changedTypes } from '../../../schema-tool/proposal/changed-types.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
if (!CHROMIUM) console.log('skipped: drawing Mermaid needs Chromium (Debian: apt-get install chromium)');

/** What is written on a picture: nodes and edges, by what Mermaid made of them. */
interface Drawn {
  nodes: string[];
  edges: number;
  labels: string[];
}

/** What the script that the page loads puts into it (https://mermaid.js.org/config/usage.html). */
interface Mermaid {
  initialize(config: { startOnLoad: boolean }): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

describe.skipIf(!CHROMIUM)('Mermaid, as GitHub runs it, draws', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
    page = await browser.newPage();
    await page.addScriptTag({ path: fileURLToPath(import.meta.resolve('@mermaid-js/tiny')) });
    await page.evaluate(() =>
      (globalThis as unknown as { mermaid: Mermaid }).mermaid.initialize({
        startOnLoad: false,
      }),
    );
  });
  afterAll(() => browser.close());

  test('the plan of a query', async () => {
    const planner = new OfflinePlanner(await readFile('schema/supergraph.graphql', 'utf8'));
    const plan = planSteps(
      planner.plan(
        parse(
          'query Q($p: Boolean!) { cliente(id: 1) { nome enderecos { uf } inventario { nodes { total ... @include(if: $p) { produto { nome } } } } } }',
        ),
      ),
    );

    const drawn = await draw(planMermaid('A "name" <b> #1; end', plan));
    expect(drawn.nodes).toEqual(
      expect.arrayContaining(['A "name" <b> #1; end', '$p', 'answer', 'clientesroot']),
    );
    expect(drawn).toMatchObject({ edges: 8, labels: ['true', 'false'] });
  });

  test('a plan of very many requests', async () => {
    const fetches = (from: number): PlanStep => ({
      kind: 'parallel',
      steps: Array.from({ length: 60 }, (_, n) => ({
        kind: 'fetch',
        number: from + n,
        subgraph: `s${n}`,
        entities: null,
        at: null,
        selects: '{ a }',
      })),
    });

    const { nodes } = await draw(
      planMermaid('Q', { kind: 'sequence', steps: [fetches(0), fetches(60), fetches(120)] }),
    );
    expect(nodes).toContain('answer');
    expect(nodes).toContain('… 30 more requests');
    expect(nodes).toHaveLength(155);
  });

  test('the types that a change concerns', async () => {
    const [before, after] = [
      'type Query { end: end o(x: Int = 1): Int } type end { graph: Int subgraph: [classDef!] } type classDef { a: Int } enum click { style }',
      'type Query { end: end o(x: Int = 2): Int } type end { graph: String subgraph: [classDef] n: n } type classDef { a: Int } type n { end: end } enum click { default }',
    ].map((sdl) => buildSchema(sdl));
    if (!before || !after) throw new Error('there are two schemas');
    const schemas = { before, after };

    const types = changedTypes(schemaChanges('api', before, after), schemas);
    const { nodes, labels } = await draw(changeMermaid(types, schemas));
    expect(nodes).toEqual(
      expect.arrayContaining([
        'endchanged graph: Int → Stringchanged subgraph: [classDef!] → [classDef]added n: n',
        'n (added)',
      ]),
    );
    expect(labels).toEqual(expect.arrayContaining(['end', 'subgraph', 'added n']));
  });

  test.each(['README.md', 'README.pt-BR.md', 'docs/schema-checks.md', 'schema-tool/check/README.md'])(
    'the pictures in %s',
    async (file) => {
      const pictures = [...(await readFile(file, 'utf8')).matchAll(/```mermaid\n([\s\S]*?)```/g)];

      expect(pictures.length).toBeGreaterThan(0);
      for (const [, text = ''] of pictures) expect((await draw(text)).nodes.length).toBeGreaterThan(1);
    },
  );

  /** Draws a picture. Throws what Mermaid says of one that it cannot read. */
  async function draw(text: string): Promise<Drawn> {
    return await page.evaluate(async (source) => {
      const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
      const { svg } = await mermaid.render('drawn', source);
      const root = new DOMParser().parseFromString(svg, 'text/html');
      const texts = (selector: string) =>
        Array.from(root.querySelectorAll(selector)).map(({ textContent }) => (textContent ?? '').trim());
      return {
        nodes: texts('.node'),
        edges: root.querySelectorAll('.edgePaths path').length,
        labels: texts('.edgeLabel .label').filter((label) => label !== ''),
      };
    }, text);
  }
});
