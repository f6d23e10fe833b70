import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputCheck, whenValid } from './validation.ts';

/** What one check comes to: the value, or the code of the rule that was broken. */
function outcomeOf<Value>(run: (check: InputCheck) => Value): { value: Value } | { codigo: string } {
  const check = new InputCheck();
  const checked = check.done(run(check));
  return checked.kind === 'valid'
    ? { value: checked.value }
    : { codigo: checked.erro.campos[0]?.codigo ?? '' };
}

describe('money', () => {
  const money = (text: string) => outcomeOf((check) => check.money('preco', text));

  test('keeps every cent of every amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999n }), (cents) => {
        const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        expect(money(text)).toEqual({ value: text });
      }),
    );
    expect(money('007')).toEqual({ value: '7.00' });
    expect(money('7.5')).toEqual({ value: '7.50' });
  });

  test('takes nothing that is no amount', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^\d{1,10}(\.\d{1,2})?$/.test(text.trim()));
        expect(money(text)).toEqual({
          codigo: text.trim().startsWith('-') ? 'FORA_DO_INTERVALO' : 'FORMATO',
        });
      }),
    );
  });
});

describe('a text', () => {
  const text = (value: string) => outcomeOf((check) => check.text('nome', value, { min: 2, max: 20 }));
  const lines = (value: string) => outcomeOf((check) => check.optionalLines('descricao', value, 20));

  test('is accepted as often as it is checked again, and unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 25 }), (value) => {
        const outcome = text(value);
        if ('value' in outcome) expect(text(outcome.value)).toEqual(outcome);
      }),
    );
  });

  test('is measured in characters, not in code units', () => {
    expect(text('👩'.repeat(20))).toEqual({ value: '👩'.repeat(20) });
    expect(text('👩'.repeat(21))).toEqual({ codigo: 'TAMANHO' });
  });

  test.each(['\u200b\u200b', '\ufe0f\u2060', '\u3164\u3164', '\u2800 \u2800'])(
    'of which nothing is to be seen is as one that is empty: %j',
    (value) => {
      expect(text(value)).toEqual({ codigo: 'TAMANHO' });
      expect(outcomeOf((check) => check.optionalText('complemento', value, 20))).toEqual({ value: null });
    },
  );

  // Also what turns around the order in which a page shows what follows.
  test.each([
    'ab\u0000',
    'ab\u001b[2J',
    'ab\ud800',
    'a\u0085b',
    'ab\u009f',
    'a\u2028b',
    'ab\u202e',
    '\u2066ab',
  ])('that cannot be shown or kept is refused, also in one of several lines: %j', (value) => {
    expect(text(value)).toEqual({ codigo: 'FORMATO' });
    expect(lines(value)).toEqual({ codigo: 'FORMATO' });
  });

  test.each(['a\nb', 'a\r\nb', 'a\rb', 'a\tb', 'a\u000bb', 'a\u000cb'])(
    'is of one line, and what is copied with the end of its line has lost that: %j',
    (value) => {
      expect(text(value)).toEqual({ codigo: 'FORMATO' });
      expect(text(`${value[0]}b\r\n`)).toEqual({ value: 'ab' });
    },
  );

  test('of several lines has them and tabs', () => {
    expect(lines('um\r\ndois\n\ttrês\n')).toEqual({ value: 'um\r\ndois\n\ttrês' });
    expect(lines(' \n\t')).toEqual({ value: null });
  });

  // Marks that join letters or keep them apart, or tell the direction of a word; blanks of other scripts; apostrophes and hyphens of all kinds.
  test.each([
    "D'Ávila",
    'O’Neill-Silva',
    'Nguyễn Thị',
    'علی\u200cرضا',
    'ශ්\u200dරී',
    'דנה\u200f',
    'كـريم\u061c',
    '山田\u3000太郎',
    'Jean\u00a0Luc',
    'Schu\u00admann',
    'X Æ A-12',
    'ʻOkina',
    'Ng\u0303u\u0303gi\u0303',
    '👩\u200d🌾 Rosa',
  ])('is what people are called: %s', (value) => {
    expect(text(value)).toEqual({ value: value.normalize('NFC') });
  });
});

test('a date is accepted exactly when the calendar has it and it is within the limits', () => {
  const limits = { min: '1900-01-01', max: '2026-06-30' };
  const days = fc.record({
    year: fc.integer({ min: 1890, max: 2030 }),
    month: fc.integer({ min: 0, max: 13 }),
    day: fc.integer({ min: 0, max: 32 }),
  });
  fc.assert(
    fc.property(days, ({ year, month, day }) => {
      const text = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
      const inCalendar = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
      const expected = !inCalendar
        ? { codigo: 'FORMATO' }
        : text < limits.min || text > limits.max
          ? { codigo: 'FORA_DO_INTERVALO' }
          : { value: text };
      expect(outcomeOf((check) => check.date('data', text, limits))).toEqual(expected);
    }),
  );
});

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

test('an idempotency key has 8 to 100 visible ASCII characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 110 }), (key) => {
      const valid = key.length >= 8 && key.length <= 100 && !key.includes(' ');
      expect(outcomeOf((check) => check.idempotencyKey(key))).toEqual(
        valid ? { value: key } : { codigo: 'FORMATO' },
      );
    }),
  );
});

test('a valid input is written, of an invalid one nothing is', async () => {
  const written: string[] = [];
  const write = (nome: string) => {
    const check = new InputCheck();
    return whenValid(check.done(check.text('nome', nome, { min: 2, max: 20 })), async (value) => {
      written.push(value);
      return 'gravado';
    });
  };

  expect([await write('Ana'), await write('A')]).toEqual([
    'gravado',
    {
      __typename: 'ErroDeValidacao',
      mensagem: '1 campo é inválido.',
      campos: [{ campo: 'nome', codigo: 'TAMANHO', mensagem: 'nome deve ter de 2 a 20 caracteres.' }],
    },
  ]);
  expect(written).toEqual(['Ana']);
});
