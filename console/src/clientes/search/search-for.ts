/** What somebody is looking for, by what they have typed. */
export type Search =
  | { kind: 'all' }
  | { kind: 'too-short' }
  | { kind: 'name'; text: string }
  | { kind: 'cpf'; cpf: string }
  | { kind: 'email'; email: string };

/** The least that the server looks for in names. */
const MIN_LENGTH = 2;
const MAX_LENGTH = 100;

/** A CPF has eleven digits, an e-mail address an `@` with something on both sides; anything else is a part of a name. */
export function searchFor(typed: string): Search {
  const text = typed.trim().slice(0, MAX_LENGTH);
  if (text === '') return { kind: 'all' };
  if (/^[\d.\-\s]+$/.test(text) && text.replace(/\D/g, '').length === 11) return { kind: 'cpf', cpf: text };
  if (/^\S+@\S+\.\S+$/.test(text)) return { kind: 'email', email: text };
  if (text.length < MIN_LENGTH || !/[\p{L}\p{N}]/u.test(text)) return { kind: 'too-short' };
  return { kind: 'name', text };
}
