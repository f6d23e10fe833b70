import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type SubgraphParts, startFederatedGraph } from '../../tests/support/executions/federated-graph.ts';
import { buildPlanner } from '../planning/run-planner.ts';

const STAFF = [
  { __typename: 'Doctor', id: '1', name: 'Ana', salary: 30, ward: 'A' },
  { __typename: 'Nurse', id: '2', name: 'Bia', salary: 20, shift: 'night' },
];
const CLINIC: Record<string, SubgraphParts> = {
  patients: {
    sdl: `type Query { patient(id: ID!): Patient  patients: [Patient!]!  staff: [Worker!]!  record: Record  any: [Any!]!  codes: [Code]  open: Int @authenticated }
      type Mutation { discharge(id: ID!): Patient @requiresScopes(scopes: [["discharge"]])  admit: Int }
      type Patient @key(fields: "id") { id: ID!  name: String!  ssn: String! @requiresScopes(scopes: [["pii"], ["legal", "audit"]])
        notes(last: Int): String @policy(policies: [["doctors"]])  friend: Patient }
      interface Worker { id: ID!  name: String!  salary: Int }
      type Doctor implements Worker { id: ID!  name: String!  salary: Int @requiresScopes(scopes: [["payroll"]])  ward: String }
      type Nurse implements Worker { id: ID!  name: String!  salary: Int  shift: String }
      type Record @requiresScopes(scopes: [["legal"]]) { text: String }
      type Plain { text: String }  type Hidden @requiresScopes(scopes: [["legal"]]) { text: String }  union Any = Plain | Hidden
      enum Code @requiresScopes(scopes: [["legal"]]) { X }`,
    resolvers: {
      Query: {
        patient: (_: unknown, { id }: { id: string }) => patient(id),
        patients: () => ['1', '2'].map(patient),
        staff: () => STAFF,
        record: () => ({ text: 'secret' }),
        any: () => [
          { __typename: 'Plain', text: 'plain' },
          { __typename: 'Hidden', text: 'hidden' },
        ],
        codes: () => ['X'],
        open: () => 1,
      },
      Mutation: {
        discharge: (_: unknown, { id }: { id: string }) => {
          discharged.push(id);
          return patient(id);
        },
        admit: () => 1,
      },
      Patient: { friend: ({ id }: { id: string }) => patient(id === '1' ? '2' : '1') },
    },
  },
  billing: {
    sdl: `type Patient @key(fields: "id") { id: ID!  ssn: String! @external  invoice: String @requires(fields: "ssn") @requiresScopes(scopes: [["pii"], ["legal", "audit"]])  debt: Int }`,
    resolvers: {
      Patient: {
        __resolveReference: (reference: object) => reference,
        invoice: ({ ssn }: { ssn: string }) => `for ${ssn}`,
        debt: () => 7,
      },
    },
  },
};
const discharged: string[] = [];

function patient(id: string) {
  return { id, name: `p${id}`, ssn: `ssn ${id}`, notes: `notes ${id}` };
}

const CODE = 'UNAUTHORIZED_FIELD_OR_TYPE';
const graph = await startFederatedGraph(CLINIC);

async function ask(query: string, scopes: readonly string[] = [], variables = {}) {
  graph.sent();
  const { data, errors = [] } = await graph.ask(query, variables, { scopes });
  return {
    data,
    denied: errors.filter(({ extensions }) => extensions?.code === CODE).map(({ path }) => path),
    others: errors.filter(({ extensions }) => extensions?.code !== CODE),
    sent: graph.sent().join('\n'),
  };
}

test('a field that a user may not see is null with an error at its place, and no subgraph is asked for it', async () => {
  const answer = await ask('{ patient(id: 1) { a: notes(last: 2) id debt } }');

  expect(answer).toMatchObject({
    data: { patient: { a: null, id: '1', debt: 7 } },
    denied: [['patient', 'a']],
    others: [],
  });
  expect(answer.sent).not.toContain('notes');
});

