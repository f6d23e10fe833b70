import { expect, test } from 'vitest';
import { parseGroups } from './groups-file.ts';
import { strangers, usersOf } from './users-file.ts';

test('a groups file gives each group its scopes and users', () => {
  expect(parseGroups('leitura: { scopes: [query], users: [ana] }\nvazio: {}', 'groups')).toEqual(
    new Map([
      ['leitura', { scopes: ['query'], users: ['ana'] }],
      ['vazio', { scopes: [], users: [] }],
    ]),
  );
});

test('what YAML takes for a number or a truth is a name here', () => {
  const groups = parseGroups('leitura: { scopes: query, users: [007, true, null, 1e3, "ana maria"] }', 'g');

  expect(groups.get('leitura')).toEqual({
    scopes: ['query'],
    users: ['007', 'true', 'null', '1e3', 'ana maria'],
  });
});

test.each([
  ['a: [', 'groups is not YAML'],
  ['['.repeat(100_000), 'groups is not YAML'],
  ['- leitura', 'groups: expected groups by name.'],
  ['leitura: query', 'groups: group leitura needs scopes and users.'],
  [
    'robo: { scopes: [evento] }',
    'groups: group robo: the scopes "evento", "sonda", "entidades", "esquema", "relato", "confirmacao", "caixa-de-saida" are for parts of the graph, not for users.',
  ],
  ['leitura: { scopes: ["a b"] }', 'groups: group leitura: scopes must be a list of names.'],
  ['leitura: { users: ["a:b"] }', 'groups: group leitura: users must be a list of names.'],
])('the groups file %.20s is refused', (text, message) => {
  expect(() => parseGroups(text, 'groups')).toThrow(message);
});

test('everything that is wrong with a groups file is told at once', () => {
  expect(() =>
    parseGroups(
      'Leitura: {}\nescrita: { scopes: ["a b", ""], users: ["a:b"] }\nrobo: 7\nloja: { trustedDocuments: log }\nconstructor: { users: [ana] }',
      'groups',
    ),
  ).toThrow(
    [
      'groups: "Leitura" is no name for a group.',
      'groups: group escrita: scopes must be a list of names.',
      'groups: group escrita: users must be a list of names.',
      'groups: group robo needs scopes and users.',
      'groups: group loja: trustedDocuments may be "only" or left out.',
    ].join('\n'),
  );
  expect(parseGroups('constructor: { users: [ana] }', 'groups').get('constructor')).toEqual({
    scopes: [],
    users: ['ana'],
  });
});

test('a user has what all groups allow together; a name without a user is a stranger', () => {
  const groups = parseGroups(
    'leitura: { scopes: [query], users: [ana, bia, ninguem] }\nescrita: { scopes: [query, mutation], users: [ana, ana] }',
    'groups',
  );
  const hashes = new Map([
    ['ana', ['h']],
    ['caio', ['h']],
  ]);

  expect([...usersOf({ hashes }, groups).values()]).toEqual([
    { name: 'ana', hashes: ['h'], groups: ['leitura', 'escrita'], scopes: ['query', 'mutation'] },
    { name: 'caio', hashes: ['h'], groups: [], scopes: [] },
  ]);
  expect(strangers({ names: new Set(['ana', 'bia', 'caio']) }, groups)).toEqual([
    { group: 'leitura', place: 3, name: 'ninguem' },
  ]);
});
