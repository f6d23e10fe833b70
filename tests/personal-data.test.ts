import { readdirSync, readFileSync } from 'node:fs';
import {
  buildASTSchema,
  buildSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  type TypeNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { onJourneyTransport } from './support/networks/both-transports.ts';
import { insertAnaAndBento } from './support/networks/test-network.ts';

const SCHEMAS = readdirSync('subgraphs', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `subgraphs/${name}/schema.graphql`);

/** Words that in a name mean something about a person. */
const PERSONAL_WORDS =
  /nome|email|e_mail|cpf|cnh|passaporte|telefone|celular|whatsapp|nascimento|^idade|genero|sexo|raca(?!o)|religiao|renda|salario|mae$|pai$|foto|biometria|logradouro|numero|complemento|bairro|cidade|^uf$|^cep$|latitude|longitude|^ip$|^rg$/i;
/** Types that only personal data have. */
const PERSONAL_TYPES = ['CPF', 'CEP', 'EmailAddress'];
/** Types that describe things; a name there is not a person's. */
const ABOUT_THINGS = /^(Produto|CriarProduto|AtualizarProduto)/;

/** The coordinates of what looks personal in an SDL, fields, input fields and arguments; with whether it is tagged. */
function looksPersonal(sdl: DocumentNode): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const definition of sdl.definitions) {
    if (!('fields' in definition) || ABOUT_THINGS.test(definition.name.value)) continue;
    for (const field of definition.fields ?? []) {
      const parts = [field, ...(field.kind === Kind.FIELD_DEFINITION ? (field.arguments ?? []) : [])];
      for (const part of parts) {
        const isPersonal =
          (PERSONAL_WORDS.test(part.name.value) && !isEntity(part.type)) ||
          PERSONAL_TYPES.includes(namedType(part.type));
        if (!isPersonal) continue;
        const name = part === field ? field.name.value : `${field.name.value}(${part.name.value}:)`;
        const tagged = part.directives?.some(
          (directive) =>
            directive.name.value === 'tag' &&
            directive.arguments?.some(
              ({ value }) => value.kind === Kind.STRING && /^pii(-nome)?$/.test(value.value),
            ),
        );
        found.set(`${definition.name.value}.${name}`, tagged ?? false);
      }
    }
  }
  return found;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** `Query.clientePorCpf` gives a customer, whose fields are tagged themselves. */
function isEntity(type: TypeNode): boolean {
  return /^(Cliente|Endereco|Inventario|Produto)/.test(namedType(type));
}

const untagged = (sdl: DocumentNode) =>
  [...looksPersonal(sdl)].filter(([, tagged]) => !tagged).map(([name]) => name);

test.each(SCHEMAS)('everything that looks personal in %s is tagged', (file) => {
  expect(untagged(parse(readFileSync(file, 'utf8')))).toEqual([]);
});

test('a new field that looks personal and has no tag is found', () => {
  const sdl = parse(`
    type Cliente { rg: String documento: CPF apelido: String nomeDaMae: String @tag(name: "pii") }
    type Query { porTelefone(telefone: String, pagina: Int): Cliente }
    input ClienteFiltro { cidade: String }`);

  expect(untagged(sdl)).toEqual([
    'Cliente.rg',
    'Cliente.documento',
    'Query.porTelefone(telefone:)',
    'ClienteFiltro.cidade',
  ]);
});

/** The coordinates of fields that give or take what is tagged `pii`, and of those that the scope protects. */
function personalFields(sdl: string): { tagged: string[]; protected: string[] } {
  const types = buildASTSchema(parse(sdl), { assumeValidSDL: true }).getTypeMap();
  const isTagged = ({ astNode }: WithNode) => valuesOf(astNode, 'tag').some(([name]) => name === 'pii');
  const isProtected = ({ astNode }: WithNode) =>
    valuesOf(astNode, 'requiresScopes').some(([scopes]) => everyListHas(scopes, 'dados-pessoais'));
  const takes = (type: GraphQLInputType, entered: Set<string>): boolean => {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || entered.has(named.name)) return false;
    entered.add(named.name);
    return Object.values(named.getFields()).some((one) => isTagged(one) || takes(one.type, entered));
  };
  const fields = Object.values(types)
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  // What tells an object from others says nothing of it, and `node` needs it of every type: docs/decisions/0056.
  const coordinates = (matches: (place: (typeof fields)[number]) => boolean) =>
    fields
      .filter((place) => place.field.name !== 'nodeId' && matches(place))
      .map(({ type, field }) => `${type.name}.${field.name}`);
  return {
    tagged: coordinates(
      ({ type, field }) =>
        [type, field, getNamedType(field.type), ...field.args].some(isTagged) ||
        field.args.some((argument) => takes(argument.type, new Set())),
    ),
    protected: coordinates(({ type, field }) => [type, field, getNamedType(field.type)].some(isProtected)),
  };
}