test('one that cannot be null takes with it what it stands in, up to what can', async () => {
  expect(await ask('{ patient(id: 1) { ssn } open }')).toMatchObject({
    data: { patient: null, open: 1 },
    denied: [['patient', 'ssn']],
  });
  expect(await ask('{ patients { name ssn } }')).toMatchObject({
    data: null,
    denied: [['patients', 0, 'ssn']],
  });
});

test.each([
  { scopes: ['pii'], sees: true },
  { scopes: ['legal', 'audit'], sees: true },
  { scopes: ['legal'], sees: false },
  { scopes: ['audit', 'PII'], sees: false },
])('every scope of one list is needed: $scopes', async ({ scopes, sees }) => {
  const { data } = await ask('{ patient(id: 1) { ssn } }', scopes);

  expect(data).toEqual({ patient: sees ? { ssn: 'ssn 1' } : null });
});

test('the same document is answered to each user by what that user may see', async () => {
  const query = '{ patient(id: 1) { ssn notes friend { notes } } }';
  const all = { patient: { ssn: 'ssn 1', notes: 'notes 1', friend: { notes: 'notes 2' } } };
  for (let round = 0; round < 2; round += 1) {
    expect((await ask(query, ['pii', 'doctors'])).data).toEqual(all);
    expect(await ask(query, ['pii'])).toMatchObject({
      data: { patient: { ssn: 'ssn 1', notes: null, friend: { notes: null } } },
      denied: [
        ['patient', 'notes'],
        ['patient', 'friend', 'notes'],
      ],
    });
    expect((await ask(query, ['doctors'])).data).toEqual({ patient: null });
  }
});

