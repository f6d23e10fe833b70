import { expect, test } from 'vitest';
import { OutcomeUnknown } from '../../errors/client-errors.ts';
import { startFailure } from './run-process.ts';

const ofServer = (errno: number, code: string, message = '') =>
  Object.assign(new Error(message), { errno, code, sqlState: 'HY000' });

test.each([
  [ofServer(1290, 'ER_OPTION_PREVENTS_STATEMENT'), 'read only'],
  [ofServer(1040, 'ER_CON_COUNT_ERROR'), 'takes no more connections'],
  [
    ofServer(1030, 'ER_GET_ERRNO', 'Got error 28 "No space left on device" from storage engine InnoDB'),
    'full',
  ],
  [ofServer(1049, 'ER_BAD_DB_ERROR'), 'no such schema'],
  [ofServer(1142, 'ER_TABLEACCESS_DENIED_ERROR'), 'may not change tables'],
  [ofServer(1665, 'ER_BINLOG_STMT_MODE_AND_ROW_ENGINE'), 'binlog_format'],
  [ofServer(3159, 'ER_SECURE_TRANSPORT_REQUIRED'), 'TLS only'],
  [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'cannot be reached'],
  [Object.assign(new Error('no answer'), { code: 'STATEMENT_TIMEOUT' }), 'disk is full'],
  [new OutcomeUnknown(Object.assign(new Error('lost'), { code: 'ECONNRESET' }), false), 'cannot be reached'],
])('what a database says is told as what it is: %#', (error, said) => {
  const message = startFailure(error);

  expect(message).toContain(said);
  expect(message).not.toMatch(/\n/);
  // Whoever has heard from the server need not look for it.
  expect(/host and port/.test(message)).toBe(said === 'cannot be reached');
});
