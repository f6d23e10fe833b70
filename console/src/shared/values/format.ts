const LOCALE = 'pt-BR';
/** In which the console shows and takes times. */
export const ZONE = 'America/Sao_Paulo';

const moneyFormat = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: 'BRL' });
const shortMoneyFormat = new Intl.NumberFormat(LOCALE, {
  style: 'currency',
  currency: 'BRL',
  notation: 'compact',
  maximumFractionDigits: 1,
});
const numberFormat = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const percentFormat = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 2 });
const instantFormat = new Intl.DateTimeFormat(LOCALE, {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: ZONE,
});
const dayFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'short', timeZone: 'UTC' });

/** `"1234.50"` as `R$ 1.234,50`, exactly: no floating point number is in between. */
export function money(decimal: string): string {
  // A Decimal of the graph is written as a number is; the type of TypeScript knows literals only.
  return moneyFormat.format(decimal as `${number}`);
}

/** About how much, `R$ 1,2 mil`. */
export function shortMoney(value: number): string {
  return shortMoneyFormat.format(value);
}

/** A number of things, `1.234`. */
export function count(value: number): string {
  return numberFormat.format(value);
}

/** A number with what there is of it, `1 compra`, `1.234 compras`. */
export function counted(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A share from 0 to 1 as percent. */
export function percent(share: number): string {
  return percentFormat.format(share);
}

/** An instant in Brasília's time. */
export function instant(iso: string): string {
  return instantFormat.format(new Date(iso));
}

/** `1990-04-21` as `21/04/1990`, whatever the time zone. */
export function day(date: string): string {
  return dayFormat.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** Milliseconds, `12,3 ms`. */
export function milliseconds(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : `${numberFormat.format(value)} ms`;
}

/** Bytes, `12,3 kB`. */
export function bytes(value: number): string {
  if (value < 1_000) return `${value} B`;
  if (value < 1_000_000) return `${numberFormat.format(value / 1_000)} kB`;
  return `${numberFormat.format(value / 1_000_000)} MB`;
}

/** Today in Brasília, `2026-01-31`, moved by so many days. */
export function today(days = 0, now = new Date()): string {
  const moved = new Date(now.getTime() + days * 86_400_000);
  // The way of writing dates that ISO 8601 has too.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(moved);
}
