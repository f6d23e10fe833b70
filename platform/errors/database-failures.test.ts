import { expect, test } from 'vitest';
import { databaseFailure, isCommitRefused, isUnanswered, type Remedy } from './database-failures.ts';

const server = (errno: number, message = '') => Object.assign(new Error(message), { errno, code: 'ER_ANY' });
const system = (code: string) => Object.assign(new Error(code), { code, errno: -1 });

test.each<[Remedy, number[]]>([
  ['run again', [1020, 1180, 1205, 1213, 1412, 1689, 3101, 8002, 8005, 8022, 9007]],
  [
    'another connection',
    [
      ...[1036, 1047, 1053, 1080, 1152, 1158, 1159, 1160, 1161, 1184, 1290, 1461, 1615, 1792, 1836, 1874],
      ...[1881, 1927, 2006, 2013, 3032, 3100, 3168, 3796, 3797, 3798, 4031, 6400, 6401],
    ],
  ],
  [
    'wait',
    [
      ...[3, 5, 20, 23, 41, 1021, 1026, 1028, 1037, 1038, 1040, 1041, 1114, 1129, 1135, 1203, 1206, 1226],
      ...[1317, 1637, 1969, 3024, 9001, 9002, 9003, 9005],
    ],
  ],
])('%s helps against the errors of servers %j', (remedy, numbers) => {
  for (const number of numbers) {
    expect([number, databaseFailure(server(number))]).toEqual([
      number,
      { remedy, reason: expect.stringMatching(/\w{3}/) },
    ]);
  }
});

test.each([
  [1004, "Can't create file '/tmp/#sql-1_2' (errno: 28 \"No space left on device\")"],
  [1016, "Can't open file: './clientes/cadastro.ibd' (errno: 24 - Too many open files)"],
  [1030, 'Got error 28 "No space left on device" from storage engine InnoDB'],
  [1030, "Got error 122 - 'Disk quota exceeded' from storage engine"],
  [1034, "Index for table '/tmp/#sql-temptable-1-2-0.MAI' is corrupt; try to repair it"],
])('a server that has no room says so in its text: %i %s', (number, text) => {
  expect(databaseFailure(server(number, text))?.remedy).toBe('wait');
  expect(databaseFailure(server(number, 'Got error 168 "Unknown"'))).toBeNull();
});

test('what a proxy says of a server that it has lost leaves open what became of the statement', () => {
  expect([2006, 2013, 1927].map((number) => isUnanswered(server(number)))).toEqual([true, true, false]);
});

test.each<[Remedy, string[]]>([
  [
    'another connection',
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST', 'STATEMENT_TIMEOUT'],
  ],
  [
    'wait',
    [
      ...['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'EMFILE', 'ENETUNREACH', 'ENOENT', 'ENOTFOUND'],
      ...['POOL_TIMEOUT', 'POOL_QUEUE_FULL', 'POOL_CLOSED'],
    ],
  ],
])('%s helps against %j', (remedy, codes) => {
  for (const code of codes) expect([code, databaseFailure(system(code))?.remedy]).toEqual([code, remedy]);
});

test.each([
  ['a duplicate', server(1062)],
  ['an error in SQL', server(1064)],
  ['a row that breaks a rule', server(4025)],
  ['refused credentials', server(1045)],
  ['a certificate', system('CERT_HAS_EXPIRED')],
  ['a mistake in code', new TypeError('x is not a function')],
  ['no error', 'text'],
])('%s does not pass', (_what, error) => {
  expect(databaseFailure(error)).toBeNull();
  expect(isUnanswered(error)).toBe(false);
});

test.each([
  ['a deadlock', server(1213), true],
  [
    'a certification that failed',
    server(1180, 'Got error 149 "Lock deadlock; Retry transaction" during COMMIT'),
    true,
  ],
  ['any other trouble during a commit', server(1180, 'Got error 5 "I/O error" during COMMIT'), false],
  ['a row that has changed since', server(1020), true],
  ['a lock that was waited for in vain', server(1205), true],
  ['a group that could not certify it', server(3101), true],
  ['a conflict of TiDB that it was not to try again', server(8002), true],
  ['a conflict of TiDB', server(8005), true],
  ['a commit of TiDB that was rolled back', server(8022), true],
  ['a conflict in the store of TiDB', server(9007), true],
  ['a store of TiDB whose answer is missing', server(8501), false],
  ['a server that has become read only', server(1290), true],
  ['a node that has left its cluster', server(1047), false],
  ['a full disk', server(1114), false],
  ['a kill', server(1317), false],
  ['a lost connection', system('PROTOCOL_CONNECTION_LOST'), false],
  ['no answer', system('STATEMENT_TIMEOUT'), false],
  ['a connection that was lost before', Object.assign(new Error('closed'), { fatal: true }), true],
])('a COMMIT that met %s has certainly written nothing: %#', (_what, error, refused) => {
  expect(isCommitRefused(error)).toBe(refused);
});