describe('no way around leads to it', () => {
  test.each([
    ['an alias', '{ patient(id: 1) { id: ssn } }', { patient: null }],
    [
      'a fragment',
      '{ patient(id: 1) { ...F } } fragment F on Patient { notes }',
      { patient: { notes: null } },
    ],
    [
      'an inline fragment',
      '{ patient(id: 1) { ... { ... on Patient { notes } } } }',
      { patient: { notes: null } },
    ],
    [
      'a condition',
      'query ($y: Boolean = true) { patient(id: 1) { notes @include(if: $y) } }',
      { patient: { notes: null } },
    ],
    ['what requires it', '{ patient(id: 1) { invoice } }', { patient: { invoice: null } }],
    [
      'an interface',
      '{ staff { name salary } }',
      {
        staff: [
          { name: 'Ana', salary: null },
          { name: 'Bia', salary: null },
        ],
      },
    ],
    [
      'a part of an interface',
      '{ staff { ... on Doctor { salary } ... on Nurse { salary } } }',
      { staff: [{ salary: null }, { salary: 20 }] },
    ],
    ['a field of its type', '{ record { text } }', { record: null }],
    [
      'a union',
      '{ any { ... on Plain { text } ... on Hidden { text } } }',
      { any: [{ text: 'plain' }, { text: null }] },
    ],
    ['a list of its values', '{ codes }', { codes: null }],
    [
      'a name that stands twice',
      '{ patient(id: 1) { notes(last: 1) n: notes notes(last: 1) } }',
      { patient: { notes: null, n: null } },
    ],
  ])('%s', async (_what, query, data) => {
    const answer = await ask(query);

    expect(answer.data).toEqual(data);
    expect(answer.denied.length).toBeGreaterThan(0);
    expect(answer.others).toEqual([]);
    expect(answer.sent).not.toMatch(
      /ssn|notes|invoice|record|codes|on Hidden|Doctor\{salary|staff\{[^.]*salary/,
    );
  });
});

test('what a user may not do is not done, and the rest is', async () => {
  discharged.length = 0;

  expect(await ask('mutation { discharge(id: 1) { id } admit }')).toMatchObject({
    data: { discharge: null, admit: 1 },
    denied: [['discharge']],
  });
  expect(discharged).toEqual([]);
  expect((await ask('mutation { discharge(id: 1) { id } }', ['discharge'])).data).toEqual({
    discharge: { id: '1' },
  });
  expect(discharged).toEqual(['1']);
});

test('whoever is here is authenticated', async () => {
  expect((await ask('{ open }')).data).toEqual({ open: 1 });
});

test('a router that rejects answers nothing of such an operation, and says which fields', async () => {
  await using rejecting = await startFederatedGraph(CLINIC, { rejectDenied: true });

  expect(await rejecting.ask('{ patient(id: 1) { debt n: notes ssn } }')).toEqual({
    errors: [{ message: 'This user may not see Patient.notes, Patient.ssn.', extensions: { code: CODE } }],
  });
  expect(rejecting.sent()).toEqual([]);
  expect(await rejecting.ask('{ patient(id: 1) { debt } }')).toEqual({ data: { patient: { debt: 7 } } });
});

test('directives of access have the names that the supergraph gives them', async () => {
  const { supergraphSdl, errors } = composeServices([
    {
      name: 'a',
      url: 'http://a.test',
      typeDefs: parse(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
          import: [{ name: "@requiresScopes", as: "@needs" }, { name: "@policy", as: "@rule" }])
        type Query { a: Int @needs(scopes: [["x"]])  b: Int @rule(policies: [["p"], ["q", "r"]]) }`),
    },
  ]);
  expect(errors).toBeUndefined();

  expect(buildPlanner(supergraphSdl ?? '').facts.access).toEqual({
    rules: [[['x']], [['p'], ['q', 'r']]],
    ofFields: { 'Query.a': [0], 'Query.b': [1] },
  });
});

test('one of a type that an object may have leaves the object the type that it has', async () => {
  await using graph = await startFederatedGraph({
    staff: {
      sdl: `type Query { all: [Worker!]! }  interface Worker @key(fields: "id") { id: ID! }
        type Doctor implements Worker @key(fields: "id") { id: ID!  salary: Int @requiresScopes(scopes: [["payroll"]]) }
        type Nurse implements Worker @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { all: () => [{ id: '1' }] },
        Worker: {
          __resolveType: ({ id }: { id: string }) => (id === '3' ? 'Nurse' : 'Doctor'),
          __resolveReference: (given: unknown) => given,
        },
      },
    },
    rota: {
      sdl: 'type Worker @interfaceObject @key(fields: "id") { id: ID!  relief: [Worker] }',
      resolvers: {
        Worker: { __resolveReference: (given: unknown) => given, relief: () => [{ id: '2' }, { id: '3' }] },
      },
    },
  });

  expect(await graph.ask('{ all { relief { id ... on Doctor { salary } } } }')).toEqual({
    data: { all: [{ relief: [{ id: '2', salary: null }, { id: '3' }] }] },
    errors: [
      {
        message: 'This user may not see field Doctor.salary.',
        path: ['all', 0, 'relief', 0, 'salary'],
        extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
      },
    ],
  });
});

test('what a field requires protects it, also where its own directives do not say so', () => {
  const protectedOnce = graph.supergraphSdl.replace(
    /(invoice: String[^\n]*?) @requiresScopes\([^\n]*?\]\]\)/,
    '$1',
  );
  expect(protectedOnce).not.toBe(graph.supergraphSdl);
  const { ofFields } = buildPlanner(protectedOnce).facts.access;

  expect(ofFields['Patient.invoice']).toEqual(ofFields['Patient.ssn']);
});

test('a supergraph that asks for a protection which this router does not know is refused', () => {
  const known = graph.supergraphSdl;
  const other = known.replace(
    'https://specs.apollo.dev/policy/v0.1", for: SECURITY',
    'https://specs.example.com/vault/v1.0", for: SECURITY',
  );
  expect(other).not.toBe(known);

  expect(() => buildPlanner(other)).toThrow('vault');
});

test('a supergraph that extends a type is refused, as the protection of what it adds would not be read', () => {
  const extended = `${graph.supergraphSdl}
    extend type Patient { diagnosis: String @join__field(graph: PATIENTS) @requiresScopes(scopes: [["pii"]]) }`;

  expect(() => buildPlanner(extended)).toThrow('this one extends Patient');
});
