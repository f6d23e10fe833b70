import { expect, test } from 'vitest';
import { brokenGraph, bytes, change } from '../../../tests/support/networks/broken-graph.ts';
import { asJson } from '../../../tests/support/networks/broken-subgraph.ts';

const graph = brokenGraph();

test.each([
  '9007199254740993',
  '[1,{"n":[-9007199254740993]},"9007199254740993"]',
  '1.00000000000000000001',
  '1e400',
])('the number %s of a custom scalar comes as the subgraph wrote it', async (written) => {
  graph.cadastro.respond = bytes(`{"data":{"valor":${written},"total":3}}`);

  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('admin:admin')}` },
    body: JSON.stringify({ query: '{ valor total }' }),
  });

  expect((await response.text()).trim()).toBe(`{"data":{"valor":${written},"total":3}}`);
});

/** Sends variables as they are written. */
async function send(query: string, variables: string): Promise<unknown> {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('admin:admin')}` },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  return await response.json();
}

test.each(['9007199254740993', '[1,{"n":[-9007199254740993]}]', '1e400'])(
  'the number %s in a variable of a custom scalar reaches the subgraph as the client wrote it',
  async (written) => {
    graph.cadastro.respond = asJson;
    const query = 'query ($de: Exato, $em: Float) { valor(de: $de, em: $em) }';

    expect(await send(query, `{"de":${written},"em":0.12345678901234567890}`)).toEqual({
      data: { valor: 'exato' },
    });
    expect(graph.cadastro.asked.at(-1)?.text).toContain(`"de":${written}`);
  },
);

test.each(['9007199254740993', '[1, {n: [-9007199254740993, ATIVO, "ATIVO"]}]', '1e400', '1.0', '-0'])(
  'the literal %s of a custom scalar reaches the subgraph as the client wrote it, also as the default of a variable',
  async (written) => {
    graph.cadastro.respond = asJson;
    const spaceless = (text: string) => text.replaceAll(/[ ,]/g, '');
    const sent = () => spaceless(graph.cadastro.asked.at(-1)?.query ?? '');

    expect(await send(`{ valor(de: ${written}, em: 0.5) }`, '{}')).toEqual({ data: { valor: 'exato' } });
    expect(sent()).toContain(`de:${spaceless(written)}em:0.5`);

    const byDefault = `query ($de: Exato = ${written}) { valor(de: $de) }`;
    expect(await send(byDefault, '{}')).toEqual({ data: { valor: 'exato' } });
    expect(sent()).toContain(`$de:Exato=${spaceless(written)}`);
  },
);

test('a literal that is too large for a Float is the mistake of the client', async () => {
  expect(await send('{ valor(em: 1e400) }', '{}')).toMatchObject({
    errors: [
      { message: 'Float cannot represent non numeric value: 1e400', extensions: { code: 'BAD_USER_INPUT' } },
    ],
  });
});

test('a number in a variable in the address of a GET request reaches the subgraph as the client wrote it', async () => {
  graph.cadastro.respond = asJson;
  const parameters = new URLSearchParams({
    query: 'query ($de: Exato) { valor(de: $de) }',
    variables: '{"de":9007199254740993}',
  });

  const response = await fetch(`${graph.url}/graphql?${parameters}`, {
    headers: { authorization: `Basic ${btoa('admin:admin')}`, 'apollo-require-preflight': 'true' },
  });

  expect(await response.json()).toEqual({ data: { valor: 'exato' } });
  expect(graph.cadastro.asked.at(-1)?.text).toContain('"de":9007199254740993');
});

test('a number that is too large for the type of a variable is refused as graphql-js does', async () => {
  expect(await send('query ($n: Int) { valor(n: $n) }', '{"n":9007199254740993}')).toMatchObject({
    errors: [{ message: expect.stringContaining('Int cannot represent non 32-bit signed integer value') }],
  });
});

test('a large number in a type of the specification keeps the meaning of that type', async () => {
  graph.cadastro.respond = bytes(
    '{"data":{"total":9007199254740993,"pessoa":{"id":9007199254740993,"__typename":"Pessoa"}}}',
  );
  graph.notas.respond = change((data) => {
    data._entities[0].nota = 0.5;
  });

  const { data, errors } = await graph.ask('{ total pessoa(id: 1) { id } }');

  expect(data).toEqual({ total: null, pessoa: { id: '9007199254740993' } });
  expect(errors?.map(({ path }) => path)).toEqual([['total']]);
});
