import { charactersIn } from '../database/statements/characters.ts';
import { isId } from '../database/statements/sql-values.ts';
import {
  type CampoInvalido,
  type CodigoDeValidacao,
  type ErroDeValidacao,
  erroDeValidacao,
} from './outcomes.ts';

/**
 * Characters that no text has, and what turns around the order in which all that follows is shown. Not what people have in their names:
 * joiners and non-joiners, marks of direction, hyphens that are seen at the end of a line alone.
 */
const CONTROL_CHARACTERS = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** What a text of one line does not have either. */
const OF_SEVERAL_LINES = /[\t\n\r]/;
/** A text of nothing else looks as one that is empty. */
const INVISIBLE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
/** Half of a character, which no database could give back. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONEY = /^\d{1,10}(\.\d{1,2})?$/;
const KEY = /^[\x21-\x7e]{8,100}$/;
/** The largest version that the column holds. */
const MAX_VERSION = 4_294_967_295; // INT UNSIGNED

/**
 * Checks the fields of one input and remembers every rule that one breaks. Each method returns the valid value;
 * where it records a problem it returns some value of the same type, which `done` keeps from being used.
 */
export class InputCheck {
  readonly #campos: CampoInvalido[] = [];

  /**
   * A text of one line without surrounding blanks, of so many characters, without tabs and other control characters, of which something is
   * to be seen.
   */
  text(campo: string, value: string | null | undefined, limits: { min: number; max: number }): string {
    if (value != null && OF_SEVERAL_LINES.test(value.trim()))
      return this.wrong(campo, 'FORMATO', 'deve estar em uma só linha, sem tabulações', '');
    return this.#shown(campo, value, limits);
  }

  /** As `text`, and null for an absent or blank one. */
  optionalText(campo: string, value: string | null | undefined, max: number): string | null {
    return isBlank(value) ? null : this.text(campo, value, { min: 1, max });
  }

  /** As `optionalText`, also of several lines. */
  optionalLines(campo: string, value: string | null | undefined, max: number): string | null {
    return isBlank(value) ? null : this.#shown(campo, value, { min: 1, max });
  }

  #shown(
    campo: string,
    value: string | null | undefined,
    { min, max }: { min: number; max: number },
  ): string {
    if (value == null) return this.wrong(campo, 'OBRIGATORIO', 'deve ser informado', '');
    const text = value.trim().normalize('NFC');
    const length = charactersIn(text);
    if (CONTROL_CHARACTERS.test(text)) return this.wrong(campo, 'FORMATO', 'tem caracteres de controle', '');
    if (LONE_SURROGATE.test(text))
      return this.wrong(campo, 'FORMATO', 'tem um caractere que não é Unicode', '');
    if (length < min || length > max || INVISIBLE.test(text))
      return this.wrong(campo, 'TAMANHO', `deve ter de ${min} a ${max} caracteres`, '');
    return text;
  }

  /** A text that `form` matches. */
  pattern(campo: string, value: string | null | undefined, form: RegExp, how: string): string {
    if (value == null) return this.wrong(campo, 'OBRIGATORIO', 'deve ser informado', '');
    const text = value.trim();
    return form.test(text) ? text : this.wrong(campo, 'FORMATO', how, '');
  }

  /** A whole number between two others. */
  integer(
    campo: string,
    value: number | null | undefined,
    { min, max }: { min: number; max: number },
  ): number {
    if (value == null) return this.wrong(campo, 'OBRIGATORIO', 'deve ser informado', min);
    if (value < min || value > max) {
      return this.wrong(campo, 'FORA_DO_INTERVALO', `deve ser de ${min} a ${max}`, min);
    }
    return value;
  }

  /** An amount of money from 0.00 to 9999999999.99, as a string with two digits after the point. */
  money(campo: string, value: string | null | undefined): string {
    if (value == null) return this.wrong(campo, 'OBRIGATORIO', 'deve ser informado', '');
    const text = value.trim();
    if (text.startsWith('-')) return this.wrong(campo, 'FORA_DO_INTERVALO', 'não pode ser negativo', '');
    if (!MONEY.test(text)) {
      return this.wrong(campo, 'FORMATO', 'deve ser um valor como 1234.50, até 9999999999.99', '');
    }
    const [whole = '0', fraction = ''] = text.split('.');
    return `${BigInt(whole)}.${fraction.padEnd(2, '0')}`;
  }

  /** A calendar date (`YYYY-MM-DD`) between two others, both included. */
  date(campo: string, value: string, { min, max }: { min: string; max: string }): string {
    const exists =
      CALENDAR_DATE.test(value) && !Number.isNaN(Date.parse(value)) && isoDate(new Date(value)) === value;
    if (!exists) return this.wrong(campo, 'FORMATO', 'deve ser uma data como 1990-04-21', '');
    if (value < min || value > max) {
      return this.wrong(campo, 'FORA_DO_INTERVALO', `deve ser de ${min} a ${max}`, '');
    }
    return value;
  }

  /** An id; whether something has it is for others to say. */
  id(campo: string, value: string): string {
    return isId(value) ? value : this.wrong(campo, 'FORMATO', 'deve ser um número inteiro positivo', '0');
  }

  /** A version of an entity. */
  version(value: number): number {
    return this.integer('versao', value, { min: 1, max: MAX_VERSION });
  }

  /** An idempotency key, or null when none is given. */
  idempotencyKey(value: string | null | undefined): string | null {
    if (value == null) return null;
    if (KEY.test(value)) return value;
    return this.wrong(
      'chaveDeIdempotencia',
      'FORMATO',
      'deve ter de 8 a 100 caracteres visíveis, sem acentos nem espaços',
      null,
    );
  }

  /** Records that a field breaks a rule, and returns the value that stands for it. */
  wrong<Value>(campo: string, codigo: CodigoDeValidacao, how: string, instead: Value): Value {
    this.#campos.push({ campo, codigo, mensagem: `${campo} ${how}.` });
    return instead;
  }

  /** The value when every field is valid, else all that is wrong. */
  done<Value>(value: Value): Checked<Value> {
    return this.#campos.length > 0
      ? { kind: 'invalid', erro: erroDeValidacao(this.#campos) }
      : { kind: 'valid', value };
  }
}

/** An input that has been checked: its valid value, or everything that is wrong with it. */
export type Checked<Value> = { kind: 'valid'; value: Value } | { kind: 'invalid'; erro: ErroDeValidacao };

/** Writes a valid input and returns the outcome; returns the error of an invalid one, of which nothing is written. */
export async function whenValid<Value, Outcome>(
  checked: Checked<Value>,
  write: (value: Value) => Promise<Outcome>,
): Promise<Outcome | ErroDeValidacao> {
  return checked.kind === 'invalid' ? checked.erro : await write(checked.value);
}

function isBlank(value: string | null | undefined): boolean {
  return value == null || INVISIBLE.test(value);
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
