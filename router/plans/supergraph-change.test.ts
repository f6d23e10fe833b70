import { composeServices } from '@apollo/composition';
import type { SupergraphSdlUpdateFunction } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { compiledGateway } from './compiled-gateway.ts';

const SDL =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3") type Query { onde: String }';

function supergraphAt(url: string): string {
  const composed = composeServices([{ name: 'um', url, typeDefs: parse(SDL) }]);
  if (composed.errors) throw new AggregateError(composed.errors);
  return composed.supergraphSdl;
}

test('a compiled operation does not outlive its supergraph, also when clients see no difference', async () => {
  let update: SupergraphSdlUpdateFunction = () => {};
  const apollo = new ApolloServer({
    gateway: compiledGateway({
      supergraphSdl: async (options) => {
        update = options.update;
        return { supergraphSdl: supergraphAt('http://antes.test') };
      },
      buildService: ({ url }) => ({ process: async () => ({ data: { onde: url } }) }),
    }),
  });
  await apollo.start();
  const ask = async () => {
    const { body } = await apollo.executeOperation({ query: '{ onde }' });
    return body.kind === 'single' ? body.singleResult.data : null;
  };
  const before = [await ask(), await ask()];

  update(supergraphAt('http://depois.test'));

  expect([...before, await ask()]).toEqual([
    { onde: 'http://antes.test' },
    { onde: 'http://antes.test' },
    { onde: 'http://depois.test' },
  ]);
  await apollo.stop();
});
