import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';

/** What is used of the file here; `npm run schema -- compose` checks the rest. */
const SUPERGRAPH = v.object(
  {
    subgraphs: v.record(
      v.string(),
      v.object({ routing_url: v.optional(v.string(), '') }),
      'schema/supergraph.yaml lists no subgraphs',
    ),
  },
  'schema/supergraph.yaml lists no subgraphs',
);

/** The scheme of addresses of what is answered in the router: no domain, and no process. */
const IN_ROUTER = 'router:';

/** The names of the subgraphs that `schema/supergraph.yaml` lists and that run as such, in its order. */
export async function subgraphNames(): Promise<string[]> {
  const yaml = await readFile(new URL('../../schema/supergraph.yaml', import.meta.url), 'utf8');
  return Object.entries(v.parse(SUPERGRAPH, parse(yaml)).subgraphs)
    .filter(([, { routing_url }]) => !routing_url.startsWith(IN_ROUTER))
    .map(([name]) => name);
}

/** The subgraphs that `schema/supergraph.yaml` lists, loaded from their folders. */
export async function loadSubgraphs(): Promise<SubgraphDefinition[]> {
  return await Promise.all(
    (await subgraphNames()).map(async (name) => {
      const module = (await import(`../../subgraphs/${name}/subgraph.ts`)) as {
        subgraph: SubgraphDefinition;
      };
      return module.subgraph;
    }),
  );
}
