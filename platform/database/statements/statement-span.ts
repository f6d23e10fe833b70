import { beginSpan, failureType, type Span } from '../../telemetry/span.ts';

/** The first word of a statement, in brackets or not, and the first table that it names. */
const OPERATION = /^[\s(]*([A-Z]+)/i;
const TABLE = /\b(?:FROM|INTO|UPDATE|JOIN)\s+`?([A-Za-z_]\w*)`?/i;
const MAX_SUMMARIES = 2_000;

/** What statements are called, by their text: a process has some hundred of them. */
const summaries = new Map<string, { operation: string; summary: string }>();

/**
 * Begins the span of a statement, which ends with its answer; null where nothing is traced. It has the text that is
 * prepared, in which values are question marks.
 *
 * @param schema the name of its MySQL schema
 */
export function beginStatement(sql: string, schema: string): Span | null {
  const { operation, summary } = summaryOf(sql);
  return beginSpan(summary, {
    kind: 'client',
    attributes: {
      'db.system.name': 'mysql',
      'db.namespace': schema,
      'db.operation.name': operation,
      'db.query.summary': summary,
      'db.query.text': sql,
    },
  });
}

/** Ends the span of a statement. */
export function endStatement(span: Span | null, error: unknown): void {
  if (span === null) return;
  if (error) span.fail(failureType(error));
  span.end();
}

function summaryOf(sql: string): { operation: string; summary: string } {
  const known = summaries.get(sql);
  if (known) return known;
  const operation = OPERATION.exec(sql)?.[1]?.toUpperCase() ?? 'SQL';
  const table = TABLE.exec(sql)?.[1];
  const found = { operation, summary: table ? `${operation} ${table}` : operation };
  if (summaries.size < MAX_SUMMARIES) summaries.set(sql, found);
  return found;
}
