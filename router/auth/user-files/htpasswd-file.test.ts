import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameProblem } from '../credentials/user-name.ts';
import { parseHtpasswd, withHash, withoutUser } from './htpasswd-file.ts';

const HASH = `$2b$12$${'a'.repeat(53)}`;
const OTHER = `$2y$10$${'b'.repeat(53)}`;

test('an htpasswd file has a user a line, comments and blank lines, whatever editor has written it', () => {
  const text = `\uFEFFana:${HASH}\r\n# equipe\r\n  # mais\r\n \r\nbento@empresa:${OTHER}\rcaio:${HASH}`;

  expect(parseHtpasswd(text)).toEqual({
    hashes: new Map([
      ['ana', [HASH]],
      ['bento@empresa', [OTHER]],
      ['caio', [HASH]],
    ]),
    names: new Set(['ana', 'bento@empresa', 'caio']),
    problems: [],
  });
});

test('lines are read as nginx reads them: a comment after the hash, any name that has no colon', () => {
  const names = ['ana maria', 'a\\b', '"bia"', " d'", 'e ', 'joão', '日本', '/\\*?'];
  const text = names.map((name) => `${name}:${HASH}:Ana Maria, vendas: norte`).join('\n');

  expect(parseHtpasswd(text)).toEqual({
    hashes: new Map(names.map((name) => [name, [HASH]])),
    names: new Set(names),
    problems: [],
  });
});

test('a line that cannot be used costs that line alone, and is told without its name and hash', () => {
  const { hashes, problems } = parseHtpasswd(
    [
      `ana:${HASH}`,
      'bia',
      `:${HASH}`,
      `ca\u0007io:${HASH}`,
      `jo\uFFFDo:${HASH}`,
      `${'x'.repeat(256)}:${HASH}`,
      `ana:${OTHER}`,
      'davi:',
      'eva:$apr1$Yph9fV4t$/u/hI9gP4bD4lGbH7ziFH1',
      'fabio:{SHA}EfatjsUqKYSrqv18O1FlA3hcIHI=',
      'gil:3fmZ1In8ZE/Gw',
      'helio:$6$w8Glwa$dsoX0dEBJVGZWUU4zi8RR',
      'iris:segredo!',
      `joana:$2y$31$${'a'.repeat(53)}`,
      `karla:$2y$05$${'a'.repeat(52)}`,
      'lia:$scrypt$ln=30,r=8,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGg',
      `mario:${OTHER}`,
    ].join('\n'),
  );

  expect(hashes).toEqual(
    new Map([
      ['ana', [HASH]],
      ['mario', [OTHER]],
    ]),
  );
  expect(problems).toEqual([
    { line: 2, reason: 'there is no colon: expected name:hash' },
    { line: 3, reason: 'there is no name before the colon' },
    { line: 4, reason: 'the name has a colon or a control character' },
    { line: 5, reason: 'the name is not in UTF-8' },
    { line: 6, reason: 'the name is longer than 255 characters' },
    { line: 7, reason: 'this user stands in an earlier line, which counts' },
    { line: 8, reason: 'there is no hash after the name' },
    { line: 9, reason: "the hash is Apache's MD5 (apr1); only bcrypt, argon2id and scrypt are accepted" },
    { line: 10, reason: 'the hash is SHA-1 or SHA-2 (LDAP); only bcrypt, argon2id and scrypt are accepted' },
    {
      line: 11,
      reason:
        'the hash is DES (crypt), or the password itself; only bcrypt, argon2id and scrypt are accepted',
    },
    { line: 12, reason: 'the hash is SHA-512 (crypt); only bcrypt, argon2id and scrypt are accepted' },
    {
      line: 13,
      reason:
        'the hash is of no known kind, or the password itself; only bcrypt, argon2id and scrypt are accepted',
    },
    {
      line: 14,
      reason:
        'the cost of the bcrypt hash is 31 and not from 10 to 15 (`htpasswd -B -C 12` writes one of 12)',
    },
    { line: 15, reason: 'the bcrypt hash is cut short or damaged, or neither $2y$, $2b$ nor $2a$' },
    {
      line: 16,
      reason:
        'the scrypt hash has parameters outside r=1 to 16, p=1 to 16, 2^ln times r up to 2^21, and times p from 2^17 to 2^22',
    },
  ]);
});

test('the first line of a user counts also when its hash cannot be used', () => {
  expect(parseHtpasswd(`ana:!\nana:${HASH}`).hashes).toEqual(new Map());
});

test('an edit changes the lines of one user and leaves all else as it is', () => {
  const text = `\uFEFF# equipe\r\nana:${HASH}:vendas\r\nbia:!\r\n\r\nana:${OTHER}`;

  expect(withHash(text, 'ana', OTHER)).toBe(`# equipe\r\nana:${OTHER}:vendas\r\nbia:!\r\n\r\nana:${OTHER}`);
  expect(withHash(text, 'bia', HASH)).toContain(`\r\nbia:${HASH}\r\n`);
  expect(withHash('bia', 'bia', HASH)).toBe(`bia\nbia:${HASH}\n`);
  expect(withHash('', 'bia', HASH)).toBe(`bia:${HASH}\n`);
  expect(withoutUser(text, 'ana')).toBe('# equipe\r\nbia:!\r\n\r\n');
});

const word = fc.string({ unit: 'grapheme', maxLength: 20 });
const name = word.map((text) => text.normalize('NFC')).filter((text) => nameProblem(text) === null);

test('whatever stands in a file, one more user is there, then has another hash, and is gone without a trace', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          word,
          name.map((one) => `${one}:${HASH}`),
        ),
      ),
      name,
      (lines, added) => {
        const before = withoutUser(lines.join('\n'), added);
        const known = parseHtpasswd(before);
        const more = withHash(before, added, HASH);
        const changed = withHash(more, added, OTHER);

        expect(parseHtpasswd(more).hashes).toEqual(new Map([...known.hashes, [added, [HASH]]]));
        expect(parseHtpasswd(changed).hashes).toEqual(new Map([...known.hashes, [added, [OTHER]]]));
        expect(parseHtpasswd(withoutUser(changed, added))).toEqual(known);
      },
    ),
  );
});

test('a line may have a former password too, and one that cannot be used costs that one alone', () => {
  const text = [
    `ana:${HASH}:former=${OTHER}:vendas`,
    `bia:${HASH}:former=$apr1$x$y`,
    `caio:!:former=${HASH}`,
    `davi:${HASH}:vendas:former=${OTHER}`,
  ].join('\n');
  const { hashes, problems } = parseHtpasswd(text);

  expect(Object.fromEntries(hashes)).toEqual({ ana: [HASH, OTHER], bia: [HASH], davi: [HASH] });
  expect(problems).toEqual([
    {
      line: 2,
      reason: expect.stringMatching(/^only the former password is left out: the hash is Apache's MD5/),
    },
    { line: 3, reason: expect.stringContaining('the password itself') },
  ]);
});

test('a former password comes and goes without the comment behind it', () => {
  const text = `ana:${HASH}:vendas\n`;
  const both = withHash(text, 'ana', OTHER, HASH);

  expect(both).toBe(`ana:${OTHER}:former=${HASH}:vendas\n`);
  expect(withHash(both, 'ana', OTHER)).toBe(`ana:${OTHER}:vendas\n`);
  expect(withoutUser(both, 'ana')).toBe('');
});
