import { ApolloGateway } from '@apollo/gateway';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { compose } from './compose.ts';
import { parseSdl } from './supergraph-config.ts';

const link = (more: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective", "@tag"]) ${more}\n`;
const own = (imported: string, composed: string) =>
  link(`@link(url: "https://own.example/own/v1.0"${imported}) @composeDirective(name: "${composed}")`);
const OWN = own(', import: ["@own"]', '@own');
const PLACES = 'on FIELD_DEFINITION | FIELD';

test.each([
  ['composed', [`${OWN} directive @own(a: Int = 3) repeatable ${PLACES} type Query { a: Int @own(a: 1) }`]],
  [
    'composed under another name',
    [
      `${own(', import: [{ name: "@own", as: "@mine" }]', '@mine')} directive @mine ${PLACES} type Query { a: Int @mine }`,
    ],
  ],
  [
    'composed with the name of their feature',
    [`${own('', '@own__it')} directive @own__it ${PLACES} type Query { a: Int @own__it }`],
  ],
  [
    'composed, with types of their own',
    [
      `${OWN} directive @own(e: E, s: own__S) on OBJECT enum E { A } scalar own__S type Query @own(e: A) { a: Int }`,
    ],
  ],
  [
    'composed by one of two',
    [
      `${OWN} directive @own ${PLACES} type Query { a: Int @own }`,
      `${link('')} directive @own on FIELD type Query { b: Int }`,
    ],
  ],
  [
    'for operations, in all subgraphs',
    [
      `${link('')} directive @run(a: Int, b: Int) on FIELD | QUERY type Query { a: Int }`,
      `${link('')} directive @run(a: Int) on FIELD type Query { b: Int }`,
    ],
  ],
  [
    'for operations, in one of two subgraphs',
    [
      `${link('')} directive @run on FIELD type Query { a: Int }`,
      `${link('')} type Query { b: Int @tag(name: "t") }`,
    ],
  ],
])('directives %s are in the API when the gateway shows them', async (_what, sdls) => {
  const composed = compose(
    sdls.map((sdl, index) => {
      const file = `s${index}.graphql`;
      return { name: `s${index}`, url: 'http://s/', file, sdl, document: parseSdl(sdl, file) };
    }),
  );
  if (composed.kind === 'failed') throw new Error(composed.errors.map(({ message }) => message).join('; '));
  const gateway = new ApolloGateway({ supergraphSdl: composed.supergraph });
  const { schema } = await gateway.load();
  await gateway.stop();

  expect(printSchema(lexicographicSortSchema(composed.apiSchema))).toBe(
    printSchema(lexicographicSortSchema(schema)),
  );
});
