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

test('a token is good for its audience, its secret, two minutes and the leeway of clocks, also when it is remembered', async () => {
  let now = NOW;
  const clock = () => now;
  const token = await createIdentitySigner(SECRET, clock).tokenFor(ANA, 'clientes');
  const verifier = createIdentityVerifier(SECRET, 'clientes', clock);

  await expect(createIdentityVerifier(SECRET, 'catalogo', clock).verify(token)).rejects.toThrow('"aud"');
  await expect(createIdentityVerifier(`${SECRET}x`, 'clientes', clock).verify(token)).rejects.toThrow(
    'signature',
  );
  expect(await verifier.verify(token)).toEqual(ANA);
  now += 179_000;
  expect(await verifier.verify(token)).toEqual(ANA);
  now += 2_000;
  await expect(Promise.resolve(verifier.verify(token))).rejects.toThrow('"exp"');
});

test.each([-59, -30, -1, 1, 30, 59])(
  'a signer whose clock is %i s ahead is understood, for as long as it uses its token',
  async (ahead) => {
    let now = NOW;
    const signer = createIdentitySigner(SECRET, () => now + ahead * 1_000);
    const verifier = createIdentityVerifier(SECRET, 'clientes', () => now);

    for (let second = 0; second < 240; second += 15) {
      expect(await verifier.verify(await signer.tokenFor(ANA, 'clientes'))).toEqual(ANA);
      now += 15_000;
    }
  },
);

test.each([-95, 61])('a token signed %i s away from now is refused', async (ahead) => {
  const token = await createIdentitySigner(SECRET, () => NOW + ahead * 2_000).tokenFor(ANA, 'clientes');

  await expect(
    Promise.resolve(createIdentityVerifier(SECRET, 'clientes', () => NOW).verify(token)),
  ).rejects.toThrow();
});

test('a token that says it lives for longer is remembered for no longer than any other', async () => {
  let now = NOW;
  const token = await new SignJWT({ scopes: [] })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('customer-graph')
    .setAudience('clientes')
    .setSubject('ana')
    .setIssuedAt(NOW / 1000)
    .setExpirationTime(NOW / 1000 + 86_400)
    .sign(deriveKey(SECRET, 'identity'));
  const verifier = createIdentityVerifier(SECRET, 'clientes', () => now);
  await verifier.verify(token);
  now += 181_000;

  await expect(Promise.resolve(verifier.verify(token))).rejects.toThrow('iat');
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
