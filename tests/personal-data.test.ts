import { readdirSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  type TypeNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { onBothTransports } from './support/both-transports.ts';
import { insertAnaAndBento } from './support/test-network.ts';

const SCHEMAS = readdirSync('subgraphs', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `subgraphs/${name}/schema.graphql`);

/** Words that in a name mean something about a person. */
const PERSONAL_WORDS =
  /nome|email|e_mail|cpf|cnh|passaporte|telefone|celular|whatsapp|nascimento|^idade|genero|sexo|raca|religiao|renda|salario|mae$|pai$|foto|biometria|logradouro|numero|complemento|bairro|cidade|^uf$|^cep$|latitude|longitude|^ip$|^rg$/i;
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
            directive.arguments?.some(({ value }) => value.kind === Kind.STRING && value.value === 'pii'),
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

onBothTransports('personal data', (graph) => {
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
