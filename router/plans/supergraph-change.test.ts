import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import { parse } from 'graphql';
import { expect, test, vi } from 'vitest';
import { createLog } from '../../platform/process/logging.ts';
import { graphGateway } from './graph-gateway.ts';

const SDL =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3") type Query { onde: String }';

function supergraphAt(url: string): string {
  const composed = composeServices([{ name: 'um', url, typeDefs: parse(SDL) }]);
  if (composed.errors) throw new AggregateError(composed.errors);
  return composed.supergraphSdl;
}

test('a compiled operation does not outlive its supergraph, also when clients see no difference', async () => {
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

  expect([...before, await ask()]).toEqual([
    { onde: 'http://antes.test' },
    { onde: 'http://antes.test' },
    { onde: 'http://depois.test' },
  ]);
  await apollo.stop();
});
