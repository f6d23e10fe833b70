import { composeServices } from '@apollo/composition';
import { printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { apiSchema, compose } from './compose.ts';
import { parseSdl, readSupergraphConfig, type SubgraphSource } from './supergraph-config.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [IMPORT])\n';

test.each(['schema/supergraph.yaml', 'schema-tool/check/scenarios/base/supergraph.yaml'])(
  'what clients see is the same as what the supergraph of %s says',
  async (config) => {
    const composed = compose(await readSupergraphConfig(config));
    if (composed.kind === 'failed') throw new Error('it composes');

    expect(composed.api).toBe(apiSchema(composed.supergraph));
    expect(`${printSchema(composed.apiSchema)}\n`).toBe(composed.api);
  },
);

test('inputs that are @oneOf are so in the API, as text and as schema', () => {
  const composed = compose([source('type Query { a(i: I): Int } input I @oneOf { b: Int c: Int }')]);
  if (composed.kind === 'failed') throw new Error('it composes');

  expect(composed.api).toContain('input I @oneOf {');
  expect(composed.apiSchema.getType('I')).toMatchObject({ isOneOf: true });
});

test.each([
  ['fields of its own only', 'type Query { a: A } type A { b: Int context: Int }'],
  [
    'a key that nobody asks for',
    `${LINK.replace('IMPORT', '"@key"')}type Query { a: A } type A @key(fields: "id", resolvable: false) { id: ID! b: Int }`,
  ],
  [
    'an external field that nobody has',
    `${LINK.replace('IMPORT', '{ name: "@external", as: "@elsewhere" }')}type Query { a: A } type A { b: Int @elsewhere c: Int }`,
  ],
  [
    'an external field of a key',
    `${LINK.replace('IMPORT', '"@key", "@external"')}type Query { a: A } type A @key(fields: "id") { id: ID! @external b: Int }`,
  ],
  [
    'an interface object alone',
    `${LINK.replace('IMPORT', '"@key", "@interfaceObject"')}type Query { a: A } type A @key(fields: "id") @interfaceObject { id: ID! b: Int }`,
  ],
  [
    'a context that nobody sets',
    `${LINK.replace('IMPORT', '"@context", "@fromContext"')}type Query { a: A } type A { b(x: Int @fromContext(field: "$c { d }")): Int }`,
  ],
])('one subgraph with %s composes as Apollo says', (_what, sdl) => {
  const subgraph = source(sdl);
  const reference = composeServices([
    { name: subgraph.name, url: subgraph.url, typeDefs: subgraph.document },
  ]);
  const composed = compose([subgraph]);

  expect(
    composed.kind === 'composed' ? composed.supergraph.trim() : composed.errors.map(({ message }) => message),
  ).toEqual(reference.errors?.map(({ message }) => message) ?? reference.supergraphSdl?.trim());
});

const FEDERATION = 'https://specs.apollo.dev/federation';

test.each<[code: string, what: string, sdl: string, line: number]>([
  [
    'INVALID_LINK_DIRECTIVE_USAGE',
    'linked twice',
    `@link(url: "${FEDERATION}/v2.9")\n@link(url: "${FEDERATION}/v2.8")`,
    3,
  ],
  [
    'INVALID_LINK_DIRECTIVE_USAGE',
    'imported twice',
    `@link(url: "${FEDERATION}/v2.9",\nimport: ["@tag", "@key", { name: "@key", as: "@k2" }])`,
    2,
  ],
  [
    'INVALID_LINK_DIRECTIVE_USAGE',
    'another under its name',
    `@link(url: "${FEDERATION}/v2.9")\n\n@link(url: "https://a.dev/foo/v1.0", as: "federation")`,
    4,
  ],
  ['INVALID_LINK_DIRECTIVE_USAGE', 'unknown', `@link(url: "${FEDERATION}/v2.9", import: ["@nope"])`, 2],
  ['UNKNOWN_FEDERATION_LINK_VERSION', 'too new', `@link(url: "${FEDERATION}/v2.99")`, 2],
  [
    'DIRECTIVE_COMPOSITION_ERROR',
    'not defined',
    `@link(url: "${FEDERATION}/v2.9", import: ["@composeDirective"])\n@composeDirective(name: "@x")`,
    3,
  ],
])('%s stands at the directive of the schema that it is about: %s', (code, _what, links, line) => {
  const composed = compose([source(`extend schema\n${links}\ntype Query { a: Int }`), other()]);

  expect(composed).toMatchObject({
    kind: 'failed',
    errors: [{ code, places: [{ subgraph: 'a', file: 'a.graphql', line }] }],
  });
});

function other(): SubgraphSource {
  const sdl = `extend schema @link(url: "${FEDERATION}/v2.9")\ntype Query { b: Int }`;
  return { ...source(sdl), name: 'b', file: 'b.graphql' };
}

function source(sdl: string): SubgraphSource {
  return { name: 'a', url: 'http://a/', file: 'a.graphql', sdl, document: parseSdl(sdl, 'a.graphql') };
}
