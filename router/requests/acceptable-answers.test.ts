import fastify from 'fastify';
import { expect, test } from 'vitest';
import { refuseUnacceptable } from './acceptable-answers.ts';

let executed = 0;
const app = fastify();
app.get('/graphql', { preHandler: refuseUnacceptable() }, async () => {
  executed += 1;
  return 'answered';
});

test.each([
  undefined,
  '*/*',
  'application/json',
  'application/graphql-response+json, application/json;q=0.9',
  'application/graphql+json, application/json; charset=utf-8',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'multipart/mixed;deferSpec=20220824,application/json',
  'APPLICATION/*',
])('who accepts %s is answered', async (accept) => {
  const headers = accept === undefined ? {} : { accept };

  expect((await app.inject({ url: '/graphql', headers })).body).toBe('answered');
});

test.each([
  'text/html',
  'image/png, */*;q=0',
  'application/json;q=0',
  'multipart/mixed',
  'text/event-stream',
  'x',
])('who accepts %s only is refused before anything is done', async (accept) => {
  executed = 0;

  const { statusCode, body } = await app.inject({ url: '/graphql', headers: { accept } });

  expect([statusCode, JSON.parse(body).errors[0].extensions.code, executed]).toEqual([406, 'BAD_REQUEST', 0]);
});
