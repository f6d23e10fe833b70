import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { SubgraphDefinition } from '../platform/subgraph/definition.ts';

/** What is used of the file here; `npm run schema -- compose` checks the rest. */
const SUPERGRAPH = v.object(
  { subgraphs: v.record(v.string(), v.unknown(), 'schema/supergraph.yaml lists no subgraphs') },
  'schema/supergraph.yaml lists no subgraphs',
);

/** The names of the subgraphs that `schema/supergraph.yaml` lists, in its order. */
export async function subgraphNames(): Promise<string[]> {
  const yaml = await readFile(new URL('../schema/supergraph.yaml', import.meta.url), 'utf8');
  return Object.keys(v.parse(SUPERGRAPH, parse(yaml)).subgraphs);
}

/** The subgraphs that `schema/supergraph.yaml` lists, loaded from their folders. */
export async function loadSubgraphs(): Promise<SubgraphDefinition[]> {
  return await Promise.all(
    (await subgraphNames()).map(async (name) => {
      const module = (await import(`../subgraphs/${name}/subgraph.ts`)) as { subgraph: SubgraphDefinition };
      return module.subgraph;
    }),
  );
}
