/** A value of a cell; null is an empty one. */
export type Cell = string | number | boolean | null;

/** What a spreadsheet takes for the beginning of a formula, which it carries out when the file is opened. */
const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

/**
 * A line of CSV with its end (RFC 4180). A text that a spreadsheet would take for a formula begins with an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(written).join()}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
