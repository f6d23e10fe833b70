import { expect, test } from 'vitest';
import { parseGroups, parseHtpasswd } from './users-file.ts';

const HASH = `$2b$12$${'a'.repeat(53)}`;

test('an htpasswd file has a user a line, comments and blank lines', () => {
  expect(parseHtpasswd(`# equipe\nana:${HASH}\n\nbento@empresa:${HASH}\r\n`, 'users')).toEqual(
    new Map([
      ['ana', HASH],
      ['bento@empresa', HASH],
    ]),
  );
});

test.each([
  ['ana', 'users, line 2: expected name:hash with a valid name.'],
  [`:${HASH}`, 'users, line 2: expected name:hash with a valid name.'],
  ['ana:segredo', 'users, line 2: the hash must be bcrypt ($2b$...) or scrypt ($scrypt$ln=...).'],
  [`bia:${HASH}`, 'users, line 2: this user stands in an earlier line too.'],
])('the line %s is told by its number and without its hash', (line, message) => {
  expect(() => parseHtpasswd(`bia:${HASH}\n${line}`, 'users')).toThrow(message);
});

test('a groups file gives each group its scopes and users', () => {
  expect(parseGroups('leitura: { scopes: [query], users: [ana] }\nvazio: {}', 'groups')).toEqual(
    new Map([
      ['leitura', { scopes: ['query'], users: ['ana'] }],
      ['vazio', { scopes: [], users: [] }],
    ]),
  );
});

test.each([
  ['a: [', 'groups is not YAML'],
  ['- leitura', 'groups: expected groups by name.'],
  ['leitura: query', 'groups: group leitura needs scopes and users.'],
  [
    'robo: { scopes: [evento] }',
    'groups: group robo: the scope "evento" is for subgraphs that deliver events, not for users.',
  ],
  ['leitura: { scopes: [1] }', 'groups: group leitura: scopes must be a list of names.'],
])('the groups file %s is refused', (text, message) => {
  expect(() => parseGroups(text, 'groups')).toThrow(message);
});
