import { pino } from 'pino';
import { expect, test } from 'vitest';
import { UnknownDocumentLog } from './unknown-document-log.ts';

test('documents that are ever different do not fill the log, and the next line says how many were left out', () => {
  const lines: { leftOut?: number }[] = [];
  const log = new UnknownDocumentLog(pino({}, { write: (line) => lines.push(JSON.parse(line)) }));
  const write = (hash: number, now: number) =>
    log.write({ requestId: '1', hash: String(hash), operationName: null, headers: undefined }, now);
  for (let n = 0; n < 1_000; n += 1) write(n, 0);
  expect(lines).toHaveLength(50);

  write(2_000, 60_000);
  expect(lines.at(-1)?.leftOut).toBe(950);
});
