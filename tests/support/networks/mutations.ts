import type { TestNetwork } from './test-network.ts';
import type { TestSubgraph } from './test-subgraph.ts';

/** What a mutation came to: `__typename` and the fields that the fragments below select. */
// biome-ignore lint/suspicious/noExplicitAny: an outcome is one of many shapes, which each test names.
export type Outcome = any;

/** What a conflict tells of what is there, by type: a subgraph knows its own. */
const CURRENT = {
  Cliente: 'id nome versao',
  Endereco: 'id versao',
  Produto: 'id preco versao',
  Inventario: 'id quantidade versao',
} as const;
type Versioned = keyof typeof CURRENT;
const ALL = Object.keys(CURRENT) as Versioned[];

const FRAGMENTS = `
  fragment Validacao on ErroDeValidacao { mensagem campos { campo codigo mensagem } }
  fragment Ausente on NaoEncontrado { tipo id }
`;
const ALWAYS = '__typename ... on Conflito { ...Erros } ... on ErroDeValidacao { ...Validacao }';
const AUSENTE = '... on NaoEncontrado { ...Ausente }';
const INDISPONIVEL = '... on Indisponivel { dominio tentarNovamenteEmSegundos }';
const CLIENTE = '... on ClienteGravado { cliente { id nome email cpf telefone dataNascimento versao } }';
const ENDERECO =
  '... on EnderecoGravado { endereco { id tipo logradouro cep uf principal versao cliente { nome } } }';
const PRODUTO = '... on ProdutoGravado { produto { id sku nome descricao preco ativo versao } }';
const AQUISICAO =
  '... on AquisicaoGravada { inventario { id quantidade precoUnitario total adquiridoEm versao cliente { nome } produto { nome } } }';

const MUTATIONS = {
  criarCliente: ['CriarClienteEntrada', CLIENTE],
  atualizarCliente: ['AtualizarClienteEntrada', `${CLIENTE} ${AUSENTE}`],
  excluirCliente: [
    'ExcluirClienteEntrada',
    `... on ClienteExcluido { id exclusao { estado dominiosPendentes } } ${AUSENTE}`,
  ],
  criarEndereco: ['CriarEnderecoEntrada', `${ENDERECO} ${AUSENTE} ${INDISPONIVEL}`],
  atualizarEndereco: ['AtualizarEnderecoEntrada', `${ENDERECO} ${AUSENTE}`],
  excluirEndereco: ['VersaoDeEnderecoEntrada', `... on EnderecoExcluido { id cliente { nome } } ${AUSENTE}`],
  definirEnderecoPrincipal: ['VersaoDeEnderecoEntrada', `${ENDERECO} ${AUSENTE}`],
  criarProduto: ['CriarProdutoEntrada', PRODUTO],
  atualizarProduto: ['AtualizarProdutoEntrada', `${PRODUTO} ${AUSENTE}`],
  descontinuarProduto: ['VersaoDeProdutoEntrada', `${PRODUTO} ${AUSENTE}`],
  reativarProduto: ['VersaoDeProdutoEntrada', `${PRODUTO} ${AUSENTE}`],
  registrarAquisicao: ['RegistrarAquisicaoEntrada', `${AQUISICAO} ${AUSENTE} ${INDISPONIVEL}`],
  corrigirAquisicao: ['CorrigirAquisicaoEntrada', `${AQUISICAO} ${AUSENTE}`],
  estornarAquisicao: [
    'EstornarAquisicaoEntrada',
    `... on AquisicaoEstornada { id produto { nome } } ${AUSENTE}`,
  ],
} as const;

export type MutationName = keyof typeof MUTATIONS;

/** The document of a mutation, selecting everything that it can come to where these types are known. */
export function mutationDocument(name: MutationName, types: readonly Versioned[] = ALL): string {
  const current = types.map((type) => `... on ${type} { ${CURRENT[type]} }`).join(' ');
  const [input, selection] = MUTATIONS[name];
  const needsAusente = selection.includes('...Ausente');
  const fragments = needsAusente ? FRAGMENTS : FRAGMENTS.replace(/\n\s*fragment Ausente.*/, '');
  return `mutation ($entrada: ${input}!) { outcome: ${name}(entrada: $entrada) { ${ALWAYS} ${selection} } } fragment Erros on Conflito { codigo mensagem atual { __typename ${current} } } ${fragments}`;
}

/** Runs a mutation through the router; GraphQL errors, which nobody expects of one, throw. */
export async function mutate(
  graph: Pick<TestNetwork, 'query'>,
  name: MutationName,
  entrada: Record<string, unknown>,
  credentials = 'admin:admin',
): Promise<Outcome> {
  const { body } = await graph.query(mutationDocument(name), { variables: { entrada }, credentials });
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data.outcome;
}

/** Runs mutations in one subgraph, which knows these types. GraphQL errors throw. */
export function mutateIn(types: readonly Versioned[]) {
  return async (
    subgraph: Pick<TestSubgraph, 'data'>,
    name: MutationName,
    entrada: Record<string, unknown>,
  ): Promise<Outcome> => (await subgraph.data(mutationDocument(name, types), { entrada })).outcome;
}

/** A valid new customer, a different one for each number. */
export function novoCliente(number: number, cpf: string): Record<string, unknown> {
  return { nome: `Cliente ${number}`, email: `cliente${number}@exemplo.com.br`, cpf };
}

/** A valid new address. */
export function novoEndereco(clienteId: string): Record<string, unknown> {
  return {
    clienteId,
    tipo: 'RESIDENCIAL',
    logradouro: 'Rua da Aurora',
    numero: '100',
    bairro: 'Boa Vista',
    cidade: 'Recife',
    uf: 'PE',
    cep: '50050-000',
  };
}
