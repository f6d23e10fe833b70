import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCursorCodec } from './cursors.ts';

const codec = createCursorCodec('a-secret-for-tests-only-0123456789');

test('a cursor gives back its values, and equal positions have equal cursors', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (list, values) => {
      const cursor = codec.encode(list, values);
      expect(codec.decode(list, cursor, 'after')).toEqual(values);
      expect(codec.encode(list, values)).toBe(cursor);
    }),
  );
});

test('a cursor shows nothing of its values', () => {
  const cursor = codec.encode('clientes:NOME', ['Ana Prado', '1']);

  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('Ana');
});

test('while the secret is changed replica by replica, each reads the cursors of the others', () => {
  const [former, next] = ['a-former-secret-for-tests-0123456789', 'the-next-secret-for-tests-0123456789'];
  // What runs side by side in each of the three steps.
  const steps = [
    [createCursorCodec(former), createCursorCodec(former, next)],
    [createCursorCodec(former, next), createCursorCodec(next, former)],
    [createCursorCodec(next, former), createCursorCodec(next)],
  ];
  for (const replicas of steps) {
    for (const writer of replicas) {
      const cursor = writer.encode('clientes:NOME', ['Ana Prado', '1']);
      for (const reader of replicas)
        expect(reader.decode('clientes:NOME', cursor, 'after')).toEqual(['Ana Prado', '1']);
    }
  }
  const kept = createCursorCodec(former).encode('clientes:NOME', ['Ana Prado', '1']);
  expect(() => createCursorCodec(next).decode('clientes:NOME', kept, 'after')).toThrow(
    'is not a cursor of this graph',
  );
});

test('any changed, cut or invented cursor is refused', () => {
  const cursor = codec.encode('clientes:NOME', ['Ana Prado', '1']);
  const bytes = Buffer.from(cursor, 'base64url');
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const forged = Buffer.from(bytes);
      forged[at] = (forged[at] ?? 0) ^ change;
      expect(() => codec.decode('clientes:NOME', forged.toString('base64url'), 'after')).toThrow(
        '`after` is not a cursor of this graph',
      );
    }),
  );
  for (const forged of ['', 'x', cursor.slice(0, -4), 'A'.repeat(5_000)]) {
    expect(() => codec.decode('clientes:NOME', forged, 'before')).toThrow(
      '`before` is not a cursor of this graph',
    );
  }
});

test('a cursor of another list or another secret is refused', () => {
  const cursor = codec.encode('clientes:NOME', ['Ana', '1']);
  const other = createCursorCodec('another-secret-for-tests-0123456789');

  expect(() => codec.decode('clientes:RECENTE', cursor, 'after')).toThrow(
    '`after` is a cursor of another list or order',
  );
  expect(() => other.decode('clientes:NOME', cursor, 'after')).toThrow(
    '`after` is not a cursor of this graph',
  );
});
