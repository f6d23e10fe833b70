import { createPublicKey } from 'node:crypto';
import { generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Identity } from '../callers/identity.ts';
import { type Callers, partIdentity } from '../callers/issuers.ts';
import { derivedSigningKey, derivedTrustedKeys, type TrustedKeys } from '../keys/keys.ts';
import { tellOtherClocks } from './other-clocks.ts';
import { createIdentitySigner, createIdentityVerifier } from './tokens.ts';

const SECRET = 'a-secret-for-tests-only-0123456789';
const ANA: Identity = Object.freeze({ user: 'ana', scopes: Object.freeze(['query']) });
const NOW = Date.UTC(2026, 0, 1);
const SECONDS = NOW / 1000;
const CALLERS: Callers = { inventario: ['entidades'], enderecos: ['evento'] };
const PARTS = ['router', 'schema-fleet', 'inventario', 'enderecos'];
const TRUSTED = derivedTrustedKeys(SECRET, PARTS);
const KEY = derivedSigningKey(SECRET, 'router');

function signerOf(issuer: string, now = () => NOW) {
  const key = derivedSigningKey(SECRET, issuer);
  return createIdentitySigner(() => key, now);
}

function verifierFor(audience: string, now = () => NOW, trustedKeys = () => TRUSTED) {
  return createIdentityVerifier({ trustedKeys, audience, callers: CALLERS }, now);
}

/** What an honest router says of Ana, changed. */
function claims(changed: JWTPayload = {}): JWTPayload {
  const always = { iss: 'router', sub: 'ana', aud: 'clientes', iat: SECONDS, exp: SECONDS + 120 };
  return { ...always, scopes: ['query'], ...changed };
}

const verify = async (token: string) => await verifierFor('clientes').verify(token);

test('a subgraph gets back who the router saw', async () => {
  const token = await signerOf('router').tokenFor(ANA, 'clientes');

  expect(await verifierFor('clientes').verify(token)).toEqual(ANA);
});

test('a token is signed once, however many ask for it, and used again until shortly before it ends', async () => {
  let now = NOW;
  const signer = signerOf('router', () => now);
  const [token, second] = await Promise.all([
    signer.tokenFor(ANA, 'clientes'),
    signer.tokenFor(ANA, 'clientes'),
  ]);
  expect(second).toBe(token);

  now += 89_000;
  expect(signer.tokenFor(ANA, 'clientes')).toBe(token);
  now += 2_000;
  expect(await signer.tokenFor(ANA, 'clientes')).not.toBe(token);
  expect(await signer.tokenFor(ANA, 'catalogo')).not.toBe(token);
});

test('a token is good for its audience, two minutes and the leeway of clocks, also when it is remembered', async () => {
  let now = NOW;
  const clock = () => now;
  const token = await signerOf('router', clock).tokenFor(ANA, 'clientes');
  const verifier = verifierFor('clientes', clock);

  await expect(verifierFor('catalogo', clock).verify(token)).rejects.toThrow('"aud"');
  expect(await verifier.verify(token)).toEqual(ANA);
  now += 179_000;
  expect(verifier.verify(token)).toEqual(ANA);
  now += 2_000;
  await expect(Promise.resolve(verifier.verify(token))).rejects.toThrow('"exp"');
});

test('keys rotate without a token that is refused, and one that is retired is out at once', async () => {
  const next = derivedSigningKey('the secret of the next key of the router', 'router');
  const withNext = new Map([
    ...TRUSTED,
    [next.kid, { issuer: 'router', publicKey: createPublicKey(next.privateKey) }],
  ]);
  let key = KEY;
  let trusted: TrustedKeys = TRUSTED;
  const signer = createIdentitySigner(
    () => key,
    () => NOW,
  );
  const verifier = verifierFor(
    'clientes',
    () => NOW,
    () => trusted,
  );

  const former = await signer.tokenFor(ANA, 'clientes');
  expect(await verifier.verify(former)).toEqual(ANA);
  trusted = withNext;
  key = next;
  const latter = await signer.tokenFor(ANA, 'clientes');
  expect(latter).not.toBe(former);
  expect(await verifier.verify(former)).toEqual(ANA);
  expect(await verifier.verify(latter)).toEqual(ANA);
  trusted = new Map([...withNext].filter(([kid]) => kid !== KEY.kid));
  await expect(Promise.resolve(verifier.verify(former))).rejects.toThrow('no applicable key');
  expect(await verifier.verify(latter)).toEqual(ANA);
});

test.each([-59, -30, -1, 1, 30, 59])(
  'a signer whose clock is %i s ahead is understood, for as long as it uses its token',
  async (ahead) => {
    let now = NOW;
    const signer = signerOf('router', () => now + ahead * 1_000);
    const verifier = verifierFor('clientes', () => now);

    for (let second = 0; second < 240; second += 15) {
      expect(await verifier.verify(await signer.tokenFor(ANA, 'clientes'))).toEqual(ANA);
      now += 15_000;
    }
  },
);

test.each([-190, 61, 122])(
  'a token signed %i s away from now is refused, and whose clock it is told',
  async (ahead) => {
    const token = await signerOf('router', () => NOW + ahead * 1_000).tokenFor(ANA, 'clientes');
    const lines: object[] = [];
    const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
    let passed = 0;
    const otherClock = tellOtherClocks(log, () => passed);
    const verifier = createIdentityVerifier(
      { trustedKeys: () => TRUSTED, audience: 'clientes', callers: CALLERS, otherClock },
      () => NOW,
    );

    for (const at of [0, 599_000, 600_000]) {
      passed = at;
      await expect(verifier.verify(token)).rejects.toThrow();
    }
    const line = {
      issuer: 'router',
      secondsAhead: ahead,
      msg: expect.stringContaining('set the clocks by NTP'),
    };
    expect(lines).toMatchObject([line, line]);

    const forged = `${token.slice(0, -8)}${token.endsWith('AAAAAAAA') ? 'BBBBBBBB' : 'AAAAAAAA'}`;
    passed = 3_600_000;
    await expect(verifier.verify(forged)).rejects.toThrow('signature');
    expect(lines).toHaveLength(2);
  },
);

