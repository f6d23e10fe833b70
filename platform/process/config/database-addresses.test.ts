import { expect, test } from 'vitest';
import { databaseAddresses } from './database-addresses.ts';

test.each([
  ['mysql://u:p@a:3306/s', ['mysql://u:p@a:3306/s']],
  [
    'mysql://u:p@a:3306,b:3307/s?tls=required',
    ['mysql://u:p@a:3306/s?tls=required', 'mysql://u:p@b:3307/s?tls=required'],
  ],
  ['mysql://u:p,q@a/s, mariadb://v@b/s', ['mysql://u:p,q@a/s', 'mariadb://v@b/s']],
  ['mysql://[::1]:3306,[::2]/s', ['mysql://[::1]:3306/s', 'mysql://[::2]/s']],
  ['mysql://u@/s?socket=/run/a,b.sock', ['mysql://u@/s?socket=/run/a,b.sock']],
  ['nothing', ['nothing']],
])('%s names %j', (text, addresses) => {
  expect(databaseAddresses(text)).toEqual(addresses);
});
