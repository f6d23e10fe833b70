import fc from 'fast-check';

const encode = (text: string): string => Buffer.from(text).toString('base64');
/** What may stand in a header. */
const headerText = (maxLength: number) =>
  fc
    .array(
      fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
      { maxLength },
    )
    .map((codes) => String.fromCharCode(...codes));
const scheme = fc.constantFrom(
  'Basic',
  'basic',
  'BASIC',
  'Basic ',
  'Bearer',
  'Digest',
  'Basic,',
  'Negotiate',
  '',
);
const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each).toString('base64'));
const valid = encode('admin:admin');

/** `Authorization` headers that log nobody in, though some nearly do. */
export const malformedCredentials: fc.Arbitrary<string> = fc
  .oneof(
    headerText(300),
    fc.tuple(scheme, bytes).map((parts) => parts.join(' ')),
    fc.tuple(scheme, headerText(100)).map((parts) => parts.join(' ')),
    // Without a colon, with an empty name, with controls, and names and passwords that are not there.
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `Basic ${encode(text.replaceAll(':', ''))}`),
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `Basic ${encode(`:${text}`)}`),
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `Basic ${encode(`admin:\u0000${text}`)}`),
    fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => `Basic ${encode(`x${text}:admin`)}`),
    // The right ones, damaged.
    fc.nat(valid.length - 3).map((length) => `Basic ${valid.slice(0, length)}`),
    fc
      .tuple(
        fc.constantFrom('!', '*', ' ', ',', '%', '\u00e9', '"'),
        fc.integer({ min: 1, max: valid.length - 1 }),
      )
      .map(([sign, at]) => `Basic ${valid.slice(0, at)}${sign}${valid.slice(at)}`),
    fc.constantFrom(
      `Basic ${valid}, Basic ${valid}`,
      `Basic Basic ${valid}`,
      `"Basic ${valid}"`,
      valid,
      'Basic',
    ),
    fc.integer({ min: 1_000, max: 12_000 }).map((length) => `Basic ${'A'.repeat(length)}`),
  )
  .map((header) => header.trim());
