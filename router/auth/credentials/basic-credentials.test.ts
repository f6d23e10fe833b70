import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBasicCredentials } from './basic-credentials.ts';

const encode = (text: string) => Buffer.from(text).toString('base64');
const noControls = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .filter((text) => !/\p{Cc}|\p{Cs}/u.test(text));
const user = noControls.filter((text) => text !== '' && !text.includes(':'));

test('whatever name and password were encoded come back, a colon in the password included', () => {
  fc.assert(
    fc.property(
      user,
      noControls,
      fc.constantFrom('Basic', 'basic', 'BASIC', 'bAsIc'),
      (name, password, scheme) => {
        expect(parseBasicCredentials(`${scheme} ${encode(`${name}:${password}`)}`)).toEqual({
          user: name.normalize('NFC'),
          password,
        });
      },
    ),
  );
  expect(parseBasicCredentials(`Basic ${encode('ana:a:b:c')}`)).toEqual({ user: 'ana', password: 'a:b:c' });
});

test('an accented letter of a name is the same however a client composes it', () => {
  const decomposed = 'joão:maçã'.normalize('NFD');

  expect(parseBasicCredentials(`Basic ${encode(decomposed)}`)).toEqual({
    user: 'joão',
    password: 'maçã'.normalize('NFD'),
  });
});

test('what is not UTF-8 is ISO-8859-1, as older clients send it', () => {
  const latin = (text: string) => `Basic ${Buffer.from(text, 'latin1').toString('base64')}`;

  expect(parseBasicCredentials(latin('joão:maçã'))).toEqual({ user: 'joão', password: 'maçã' });
  expect(parseBasicCredentials(latin('a:ÿ'))).toEqual({ user: 'a', password: 'ÿ' });
});

test('whatever a header says, it gives null or credentials that a user could have', () => {
  const bytes = fc.uint8Array({ maxLength: 400 }).map((each) => Buffer.from(each).toString('base64'));
  const header = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .tuple(fc.constantFrom('Basic', 'basic', 'Basic ', 'Bearer', ''), bytes)
      .map((parts) => parts.join(' ')),
    fc.tuple(bytes, fc.string({ maxLength: 3 }), bytes).map(([a, junk, b]) => `Basic ${a}${junk}${b}`),
    fc.nat(100_000).map((length) => `Basic ${'A'.repeat(length)}`),
  );
  fc.assert(
    fc.property(header, (value) => {
      const credentials = parseBasicCredentials(value);
      if (credentials === null) return;
      expect(credentials.user).not.toMatch(/[:\p{Cc}]/u);
      expect(credentials.user).not.toBe('');
      expect(credentials.password).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['nothing', undefined],
  ['an empty header', ''],
  ['another scheme', 'Bearer abc'],
  ['a scheme alone', 'Basic'],
  ['base64 with a character that is none', 'Basic YW5h*mE='],
  ['base64 cut short', 'Basic YW5hOmE'],
  ['base64url', `Basic ${encode('ana:\u{1f600}?>').replace('+', '-').replace('/', '_')}`.replace(/=$/, '')],
  ['two tokens', `Basic ${encode('ana:a')} ${encode('ana:a')}`],
  ['no colon', `Basic ${encode('ana')}`],
  ['no user', `Basic ${encode(':senha')}`],
  ['a control character in ISO-8859-1', `Basic ${Buffer.from([0x61, 0x3a, 0xff, 0x80]).toString('base64')}`],
  ['a name longer than a user has', `Basic ${encode(`${'x'.repeat(256)}:a`)}`],
  ['a control character', `Basic ${encode('ana:a\nb')}`],
  ['more than a header holds', `Basic ${encode(`ana:${'x'.repeat(2_000)}`)}`],
])('%s is refused', (_what, header) => {
  expect(parseBasicCredentials(header)).toBeNull();
});
