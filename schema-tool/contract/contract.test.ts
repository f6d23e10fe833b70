import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { compose } from '../compose/compose.ts';
import type { SubgraphSource } from '../compose/supergraph-config.ts';
import { OfflinePlanner } from '../plans/plan-metrics.ts';
import { contractOf } from './contract.ts';

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag", "@inaccessible"])

  type Query {
    aberta(filtro: Filtro, interna: Int @tag(name: "interno")): Coisa @tag(name: "publico")
    busca: [Achado!] @tag(name: "publico")
    fechada(segredo: Segredo!): Outra
  }
  type Coisa @key(fields: "id") {
    id: ID! @tag(name: "publico")
    preco: Int @tag(name: "publico") @tag(name: "interno")
    estado: Estado @tag(name: "publico")
    oculto: String @tag(name: "publico") @inaccessible
    resto: Int
  }
  type Inteira @tag(name: "publico") {
    a: Int
    b: Int @tag(name: "interno")
  }
  union Achado @tag(name: "publico") = Coisa | Inteira | Outra
  type Outra {
    x: Int
  }
  input Filtro {
    texto: String
    interno: String @tag(name: "interno")
  }
  input Segredo {
    chave: String! @tag(name: "interno")
  }
  enum Estado {
    NOVO
    SECRETO @tag(name: "interno")
  }
`;

describe('a contract', () => {
  test.each([
    [
      'imported under other names',
      '',
      '[{ name: "@tag", as: "@label" }, { name: "@inaccessible", as: "@hide" }]',
      '@label',
      '@hide',
    ],
    ['not imported', '', '["@key"]', '@federation__tag', '@federation__inaccessible'],
    ['of a renamed specification', 'as: "fed", ', '["@key"]', '@fed__tag', '@fed__inaccessible'],
  ])('goes by directives that are %s', (_title, as, imports, tag, hide) => {
    const sdl = `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", ${as}import: ${imports})
      type Query { aberta: Int interna: Int ${tag}(name: "interno") oculta: Int ${hide} }`;

    const contract = contractOf(supergraph(sdl), { include: [], exclude: ['interno'] }, []);

    expect(contract).toMatchObject({ kind: 'valid', api: 'type Query {\n  aberta: Int\n}\n' });
  });

  test('has the fields and unions with its tags, without those that are left out, and what they reach', () => {
    const contract = contractOf(supergraph(SDL), { include: ['publico'], exclude: ['interno'] }, []);

    expect(contract).toMatchObject({ kind: 'valid' });
    expect(contract.kind === 'valid' && contract.api).toBe(`union Achado = Coisa | Inteira

type Coisa {
  id: ID!
  estado: Estado
}

enum Estado {
  NOVO
}

input Filtro {
  texto: String
}

type Inteira {
  a: Int
}

type Query {
  aberta(filtro: Filtro): Coisa
  busca: [Achado!]
}
`);
  });

  test('without tags to include has everything that is not left out', () => {
    const contract = contractOf(supergraph(SDL), { include: [], exclude: ['interno'] }, []);

    // Segredo has nothing left, and a required argument needs it.
    expect(contract).toEqual({
      kind: 'invalid',
      errors: [expect.stringContaining('Segredo')],
    });
  });

  test('is served by a router as it is', () => {
    const contract = contractOf(supergraph(SDL), { include: ['publico'], exclude: ['interno'] }, []);
    if (contract.kind === 'invalid') throw new Error(contract.errors.join());

    const planner = new OfflinePlanner(contract.supergraph);
    expect(planner.plan(parse('{ aberta { id estado } }')).node).toMatchObject({ kind: 'Fetch' });
    expect(() => planner.plan(parse('{ fechada(segredo: {}) { x } }'))).toThrow('fechada');
    expect(Object.keys(buildSchema(contract.api).getQueryType()?.getFields() ?? {})).toEqual([
      'aberta',
      'busca',
    ]);
  });

  test('in which a field has a type that is not in it tells each such field', () => {
    const sdl = SDL.replace('fechada(segredo: Segredo!): Outra', '$& @tag(name: "publico")');

    expect(contractOf(supergraph(sdl), { include: ['publico'], exclude: ['interno'] }, [])).toEqual({
      kind: 'invalid',
      errors: [expect.stringContaining('Outra'), expect.stringContaining('Segredo')],
    });
  });

  test('has inputs that are @oneOf in a subgraph as such', () => {
    const sdl = 'type Query { a(i: I): Int } input I @oneOf { b: Int c: Int }';
    const contract = contractOf(supergraph(sdl), { include: [], exclude: ['interno'] }, [source(sdl)]);

    expect(contract).toMatchObject({ kind: 'valid', api: expect.stringContaining('input I @oneOf {') });
  });

  test('that no field of Query belongs to is none', () => {
    expect(contractOf(supergraph(SDL), { include: ['nada'], exclude: [] }, [])).toEqual({
      kind: 'invalid',
      errors: [expect.stringContaining('Query')],
    });
  });
});

function supergraph(sdl: string): string {
  const composed = compose([source(sdl)]);
  if (composed.kind === 'failed') throw new Error(composed.errors.map(({ message }) => message).join());
  return composed.supergraph;
}

function source(sdl: string): SubgraphSource {
  return { name: 'a', url: 'http://a/graphql', file: 'a.graphql', sdl, document: parse(sdl) };
}
