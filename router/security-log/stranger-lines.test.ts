import pino from 'pino';
import { expect, test } from 'vitest';
import { StrangerLines } from './stranger-lines.ts';

/** With what was written into the log. */
function strangerLines() {
  const written: Record<string, unknown>[] = [];
  const formatters = { level: (level: string) => ({ level }) };
  const log = pino({ formatters }, { write: (line) => written.push(JSON.parse(line)) });
  return { lines: new StrangerLines(log), written };
}
const times = (count: number, admits: (n: number) => boolean) =>
  Array.from({ length: count }, (_, n) => admits(n)).filter(Boolean).length;

test('whoever sends malformed credentials, or tries many users, hides no guess at another user', () => {
  const { lines } = strangerLines();
  using _ = lines;
  expect(times(5_000, (n) => lines.admitsLogin(`192.0.2.${n % 50}`, null, 'malformed credentials'))).toBe(20);
  expect(times(500, (n) => lines.admitsLogin(`192.0.2.${n % 50}`, 'bia', 'wrong credentials'))).toBe(51);

  expect(lines.admitsLogin('192.0.2.1', 'ana', 'wrong credentials')).toBe(true);
  expect(lines.admitsLogin('192.0.2.1', 'ana', 'wrong credentials')).toBe(false);
});

test('lines stay bounded however many users there are', () => {
  const { lines } = strangerLines();
  using _ = lines;
  expect(times(5_000, (n) => lines.admitsLogin(`192.0.2.${n % 250}`, `x${n}`, 'wrong credentials'))).toBe(
    100,
  );
});

test('what was left out is told by reason', () => {
  const { lines, written } = strangerLines();
  times(13, () => lines.admitsLogin('192.0.2.1', 'ana', 'wrong credentials'));
  times(4, () => lines.admitsLogin('192.0.2.1', 'ana', 'too many wrong credentials'));
  times(15, () => lines.admitsLogin('192.0.2.1', null, 'malformed credentials'));
  expect(lines.leftOut).toEqual({ logins: 11, requests: 0, 'answered requests': 0 });
  lines[Symbol.dispose]();
  expect(written).toMatchObject([
    { level: 'warn', leftOut: 6, byReason: { 'wrong credentials': 2, 'too many wrong credentials': 4 } },
    { level: 'warn', leftOut: 5, byReason: { 'malformed credentials': 5 } },
  ]);
});

test('requests of strangers that are answered warn of nothing, and take no room from those that are refused', () => {
  const { lines, written } = strangerLines();
  times(40, () => lines.admitsRequest('192.0.2.1', 204));
  expect(times(40, (n) => lines.admitsRequest('192.0.2.1', n % 2 ? 401 : 429))).toBe(10);
  lines[Symbol.dispose]();
  expect(written).toMatchObject([
    { level: 'warn', leftOut: 30, byStatus: { 401: 15, 429: 15 }, msg: 'requests of strangers' },
    { level: 'info', leftOut: 30, byStatus: { 204: 30 }, msg: 'answered requests of strangers' },
  ]);
});
