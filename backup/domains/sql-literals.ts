import { StartError } from '../../platform/process/ending/start-error.ts';

/** How the values of a column are written in SQL. */
export type Literal = (value: Buffer | null) => string;

// Not `float`: servers write six digits of it, which is another value.
const NUMBERS = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'double', 'year']);
const TEXTS = new Set([
  ...[
    'char',
    'varchar',
    'tinytext',
    'text',
    'mediumtext',
    'longtext',
    'enum',
    'set',
    'json',
    'uuid',
    'inet4',
    'inet6',
  ],
  ...['date', 'time', 'datetime', 'timestamp'],
]);
const BYTES = new Set(['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob']);

/** What writes the values of a column of this type. Throws StartError for a type that is not known here: no value may come back as another. */
export function literalOf(type: string, column: string): Literal {
  if (NUMBERS.has(type)) return (value) => value?.toString('latin1') ?? 'NULL';
  if (TEXTS.has(type)) return (value) => (value === null ? 'NULL' : quoted(value.toString('utf8')));
  if (BYTES.has(type))
    return (value) => (value === null ? 'NULL' : value.length === 0 ? "''" : `0x${value.toString('hex')}`);
  throw new StartError(
    `${column} has the type ${type}, which backups do not know: dump this schema by the server's own tool.`,
  );
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\x1a': '\\Z',
  "'": "\\'",
  '\\': '\\\\',
};

/** A text as SQL, on one line: a dump's statements end where a line ends with a semicolon. */
function quoted(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what servers ask to be escaped.
  return `'${text.replace(/[\0\n\r\x1a'\\]/g, (found) => ESCAPED[found] ?? found)}'`;
}

/** A name as SQL. */
export function identifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
