const REAIS = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });
const DAY = new Intl.DateTimeFormat('pt-BR', { timeZone: 'UTC' });
const INSTANT = new Intl.DateTimeFormat('pt-BR', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'America/Sao_Paulo',
});

/** A `Decimal` for people. `Intl` formats the digits of a text as they are; `Number` would round large amounts. */
export function reais(decimal: string): string {
  // The text is a number with two digits after the point, by the schema.
  return REAIS.format(decimal as `${number}`);
}

/** The sum of `Decimal`s, exact: in whole centavos. */
export function sum(decimals: readonly string[]): string {
  const centavos = decimals.reduce((total, decimal) => total + BigInt(decimal.replace('.', '')), 0n);
  const digits = String(centavos < 0n ? -centavos : centavos).padStart(3, '0');
  return `${centavos < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A `Date` for people. It is a day, not an instant: any other time zone than UTC could show the day before. */
export function day(date: string): string {
  return DAY.format(new Date(date));
}

/** A `DateTime` for people, in Brasília's time. */
export function instant(dateTime: string): string {
  return INSTANT.format(new Date(dateTime));
}
