import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLEmailAddress } from 'graphql-scalars';
import { isoInstant } from '../../database/statements/instant-text.ts';

const YEAR_10000 = Date.UTC(10_000, 0);
/** Date.UTC takes years below 100 for those of the twentieth century. */
const YEAR_0 = Date.parse('0000-01-01T00:00:00.000Z');

/** Instants of years of four digits; `Date` in code, ISO 8601 with milliseconds in JSON. */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  parseValue: (value) => withinFourDigits(GraphQLDateTimeISO.parseValue(value)),
  parseLiteral: (node, variables) => withinFourDigits(GraphQLDateTimeISO.parseLiteral(node, variables)),
  serialize: (value) => isoInstant(value as Date), // Stores give Date for every DATETIME column.
});

/** A time zone may put an instant into a year that no column has; the servers would compare it as another one. */
function withinFourDigits(instant: Date): Date {
  const time = instant.getTime();
  if (time >= YEAR_0 && time < YEAR_10000) return instant;
  throw new GraphQLError('DateTime cannot represent an instant before the year 0 or after the year 9999');
}

/** Calendar dates; `YYYY-MM-DD` in code and in JSON. */
export const LocalDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: String, // Stores give such a text for every DATE column.
  parseValue: (value) => parseDate(value),
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : null),
});

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function parseDate(value: unknown): string {
  if (typeof value !== 'string' || !DATE.test(value) || !isInCalendar(value)) {
    throw new GraphQLError('a Date is a day of the calendar, such as "2026-01-31"');
  }
  return value;
}

/** The 30th of February would be the 2nd of March. */
function isInCalendar(date: string): boolean {
  const day = new Date(`${date}T00:00:00.000Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/** Of an e-mail address, in characters: RFC 5321, section 4.5.3.1.3, less the angle brackets. */
export const MAX_EMAIL_LENGTH = 254;

/** E-mail addresses, lower case, at most 254 characters. */
export const EmailAddress = new GraphQLScalarType<string, string>({
  ...GraphQLEmailAddress.toConfig(),
  name: 'EmailAddress',
  serialize: String,
  parseValue: (value) => parseEmail(value),
  parseLiteral: (node) => parseEmail(node.kind === Kind.STRING ? node.value : null),
});

function parseEmail(value: unknown): string {
  if (typeof value !== 'string' || value.length > MAX_EMAIL_LENGTH) {
    throw new GraphQLError(`an e-mail address has at most ${MAX_EMAIL_LENGTH} characters`);
  }
  return String(GraphQLEmailAddress.parseValue(value.trim())).toLowerCase();
}

const DECIMAL = /^-?[0-9]{1,12}(\.[0-9]{1,2})?$/;

/** Exact decimals, a string from SQL to JSON. Accepts `"12.5"`, `"12.50"` and integers; never a float. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  serialize: String,
  parseValue: (value) => parseDecimal(Number.isSafeInteger(value) ? String(value) : value),
  parseLiteral: (node) =>
    parseDecimal(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
});

function parseDecimal(value: unknown): string {
  if (typeof value !== 'string' || !DECIMAL.test(value)) {
    throw new GraphQLError(
      'a Decimal is a string of at most 12 digits before and 2 after the point, such as "1234.50"',
    );
  }
  const [whole, fraction = ''] = value.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}
