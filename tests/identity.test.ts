import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { startNetwork } from '../dev/network/network.ts';
import { dropSchemas } from '../dev/schemas/schemas.ts';
import type { Identity } from '../platform/identity/callers/identity.ts';
import { partIdentity } from '../platform/identity/callers/issuers.ts';
import { readSigningKey } from '../platform/identity/keys/key-files.ts';
import { addKey, publicKeysFile, retireKeys, switchKey } from '../platform/identity/keys/keys-folder.ts';
import { createIdentitySigner } from '../platform/identity/tokens/tokens.ts';
import { loadSubgraphs } from '../platform/subgraph/listed-subgraphs.ts';
import { postQuery } from './support/networks/test-network.ts';
import { startTestSubgraph, testSigner } from './support/networks/test-subgraph.ts';
import { testPrefix } from './support/schemas/test-prefix.ts';

test('a subgraph takes requests of those that have it as a peer, and events of those that send it some', async () => {
  const definitions = await loadSubgraphs();
  const wanted = Object.fromEntries(
    definitions.map(({ name }) => [
      name,
      Object.fromEntries(
        definitions
          .filter(({ peers }) => name in peers)
          .map((caller) => [
            caller.name,
            caller.eventDestinations.includes(name) ? ['evento'] : ['entidades'],
          ]),
      ),
    ]),
  );

  expect(Object.fromEntries(definitions.map(({ name, callers }) => [name, callers]))).toEqual(wanted);
});

test('each part of the graph may read what its scope is for, and nothing else', async () => {
  const definition = (await loadSubgraphs()).find(({ name }) => name === 'clientes');
  if (!definition) throw new Error('there is no subgraph clientes');
  await using running = await startTestSubgraph(definition);
  const ask = async (issuer: string, identity: Identity) => {
    const headers = { authorization: `Bearer ${await testSigner(issuer).tokenFor(identity, 'clientes')}` };
    const codes = await Promise.all(
      ['{ __typename }', '{ _service { sdl } }', '{ clientes { totalCount } }', ENTITIES].map(
        async (query) => {
          const { status, body } = await postQuery(running.subgraph.url ?? '', query, {
            credentials: null,
            headers,
          });
          return body.errors?.[0].extensions.code ?? status;
        },
      ),
    );
    return codes;
  };
  const no = 'FORBIDDEN';

  expect(await ask('router', { user: 'ana', scopes: ['query'] })).toEqual([200, 200, 200, 200]);
  expect(await ask('router', { user: 'ana', scopes: ['mutation'] })).toEqual([200, no, no, 200]);
  expect(await ask('router', partIdentity('router', 'sonda'))).toEqual([200, no, no, no]);
  expect(await ask('inventario', partIdentity('inventario', 'entidades'))).toEqual([200, no, no, 200]);
  expect(await ask('schema-fleet', partIdentity('schema-fleet', 'esquema'))).toEqual([200, 200, no, no]);
  const refused = Array(4).fill('UNAUTHENTICATED');
  expect(await ask('router', { user: 'ana', scopes: [] })).toEqual(refused);
  expect(await ask('inventario', { user: 'ana', scopes: ['query'] })).toEqual(refused);
});

const ANA: Identity = Object.freeze({ user: 'ana', scopes: Object.freeze(['query']) });
const ENTITIES = '{ _entities(representations: [{ __typename: "Cliente", id: "1" }]) { __typename } }';

test('without NODE_ENV a subgraph that others can reach has no development users, whatever secret it has', async () => {
  const definition = (await loadSubgraphs()).find(({ name }) => name === 'catalogo');
  if (!definition) throw new Error('there is no subgraph catalogo');
  const folder = await newFolder();
  for (const part of ['router', 'inventario']) await addKey(folder, part);
  const IDENTITY_PUBLIC_KEYS_PATH = publicKeysFile(folder);
  const statusOn = async (HOST: string) => {
    await using running = await startTestSubgraph(definition, { HOST, IDENTITY_PUBLIC_KEYS_PATH });
    const { port, pathname } = new URL(running.subgraph.url ?? '');
    return (await postQuery(`http://127.0.0.1:${port}${pathname}`, '{ __typename }')).status;
  };

  expect(await statusOn('127.0.0.1')).toBe(200);
  expect(await statusOn('0.0.0.0')).toBe(401);
});

test('the keys of the router rotate while it answers, and a key that nobody trusts any more is of no use', async () => {
  const folder = await newFolder();
  const definitions = await loadSubgraphs();
  const parts = ['router', ...definitions.map(({ name }) => name)];
  for (const part of parts) await addKey(folder, part);
  const stolen = join(folder, 'stolen.pem');
  await copyFile(join(folder, 'router', 'identity.pem'), stolen);
  const prefix = testPrefix();
  const adminUrl = inject('adminUrl');
  onTestFinished(() => dropSchemas(adminUrl, definitions, prefix));
  await using network = await startNetwork({
    adminUrl,
    prefix,
    transport: 'http',
    firstPort: 0,
    identitySecret: 's'.repeat(32),
    keysFolder: folder,
    logLevel: 'silent',
  });
  const ask = async () =>
    (await postQuery(`${network.router.url}/graphql`, '{ clientes { totalCount } produtos { totalCount } }'))
      .body;
  const answer = { data: { clientes: { totalCount: 0 }, produtos: { totalCount: 0 } } };
  let stop = false;
  const answers: unknown[] = [];
  const always = (async () => {
    while (!stop) answers.push(await ask());
  })();

  const next = await addKey(folder, 'router');
  const nextKey = readSigningKey(join(folder, 'router', 'identity.next.pem'), 'router');
  const nextSigner = createIdentitySigner(() => nextKey);
  for (const { name, url } of network.subgraphs.values()) {
    const headers = { authorization: `Bearer ${await nextSigner.tokenFor(ANA, name)}` };
    const status = async () =>
      (await postQuery(url ?? '', '{ __typename }', { credentials: null, headers })).status;
    await expect.poll(status, { timeout: 10_000 }).toBe(200);
  }
  expect(await switchKey(folder, 'router')).toBe(next);
  const before = answers.length;
  await expect.poll(() => answers.length, { timeout: 10_000 }).toBeGreaterThan(before + 20);
  stop = true;
  await always;
  for (const one of answers) expect(one).toEqual(answer);

  await retireKeys(folder, 'router');
  await expect.poll(ask, { timeout: 10_000 }).toEqual(answer);
  await copyFile(stolen, join(folder, 'router', 'identity.pem'));
  await expect
    .poll(async () => (await ask()).errors?.[0].extensions.code, { timeout: 10_000 })
    .toBe('SUBGRAPH_REFUSED');
}, 60_000);

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}
