import fastify from 'fastify';
import { expect, test } from 'vitest';
import { refuseCrossSite } from './cross-site-requests.ts';

const APP = 'https://app.example.com';
const app = fastify();
app.get(
  '/graphql',
  { preHandler: refuseCrossSite([APP, /^http:\/\/localhost:\d+$/]) },
  async () => 'answered',
);

const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' };

test.each([
  ['curl', { 'user-agent': 'curl/8.5.0' }],
  ['a client that is no browser', { 'user-agent': 'node', 'sec-fetch-mode': 'cors' }],
  ['a page of this origin', { ...BROWSER, 'sec-fetch-site': 'same-origin' }],
  ['an address that a person has typed', { ...BROWSER, 'sec-fetch-site': 'none' }],
  ['a page of an allowed origin', { ...BROWSER, 'sec-fetch-site': 'cross-site', origin: APP }],
  ['a page in development', { ...BROWSER, 'sec-fetch-site': 'same-site', origin: 'http://localhost:5173' }],
  ['an allowed origin over plain HTTP', { ...BROWSER, origin: APP }],
  [
    'a content type that a page has to ask for',
    { ...BROWSER, 'content-type': 'application/json; charset=utf-8' },
  ],
  ['a header that a page has to ask for', { ...BROWSER, 'apollo-require-preflight': 'yes' }],
])('%s passes', async (_what, headers) => {
  expect((await app.inject({ url: '/graphql', headers })).statusCode).toBe(200);
});

test.each([
  ['an image of another site', { ...BROWSER, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ['a page of a neighbouring site', { ...BROWSER, 'sec-fetch-site': 'same-site' }],
  [
    'a page of another origin',
    { ...BROWSER, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  ],
  ['an origin that is no origin', { ...BROWSER, 'sec-fetch-site': 'cross-site', origin: 'null' }],
  ['an origin that only looks allowed', { ...BROWSER, origin: `${APP}.evil.example` }],
  ['a browser that says nothing', BROWSER],
  ['a form', { ...BROWSER, 'content-type': 'Text/Plain; charset=utf-8' }],
  ['an empty header', { ...BROWSER, 'apollo-require-preflight': '' }],
])('%s is refused', async (_what, headers) => {
  const { statusCode, body } = await app.inject({ url: '/graphql', headers });

  expect(statusCode).toBe(403);
  expect(JSON.parse(body).errors[0].extensions.code).toBe('CROSS_SITE_REQUEST');
});
