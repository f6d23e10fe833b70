import { readFileSync } from 'node:fs';
import { buildASTSchema, isNonNullType, parse } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { startTestSubgraph, testSigner } from '../support/networks/test-subgraph.ts';

/** A value for each type that inputs need, by the type's name. */
const VALUES: Readonly<Record<string, unknown>> = { Int: 1, TipoEndereco: 'RESIDENCIAL' };

/** A call of each mutation of a subgraph, with an input that its schema takes. */
function everyMutation(name: string): { field: string; query: string; variables: object }[] {
  const sdl = readFileSync(`subgraphs/${name}/schema.graphql`, 'utf8');
  const mutations = buildASTSchema(parse(sdl), { assumeValidSDL: true }).getMutationType();
  return Object.values(mutations?.getFields() ?? {}).map(({ name: field, args: [entrada] }) => {
    if (!entrada || !isNonNullType(entrada.type) || !('getFields' in entrada.type.ofType)) {
      throw new Error(`${field} does not take an input`);
    }
    const needed = Object.values(entrada.type.ofType.getFields()).filter(({ type }) => isNonNullType(type));
    const input = needed.map(({ name, type }) => [name, VALUES[String(type).replace('!', '')] ?? '1']);
    return {
      field,
      query: `mutation ($entrada: ${entrada.type}) { ${field}(entrada: $entrada) { __typename } }`,
      variables: { entrada: Object.fromEntries(input) },
    };
  });
}

interface SubgraphAnswer {
  data: Record<string, { __typename: string } | null>;
  errors?: { message: string; path: string[]; extensions: { code: string } }[];
}

async function startWithPost(definition: SubgraphDefinition) {
  const running = await startTestSubgraph(definition);
  onTestFinished(() => running[Symbol.asyncDispose]());
  const signer = testSigner();
  return async (scopes: readonly string[], body: object): Promise<SubgraphAnswer> => {
    const token = await signer.tokenFor({ user: 'ana', scopes }, definition.name);
    const response = await fetch(running.subgraph.url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return await response.json();
  };
}

const WITHOUT = { data: null, code: 'FORBIDDEN' };

/** Those that have mutations. */
const WRITABLE = (await loadSubgraphs()).filter(({ name }) => name !== 'acessos');

test.each(WRITABLE)(
  '$name itself refuses each mutation of a caller without its scopes',
  async (definition) => {
    const post = await startWithPost(definition);
    const mutations = everyMutation(definition.name);
    expect(mutations.length).toBeGreaterThan(0);

    for (const { field, ...request } of mutations) {
      const ask = async (...scopes: string[]) => {
        const { data, errors } = await post(scopes, request);
        const [error] = errors ?? [];
        return error
          ? { data: data[field], code: error.extensions.code, path: error.path }
          : { written: data[field]?.__typename };
      };
      const refused = { ...WITHOUT, path: [field] };

      expect(await ask('query', 'dados-pessoais')).toEqual(refused);
      expect(await ask('query', 'dados-pessoais', 'mutation:outra', `mutation:${field}x`)).toEqual(refused);
      for (const scope of ['mutation', `mutation:${field}`]) {
        expect(await ask(scope, 'dados-pessoais')).toEqual({ written: expect.any(String) });
      }
    }
  },
);

test('a mutation that takes personal data says which scopes it needs', async () => {
  const [clientes] = (await loadSubgraphs()).filter(({ name }) => name === 'clientes');
  if (!clientes) throw new Error('no subgraph clientes');
  const post = await startWithPost(clientes);
  const [criarCliente] = everyMutation('clientes');
  const { field: _field, ...request } = criarCliente ?? {};

  const { errors } = await post(['query', 'mutation'], request);

  expect(errors?.[0]?.message).toBe(
    'This user may not run `criarCliente`: it needs the scopes "mutation" and "dados-pessoais", or the scopes "mutation:criarCliente" and "dados-pessoais".',
  );
});