interface WithNode {
  astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

/** The values of the arguments of each directive of a name. */
function valuesOf(node: WithNode['astNode'], name: string): unknown[][] {
  return (node?.directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map((directive) => (directive.arguments ?? []).map(({ value }) => valueFromASTUntyped(value)));
}

function everyListHas(lists: unknown, scope: string): boolean {
  return Array.isArray(lists) && lists.every((list) => Array.isArray(list) && list.includes(scope));
}

test.each(SCHEMAS)(
  'what gives or takes personal data in %s needs the scope, and nothing else does',
  (file) => {
    const { tagged, protected: needScope } = personalFields(readFileSync(file, 'utf8'));

    expect(needScope).toEqual(tagged);
  },
);

test('the graph has personal fields, and both a tag and a protection alone are found', () => {
  const all = SCHEMAS.flatMap((file) => personalFields(readFileSync(file, 'utf8')).protected);
  expect(all).toEqual(
    expect.arrayContaining([
      'Cliente.cpf',
      'Cliente.email',
      'Cliente.enderecos',
      'Endereco.cep',
      'Mutation.criarCliente',
      'Query.clientePorCpf',
      'Query.endereco',
    ]),
  );

  expect(
    personalFields(`
      type Query { a(b: In): Int c: Int @requiresScopes(scopes: [["dados-pessoais"], ["x"]]) d: Int @requiresScopes(scopes: [["x", "dados-pessoais"]]) }
      type Rua @tag(name: "pii") { e: Int } input In { f: Fundo } input Fundo { g: Int @tag(name: "pii") h: In }`),
  ).toEqual({ tagged: ['Query.a', 'Rua.e'], protected: ['Query.d'] });
});

const WRITABLE = SCHEMAS.filter((file) => readFileSync(file, 'utf8').includes('type Mutation'));

test.each(WRITABLE)('each mutation of %s has a scope of its own', (file) => {
  const schema = buildASTSchema(parse(readFileSync(file, 'utf8')), { assumeValidSDL: true });
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  expect(mutations.length).toBeGreaterThan(0);

  for (const { name, astNode } of mutations) {
    const [[scopes] = []] = valuesOf(astNode, 'requiresScopes');
    const own = [['mutation'], [`mutation:${name}`]];
    const allowed = [
      own,
      ...['dados-pessoais', 'operacao'].map((also) => own.map((list) => [...list, also])),
    ];
    expect(allowed).toContainEqual(scopes);
  }
});

const operation = readFileSync('schema/operations/dados-pessoais.graphql', 'utf8');

test('DadosPessoais asks for every personal field of the graph', () => {
  const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
  const personal = SCHEMAS.flatMap((file) => [
    ...looksPersonal(parse(readFileSync(file, 'utf8'))).keys(),
  ]).filter((name) => !name.includes('(') && isObjectType(schema.getType(name.split('.')[0] ?? '')));
  const asked = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    parse(operation),
    visitWithTypeInfo(types, {
      enter(node) {
        if (node.kind !== Kind.FIELD) return;
        asked.add(`${getNamedType(types.getParentType())?.name}.${node.name.value}`);
      },
    }),
  );

  expect(personal.length).toBeGreaterThan(10);
  expect(personal.filter((name) => !asked.has(name))).toEqual([]);
});

onJourneyTransport('personal data', (graph) => {
  beforeAll(() => insertAnaAndBento(graph.network));

  test('DadosPessoais answers a person from all domains', async () => {
    const { body } = await graph.query(operation, { variables: { id: '1' } });

    expect(body.errors).toBeUndefined();
    expect(body.data.cliente).toMatchObject({
      nome: 'Ana Prado',
      cpf: '529.982.247-25',
      dataNascimento: '1990-04-21',
      enderecos: [{ cidade: 'Olinda' }, { cidade: 'Recife' }],
      inventario: { totalCount: 3, pageInfo: { hasNextPage: false } },
    });
  });
});
