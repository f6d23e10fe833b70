import { expect, test } from 'vitest';
import { CONFIRMATION_SCOPE, EVENT_SCOPE } from '../callers/internal-scopes.ts';
import { derivedSigningKey, derivedTrustedKeys } from '../keys/keys.ts';
import { createMessageVerifier, signMessage } from './signed-messages.ts';
import { createIdentitySigner, createIdentityVerifier } from './tokens.ts';

const SECRET = 'a-secret-of-a-network-for-tests-000000';
const PARTS = ['router', 'clientes', 'enderecos', 'catalogo'];
const callers = { clientes: [EVENT_SCOPE] } as const;
const trustedKeys = () => derivedTrustedKeys(SECRET, PARTS);
const keyOf = (part: string, secret = SECRET) => derivedSigningKey(secret, part);
const body = new TextEncoder().encode('{"n":1}');
const message = { audience: 'eventos:enderecos', scope: EVENT_SCOPE, body };
const verifier = createMessageVerifier({ trustedKeys, audience: 'eventos:enderecos', callers });

test('a message of a part that may send it is of that part', async () => {
  const signature = await signMessage(keyOf('clientes'), message);

  expect(await verifier.verify(signature, body)).toBe('clientes');
});

test.each([
  ['none', async () => ''],
  ['of a part that may not send this', () => signMessage(keyOf('catalogo'), message)],
  ['of the router, which speaks for users', () => signMessage(keyOf('router'), message)],
  ['of a key that is not trusted', () => signMessage(keyOf('clientes', `${SECRET}x`), message)],
  ['for somebody else', () => signMessage(keyOf('clientes'), { ...message, audience: 'eventos:inventario' })],
  ['of another kind', () => signMessage(keyOf('clientes'), { ...message, scope: CONFIRMATION_SCOPE })],
  ['of another body', () => signMessage(keyOf('clientes'), { ...message, body: new Uint8Array(7) })],
])('a signature is refused that is %s', async (_what, sign) => {
  await expect(verifier.verify(await sign(), body)).rejects.toThrow();
});

test('a signature of a message is no token of a request, and the token of a request signs no message', async () => {
  const request = { trustedKeys, audience: 'enderecos', callers };
  const signature = await signMessage(keyOf('clientes'), message);
  const identity = { user: 'sistema:clientes', scopes: [EVENT_SCOPE] };
  const token = await createIdentitySigner(() => keyOf('clientes')).tokenFor(identity, 'eventos:enderecos');

  await expect(async () => createIdentityVerifier(request).verify(signature)).rejects.toThrow();
  await expect(verifier.verify(token, body)).rejects.toThrow('sha256');
});
