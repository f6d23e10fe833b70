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
          password: password.normalize('NFC'),
        });
      },
    ),
  );
  expect(parseBasicCredentials(`Basic ${encode('ana:a:b:c')}`)).toEqual({ user: 'ana', password: 'a:b:c' });
});

test('an accented letter is the same however a client composes it', () => {
  expect(parseBasicCredentials(`Basic ${encode('joão:maçã'.normalize('NFD'))}`)).toEqual({
    user: 'joão',
    password: 'maçã',
  });
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
  ['bytes that are not UTF-8', `Basic ${Buffer.from([0x61, 0x3a, 0xff]).toString('base64')}`],
  ['a control character', `Basic ${encode('ana:a\nb')}`],
  ['more than a header holds', `Basic ${encode(`ana:${'x'.repeat(2_000)}`)}`],
])('%s is refused', (_what, header) => {
  expect(parseBasicCredentials(header)).toBeNull();
});
