import { expect, test } from 'vitest';
import { beginEntry, type Span, type SpanOptions, setTracer, within } from '../../telemetry/span.ts';
import { beginStatement } from './statement-span.ts';

/** What the span of a statement is called, and its operation. */
function namesOf(sql: string) {
  const started: [string, SpanOptions][] = [];
  const span: Span = {
    traceId: '1'.repeat(32),
    spanId: '2'.repeat(16),
    headers: { traceparent: '' },
    isRecorded: true,
    set() {},
    fail() {},
    end() {},
  };
  using _tracer = setTracer({
    totals: { ended: 0, exported: 0, failed: 0 },
    start(name, options) {
      started.push([name, options]);
      return span;
    },
  });
  within(beginEntry('request', {}, null), () => beginStatement(sql, 'inventario_produtos'));
  const [name, { attributes }] = started.at(-1) ?? ['', {}];
  return [name, attributes?.['db.operation.name']];
}

test.each([
  ['SELECT id FROM cadastro WHERE id IN (?)', ['SELECT cadastro', 'SELECT']],
  ['\n  INSERT INTO `lote` (id) VALUES (?)', ['INSERT lote', 'INSERT']],
  ['COMMIT', ['COMMIT', 'COMMIT']],
  [
    '(SELECT id FROM inventario LIMIT 1) UNION ALL (SELECT id FROM inventario LIMIT 1)',
    ['SELECT inventario', 'SELECT'],
  ],
])('%s has a name by what it does, to what', (sql, names) => {
  expect(namesOf(sql)).toEqual(names);
});
