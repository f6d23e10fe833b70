import pino from 'pino';
import { expect, test } from 'vitest';
import { SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import { FailureLog } from './failure-log.ts';

function failureLog(): { log: FailureLog; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = new FailureLog(pino({}, { write: (line) => lines.push(JSON.parse(line)) }));
  return { log, lines };
}

test('of many failures at once some are logged, and later how many were not', () => {
  const { log, lines } = failureLog();
  const gone = new SubgraphFailure('notas', new Error('away'));

  for (let request = 1; request <= 200; request += 1) log.write(gone, `r${request}`, 1_000 + request);
  expect(lines).toHaveLength(50);
  expect(lines[0]).toMatchObject({ requestId: 'r1', subgraph: 'notas', msg: 'subgraph gave no answer' });

  log.write(gone, 'later', 12_000);
  log.write(gone, 'last', 12_001);
  expect(lines.slice(50)).toMatchObject([{ requestId: 'later', leftOut: 150 }, { requestId: 'last' }]);
  expect(lines[51]).not.toHaveProperty('leftOut');
});

test('each mutation of unknown outcome is logged', () => {
  const { log, lines } = failureLog();
  const unknown = new SubgraphFailure('notas', new Error('away'), { kind: 'unknown outcome' });

  for (let request = 1; request <= 60; request += 1) log.write(unknown, `r${request}`, 1_000);

  expect(lines.map(({ requestId }) => requestId)).toContain('r60');
  expect(lines).toHaveLength(60);
});

test('a subgraph that refuses the router is one line in a window, whichever status says it', () => {
  const { log, lines } = failureLog();
  const refused = (status: number) =>
    new SubgraphFailure('notas', new Error(`HTTP_${status}`), { kind: 'refused', status });

  for (let request = 1; request <= 60; request += 1)
    log.write(refused(request % 2 ? 401 : 403), `r${request}`, 1_000);
  log.write(new SubgraphFailure('notas', new Error('away')), 'gone', 1_001);
  log.write(refused(401), 'later', 12_000);

  const said = expect.stringContaining('IDENTITY_KEY_PATH');
  expect(lines).toMatchObject([
    { level: 50, requestId: 'r1', subgraph: 'notas', status: 401, msg: said },
    { level: 40, requestId: 'gone' },
    { level: 50, requestId: 'later', leftOut: 59, msg: said },
  ]);
});
