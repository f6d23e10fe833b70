import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { compose } from '../compose/compose.ts';
import type { SubgraphSource } from '../compose/supergraph-config.ts';
import { driftOf } from './drift.ts';

test('an input that is @oneOf, published and running, is no drift beside a field that is new', () => {
  const sdl = 'type Query { a(i: I): Int } input I @oneOf { b: Int c: Int }';
  const published = compose([source(sdl)]);
  if (published.kind === 'failed') throw new Error('it composes');
  const running = [source(sdl.replace('a(i: I)', 'novo: Int a(i: I)'))];

  expect(driftOf({ supergraph: published.supergraph, file: 'supergraph.graphql' }, running)).toMatchObject({
    kind: 'differs',
    changes: [{ id: 'api:FIELD_ADDED:Query.novo' }, { id: 'extra:FIELD_ADDED:Query.novo' }],
  });
});

function source(sdl: string): SubgraphSource {
  return { name: 'extra', url: 'http://extra/', file: 'extra.graphql', sdl, document: parse(sdl) };
}
