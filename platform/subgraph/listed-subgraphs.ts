import { readdir, readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { parse } from 'yaml';
import { StartError } from '../process/ending/start-error.ts';
import type { SubgraphDefinition } from './definition.ts';

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

/** The subgraphs that `schema/supergraph.yaml` lists, loaded from their folders. Throws StartError for one that has none. */
export async function loadSubgraphs(): Promise<SubgraphDefinition[]> {
  return await Promise.all(
    (await subgraphNames()).map(async (name) => {
      const files = await readdir(new URL(`../../subgraphs/${name}/`, import.meta.url)).catch(() => []);
      // Or what it was compiled to.
      if (!files.some((file) => /^subgraph\.[jt]s$/.test(file)))
        throw new StartError(missingFile(name, 'subgraph.ts'));
      const module = (await import(`../../subgraphs/${name}/subgraph.ts`)) as {
        subgraph: SubgraphDefinition;
      };
      return module.subgraph;
    }),
  );
}

/** What to do about a subgraph that is listed and lacks a file that each has. */
export function missingFile(name: string, file: string): string {
  return `There is no subgraphs/${name}/${file}: docs/another-subgraph.md says what a subgraph is made of.`;
}
