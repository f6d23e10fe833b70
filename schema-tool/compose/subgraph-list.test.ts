import { expect, test } from 'vitest';
import { CannotRun } from '../inputs/cannot-run.ts';
import { parseSubgraphList, schemaPaths } from './subgraph-list.ts';
import { readSubgraphs } from './supergraph-config.ts';

const env = (name: string) => `$\{env.${name}}`;

function refused(text: string): readonly string[] {
  try {
    parseSubgraphList(text, 's.yaml', {});
  } catch (error) {
    if (error instanceof CannotRun) return error.problems;
    throw error;
  }
  throw new Error('it is taken');
}

test('paths, texts and addresses, with what the environment says', () => {
  const text = [
    'federation_version: =2.9.0',
    'subgraphs:',
    `  a: { routing_url: "${env('URL')}", schema: { file: "${env('FOLDER:-b')}/a.graphql" }, other: 1 }`,
    '  constructor: { routing_url: http://c/, schema: { sdl: " type A" } }',
  ].join('\n');

  expect(parseSubgraphList(text, 's.yaml', { URL: 'http://a/' })).toEqual({
    entries: [
      { name: 'a', url: 'http://a/', schema: { kind: 'file', path: 'b/a.graphql' } },
      { name: 'constructor', url: 'http://c/', schema: { kind: 'inline', sdl: ' type A', line: 3 } },
    ],
    problems: [],
    unread: [],
    latestMinor: 9,
  });
  expect(schemaPaths(text, 's.yaml', {})).toEqual(['b/a.graphql']);
});

test('all that is wrong with some subgraphs is told at its place, and the others are there', () => {
  const text = [
    'subgraphs:',
    '  right: { routing_url: http://a/, schema: { file: a.graphql } }',
    '  b c: { routing_url: a, schema: { file: 7 } }',
    `  d: { routing_url: "${env('A')}${env('B')}", schema: { graphref: d } }`,
    '  e: 1',
    '  f:',
  ].join('\n');

  expect(parseSubgraphList(text, 's.yaml', {})).toEqual({
    entries: [{ name: 'right', url: 'http://a/', schema: { kind: 'file', path: 'a.graphql' } }],
    problems: [
      's.yaml:3:23: subgraphs.b c.routing_url: expected a URL; it is "a".',
      's.yaml:3:42: subgraphs.b c.schema.file: expected a text.',
      `s.yaml:4:21: subgraphs.d.routing_url: ${env('A')}, ${env('B')} is not set in the environment.`,
      expect.stringMatching(/^s\.yaml:4:49: subgraphs\.d\.schema: `graphref` is what rover reads/),
      's.yaml:5:6: subgraphs.e: expected routing_url, schema.',
      's.yaml:6:5: subgraphs.f.routing_url: expected a URL.',
      's.yaml:6:5: subgraphs.f.schema: expected `file`, the path of the schema, or `sdl`.',
    ],
    unread: ['b c', 'd', 'e', 'f'],
    latestMinor: null,
  });
  expect(
    parseSubgraphList('subgraphs: { "b c": { routing_url: http://a/, schema: { sdl: a } } }', 's.yaml', {}),
  ).toMatchObject({
    entries: [],
    problems: [expect.stringContaining(':1:21: subgraphs.b c: expected a name')],
    unread: ['b c'],
  });
});

test('what is no list for this command is refused, with what is wrong in it', () => {
  expect(refused('federation_version: 3\nsubgraphs:\n  a: { routing_url: 1 }')).toEqual([
    's.yaml:1:21: federation_version: this command composes with version 2.14.4; it is 3.',
    's.yaml:3:6: subgraphs.a.schema: expected `file`, the path of the schema, or `sdl`.',
    's.yaml:3:21: subgraphs.a.routing_url: expected a URL.',
  ]);
  for (const version of ['=2.15', '1.0', 'x', '[2]']) {
    expect(refused(`subgraphs: { a: 1 }\nfederation_version: ${version}`)).toContainEqual(
      expect.stringMatching(/^s\.yaml:2:21: federation_version: /),
    );
  }
  for (const text of ['', 'subgraphs:', 'subgraphs: {}', 'subgraphs: [a]', 'other: 1']) {
    expect(refused(text)).toEqual([
      expect.stringMatching(/^s\.yaml:1:\d+: subgraphs: lists no subgraphs; expected a name for each\.$/),
    ]);
  }
  expect(refused('1')).toEqual(['s.yaml:1:1: expected federation_version, subgraphs.']);
  expect(refused('a: *b')).toEqual([expect.stringMatching(/^s\.yaml:1:4: not valid YAML: Unresolved alias/)]);
  expect(
    schemaPaths('subgraphs: { a: 1, b: { schema: { file: b } } }\nfederation_version: 1', 's.yaml', {}),
  ).toEqual(['b']);
});

test('a subgraph that links a later federation than the list names exactly is refused, as that version refuses it', async () => {
  const problems = async (version: string) => {
    const files: Record<string, string> = {
      's.yaml': `federation_version: ${version}\nsubgraphs:\n  a: { routing_url: http://a/, schema: { file: a.graphql } }\n`,
      'a.graphql':
        '# first\nextend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\ntype Query { a: Int }\n',
    };
    return (await readSubgraphs('s.yaml', { text: async (path) => files[path] ?? '' })).problems;
  };

  expect(await problems('=2.8.4')).toEqual([
    'a.graphql:2: links federation v2.9, which is later than `federation_version` in s.yaml: raise that, or link v2.8.',
  ]);
  for (const version of ['=2.9.0', '=2.14.4', '2', '"=2"']) expect(await problems(version)).toEqual([]);
});
