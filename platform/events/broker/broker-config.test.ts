import { expect, test } from 'vitest';
import { type Env, readEnv } from '../../process/config/config.ts';
import { brokerConfig, brokerVariables } from './broker-config.ts';

const read = (env: Env) => brokerConfig(readEnv(brokerVariables(env), env));

test('without EVENTS_URL there is no broker', () => {
  expect(read({})).toBeNull();
});

test('several servers of one cluster, with a user and a password of its own', () => {
  const EVENTS_URL = 'tls://clientes:a%2Fb@nats-0:4222, tls://clientes:a%2Fb@nats-1';

  expect(read({ EVENTS_URL })).toEqual({
    servers: ['nats-0:4222', 'nats-1:4222'],
    prefix: null,
    isSecured: true,
    ca: null,
    user: 'clientes',
    password: 'a/b',
    credentials: null,
    replicas: 1,
    maxBytes: 268_435_456,
    maxAgeDays: 7,
  });
  expect(read({ EVENTS_URL: 'nats://clientes@nats', EVENTS_PASSWORD: 'x' })).toMatchObject({
    isSecured: false,
    user: 'clientes',
    password: 'x',
  });
  expect(read({ EVENTS_URL: 'nats://nats', EVENTS_PREFIX: 'testes' })).toMatchObject({ prefix: 'testes' });
  expect(() => read({ EVENTS_URL: 'nats://nats', EVENTS_PREFIX: 'a.b' })).toThrow(
    /EVENTS_PREFIX must be small/,
  );
  expect(read({ EVENTS_URL: 'nats://nats', EVENTS_CA: 'PEM' })).toMatchObject({ isSecured: true, ca: 'PEM' });
});

test.each([
  'http://nats:4222',
  'nats:4222',
  'nats://',
  'nats://nats/stream',
  'nats://a,tls://b',
  'nats://a@x,nats://b@y',
])('%s is no broker', (EVENTS_URL) => {
  expect(() => read({ EVENTS_URL })).toThrow(/^EVENTS_URL must/);
});
