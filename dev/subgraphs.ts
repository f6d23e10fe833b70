import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { SubgraphDefinition } from '../platform/subgraph/definition.ts';

/** The names of the subgraphs that `schema/supergraph.yaml` lists, in its order. */
export async function subgraphNames(): Promise<string[]> {
  const yaml = await readFile(new URL('../schema/supergraph.yaml', import.meta.url), 'utf8');
  // compose has checked the file's form; only the names are used here.
  const { subgraphs } = parse(yaml) as { subgraphs: Record<string, unknown> };
  return Object.keys(subgraphs);
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
