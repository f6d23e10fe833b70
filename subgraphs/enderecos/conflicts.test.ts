import { getDirectiveValues, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildSubgraph } from '../../platform/execution/schema/subgraph-schema.ts';
import { MAX_ENDERECOS } from './conflicts.ts';
import { resolvers } from './resolvers.ts';

test('a customer has no more addresses than the router reckons a list of them to have', () => {
  const schema = buildSubgraph(new URL('schema.graphql', import.meta.url), resolvers);
  const cliente = schema.getType('Cliente');
  const listSize = schema.getDirective('listSize');
  const node = isObjectType(cliente) ? cliente.getFields().enderecos?.astNode : null;
  if (!listSize || !node) throw new Error('Cliente.enderecos is not in the contract');

  expect(getDirectiveValues(listSize, node)).toMatchObject({ assumedSize: MAX_ENDERECOS });
});
