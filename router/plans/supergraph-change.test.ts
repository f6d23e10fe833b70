import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import { buildSchema, parse } from 'graphql';
import { expect, test, vi } from 'vitest';
import { createLog } from '../../platform/process/logging/logging.ts';
import { connectionsTo } from '../../tests/support/executions/two-executors.ts';
import { startPlanner } from '../planning/planner.ts';
import { Graph } from './graph.ts';
import { graphGateway } from './graph-gateway.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3")';

function supergraphAt(url: string, query = 'type Query { onde: String }'): string {
  const composed = composeServices([{ name: 'um', url, typeDefs: parse(`${LINK} ${query}`) }]);
  if (composed.errors) throw new AggregateError(composed.errors);
  return composed.supergraphSdl;
}

test('a compiled operation does not outlive its supergraph, also when clients see no difference, and is planned ahead for the next', async () => {
  let supergraph = supergraphAt('http://antes.test');
  let changed = () => {};
  const inUse: string[] = [];
  const gateway = graphGateway({
    source: {
      read: () => Promise.resolve(supergraph),
      watch: (onChange) => {
        changed = onChange;
        return () => {};
      },
    },
    connect: (subgraphs) => ({
      dataSources: Object.fromEntries(
        subgraphs.map(({ name, url }) => [name, { process: async () => ({ data: { onde: url } }) }]),
      ),
      problems: new Map(),
      probes: new Map(subgraphs.map(({ url }) => [url, [() => Promise.resolve('ready')]])),
      meters: new Map(),
      reporters: new Map(),
      health: new Map(),
      close: () => {},
    }),
    use: ({ probes }) => inUse.push(...probes.keys()),
    log: createLog('test', 'silent'),
  });
  const apollo = new ApolloServer({ gateway });
  await apollo.start();
  const ask = async () => {
    const { body } = await apollo.executeOperation({ query: '{ onde }' });
    return body.kind === 'single' ? body.singleResult.data : null;
  };
  const before = [await ask(), await ask()];

  supergraph = supergraphAt('http://depois.test');
  changed();
  await vi.waitUntil(() => inUse.length === 2, { timeout: 20_000 });
  // Nobody has asked the next one yet.
  expect([...gateway.inUse().planned()]).toEqual([
    { operation: expect.stringContaining('onde'), overrides: [] },
  ]);

  expect([...before, await ask()]).toEqual([
    { onde: 'http://antes.test' },
    { onde: 'http://antes.test' },
    { onde: 'http://depois.test' },
  ]);
  await apollo.stop();
});

test('what a next supergraph has no more is not planned ahead, nor is what comes when time is over', async () => {
  const without = supergraphAt('http://depois.test', 'type Query { quando: String }');
  const next = await startPlanner({ supergraphSdl: without });
  const graph = new Graph({
    schema: buildSchema(next.facts.apiSdl),
    planner: next,
    connections: connectionsTo([], () => {
      throw new Error('no subgraph is asked');
    }),
    batchFetches: true,
    rejectDenied: false,
    personal: null,
  });
  const operations = ['{ onde }', '{ quando }'].map((operation) => ({ operation, overrides: [] }));

  await graph.planAhead(operations, () => false);
  expect([...graph.planned()]).toEqual([operations[1]]);
  await graph.planAhead([{ operation: 'query Outra { quando }', overrides: [] }], () => true);
  expect([...graph.planned()]).toEqual([operations[1]]);
  graph.retire();
});
