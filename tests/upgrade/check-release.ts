import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';

/** What stays from one release to the next: the customer of the first check, whom every later one reads. */
let first: string | null = null;
let next = 1;

const WAIT_MS = 20_000;
const POLL_MS = 200;

/**
 * Creates a customer with an address and a purchase, reads them in one query, erases them and waits until every domain has
 * confirmed it; reads what an earlier release has written. Throws an Error that says what was wrong.
 */
export async function checkRelease(url: string, what: string): Promise<void> {
  const started = Date.now();
  const id = await createCustomer(url);
  first ??= await createCustomer(url);
  for (const customer of [id, first]) {
    const { cliente } = await ask(url, READ, { id: customer });
    const found = [cliente?.enderecos?.length, cliente?.inventario?.totalCount];
    if (JSON.stringify(found) !== '[1,1]')
      throw new Error(`${what}: a customer has ${JSON.stringify(found)}`);
  }
  const { excluirCliente } = await ask(url, ERASE, { id });
  if (excluirCliente.__typename !== 'ClienteExcluido')
    throw new Error(`${what}: ${excluirCliente.__typename}`);
  for (const until = Date.now() + WAIT_MS; ; ) {
    const { exclusao } = await ask(url, ERASED, { id });
    if (exclusao?.estado === 'CONCLUIDA') break;
    if (Date.now() > until) throw new Error(`${what}: the erasure is ${JSON.stringify(exclusao)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  console.log(`${what}: read, wrote and erased (${Date.now() - started} ms)`);
}

const READ = 'query ($id: ID!) { cliente(id: $id) { enderecos { id } inventario(first: 1) { totalCount } } }';
const ERASE = 'mutation ($id: ID!) { excluirCliente(entrada: { id: $id, versao: 1 }) { __typename } }';
const ERASED = 'query ($id: ID!) { exclusao(id: $id) { estado dominiosPendentes } }';

async function createCustomer(url: string): Promise<string> {
  next += 1;
  const { criarCliente } = await ask(
    url,
    'mutation ($e: CriarClienteEntrada!) { criarCliente(entrada: $e) { __typename ... on ClienteGravado { cliente { id } } } }',
    { e: { nome: 'Ana Prado', email: `ana${next}@exemplo.com.br`, cpf: cpfOf(next) } },
  );
  const { id } = criarCliente.cliente;
  const { criarProduto } = await ask(
    url,
    'mutation ($e: CriarProdutoEntrada!) { criarProduto(entrada: $e) { ... on ProdutoGravado { produto { id } } } }',
    { e: { sku: `SKU-${next}`, nome: 'Caneca', categoria: 'Cozinha', preco: '25' } },
  );
  await ask(url, 'mutation ($e: CriarEnderecoEntrada!) { criarEndereco(entrada: $e) { __typename } }', {
    e: {
      clienteId: id,
      tipo: 'RESIDENCIAL',
      logradouro: 'Rua da Casa',
      numero: '1',
      bairro: 'Centro',
      cidade: 'Recife',
      uf: 'PE',
      cep: '50010000',
    },
  });
  await ask(
    url,
    'mutation ($e: RegistrarAquisicaoEntrada!) { registrarAquisicao(entrada: $e) { __typename } }',
    { e: { clienteId: id, produtoId: criarProduto.produto.id, quantidade: 1 } },
  );
  return id;
}

/** The data of an answer. Throws an Error with the errors of any other. */
// biome-ignore lint/suspicious/noExplicitAny: an answer has whatever shape the question has.
async function ask(url: string, query: string, variables: Record<string, unknown>): Promise<any> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data?: unknown; errors?: unknown };
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data;
}
