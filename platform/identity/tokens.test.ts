import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { deriveKey } from '../process/derived-keys.ts';
import type { Identity } from './identity.ts';
import { createIdentitySigner, createIdentityVerifier } from './tokens.ts';

const SECRET = 'a-secret-for-tests-only-0123456789';
const ANA: Identity = Object.freeze({ user: 'ana', scopes: Object.freeze(['query']) });
const NOW = Date.UTC(2026, 0, 1);

test('a subgraph gets back who the router saw', async () => {
  const token = await createIdentitySigner(SECRET).tokenFor(ANA, 'clientes');

  expect(await createIdentityVerifier(SECRET, 'clientes').verify(token)).toEqual(ANA);
});

test('a token is signed once and used again until shortly before it ends', async () => {
  let now = NOW;
  const signer = createIdentitySigner(SECRET, () => now);
  const token = await signer.tokenFor(ANA, 'clientes');

  now += 89_000;
  expect(signer.tokenFor(ANA, 'clientes')).toBe(token);
  now += 2_000;
  expect(await signer.tokenFor(ANA, 'clientes')).not.toBe(token);
  expect(await signer.tokenFor(ANA, 'catalogo')).not.toBe(token);
});

test('a token is good for its audience, its secret and two minutes, also when it is remembered', async () => {
  let now = NOW;
  const clock = () => now;
  const token = await createIdentitySigner(SECRET, clock).tokenFor(ANA, 'clientes');
  const verifier = createIdentityVerifier(SECRET, 'clientes', clock);

  await expect(createIdentityVerifier(SECRET, 'catalogo', clock).verify(token)).rejects.toThrow('"aud"');
  await expect(createIdentityVerifier(`${SECRET}x`, 'clientes', clock).verify(token)).rejects.toThrow(
    'signature',
  );
  expect(await verifier.verify(token)).toEqual(ANA);
  now += 121_000;
  await expect(Promise.resolve(verifier.verify(token))).rejects.toThrow('"exp"');
});

test.each([
  ['an unsigned token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmEifQ.'],
  ['no token', ''],
  ['noise', 'a.b.c'],
])('%s is refused', async (_what, token) => {
  await expect(Promise.resolve(createIdentityVerifier(SECRET, 'clientes').verify(token))).rejects.toThrow();
});

test('a token that would live longer than ours do is refused', async () => {
  const old = Math.floor(Date.now() / 1000) - 3_600;
  const token = await new SignJWT({ scopes: [] })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('customer-graph')
    .setAudience('clientes')
    .setSubject('ana')
    .setIssuedAt(old)
    .setExpirationTime(old + 86_400)
    .sign(deriveKey(SECRET, 'identity'));

  await expect(Promise.resolve(createIdentityVerifier(SECRET, 'clientes').verify(token))).rejects.toThrow(
    'iat',
  );
});
