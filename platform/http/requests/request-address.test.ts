import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { addressToRoute } from './request-address.ts';

test.each([
  ['/graphql?query=%zz', '/graphql?query=%zz'],
  ['/painel/clientes/caf%C3%A9', '/painel/clientes/caf%C3%A9'],
  ['/painel/clientes/%E0%A4%A', '/painel/clientes/%25E0%25A4%25A'],
  ['/%zz?a=%41?%', '/%25zz?a=%41?%'],
  ['/health/live%ff', '/health/live%25ff'],
])('%s is routed as %s', (url, expected) => {
  expect(addressToRoute(requestOf('GET', url))).toBe(expected);
});

test('a method that nobody knows has no route', () => {
  const request = requestOf('BREW', '/painel');
  expect({ address: addressToRoute(request), method: request.method }).toEqual({
    address: '/no-route',
    method: 'GET',
  });
});

function requestOf(method: string, url: string): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { method, url });
}