test.each<[string, JWTPayload, string]>([
  ['of yesterday', claims({ iat: SECONDS - 86_400, exp: SECONDS + 60 }), '"iat"'],
  ['that does not end', claims({ exp: undefined }), '"exp"'],
  ['that says not when it was made', claims({ iat: undefined }), '"iat"'],
  ['that is not good yet', claims({ nbf: SECONDS + 61 }), '"nbf"'],
  ['for two audiences, not this one', claims({ aud: ['catalogo', 'enderecos'] }), '"aud"'],
  ['of nobody', claims({ sub: undefined }), '"sub"'],
  ['in the name of another issuer', claims({ iss: 'inventario' }), 'may not say this'],
  ['without scopes', claims({ scopes: [] }), 'may not say this'],
  ['with a text for scopes', claims({ scopes: 'query' }), 'may not say this'],
])('a token with the right signature %s is refused', async (_what, payload, why) => {
  const token = await new SignJWT(payload)
    .setProtectedHeader({ alg: 'EdDSA', kid: KEY.kid })
    .sign(KEY.privateKey);

  await expect(verify(token)).rejects.toThrow(why);
});

test('a token that says it lives for longer is remembered for no longer than any other', async () => {
  let now = NOW;
  const token = await new SignJWT(claims({ exp: SECONDS + 86_400 }))
    .setProtectedHeader({ alg: 'EdDSA', kid: KEY.kid })
    .sign(KEY.privateKey);
  const verifier = verifierFor('clientes', () => now);
  await verifier.verify(token);
  now += 181_000;

  await expect(Promise.resolve(verifier.verify(token))).rejects.toThrow('iat');
});

test('no token chooses how it is checked', async () => {
  const publicKey = createPublicKey(KEY.privateKey);
  const bytes = [
    publicKey.export({ format: 'der', type: 'spki' }),
    Buffer.from(String(publicKey.export({ format: 'pem', type: 'spki' }))),
    Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url'),
    Buffer.from(SECRET),
  ];
  const symmetric = await Promise.all(
    bytes.map((secret) =>
      new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: KEY.kid }).sign(new Uint8Array(secret)),
    ),
  );
  const other = await generateKeyPair('RS256');
  const rsa = await new SignJWT(claims())
    .setProtectedHeader({ alg: 'RS256', kid: KEY.kid })
    .sign(other.privateKey);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const none = `${part({ alg: 'none', kid: KEY.kid })}.${part(claims())}.`;

  for (const token of [...symmetric, rsa]) await expect(verify(token)).rejects.toThrow('"alg"');
  await expect(verify(none)).rejects.toThrow();
});

test('a key in the token, another name for a key and a key of somebody else are no reason to believe it', async () => {
  const stranger = derivedSigningKey('a secret that nobody here knows at all', 'router');
  const jwk = createPublicKey(stranger.privateKey).export({ format: 'jwk' });
  const sign = (header: object) =>
    new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(stranger.privateKey);

  await expect(verify(await sign({ kid: KEY.kid }))).rejects.toThrow('signature');
  for (const header of [{}, { kid: stranger.kid }, { kid: '' }, { kid: 'toString' }, { jwk }]) {
    await expect(verify(await sign(header))).rejects.toThrow('no applicable key');
  }
});

test.each<[string, Identity]>([
  ['router', ANA],
  ['router', { user: 'ana', scopes: ['query', 'mutation', 'operacao'] }],
  ['router', partIdentity('router', 'sonda')],
  ['inventario', partIdentity('inventario', 'entidades')],
  ['enderecos', partIdentity('enderecos', 'evento')],
  ['schema-fleet', partIdentity('schema-fleet', 'esquema')],
])('%s may say %o', async (issuer, identity) => {
  expect(await verify(await signerOf(issuer).tokenFor(identity, 'clientes'))).toEqual(identity);
});

test.each<[string, Identity]>([
  ['router', partIdentity('inventario', 'entidades')],
  ['router', partIdentity('enderecos', 'evento')],
  ['router', { user: 'ana', scopes: ['query', 'evento'] }],
  ['router', { user: 'ana', scopes: ['query', 'sonda'] }],
  ['inventario', ANA],
  ['inventario', { user: 'ana', scopes: ['entidades'] }],
  ['inventario', partIdentity('inventario', 'query')],
  ['inventario', partIdentity('inventario', 'evento')],
  ['inventario', partIdentity('enderecos', 'evento')],
  ['enderecos', { user: 'sistema:enderecos', scopes: ['evento', 'mutation'] }],
  ['schema-fleet', partIdentity('schema-fleet', 'query')],
  ['catalogo', partIdentity('catalogo', 'entidades')],
])('%s may not say %o', async (issuer, identity) => {
  await expect(verify(await signerOf(issuer).tokenFor(identity, 'clientes'))).rejects.toThrow();
});

test.each([
  ['no token', ''],
  ['noise', 'a.b.c'],
])('%s is refused', async (_what, token) => {
  await expect(verify(token)).rejects.toThrow();
});
