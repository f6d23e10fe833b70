import { searchOf } from '../../shared/values/search.ts';

/** What somebody is looking for, by what they have typed. */
export type Search =
  | { kind: 'all' }
  | { kind: 'too-short' }
  | { kind: 'name'; text: string }
  | { kind: 'cpf'; cpf: string }
  | { kind: 'email'; email: string };

/** A CPF has eleven digits, an e-mail address an `@` with something on both sides; anything else is a part of a name. */
export function searchFor(typed: string): Search {
  const whole = typed.trim();
  if (whole === '') return { kind: 'all' };
  if (/^[\d.\-\s]+$/.test(whole) && whole.replace(/\D/g, '').length === 11)
    return { kind: 'cpf', cpf: whole };
  if (/^\S+@\S+\.\S+$/.test(whole)) return { kind: 'email', email: whole };
  const text = searchOf(whole);
  return text === null ? { kind: 'too-short' } : { kind: 'name', text };
}
