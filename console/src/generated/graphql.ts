/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@apollo/client';
/** Conditions on entries of the audit; all that are given must hold. */
export type AcessoAosDadosFiltro = {
  /** At or after this instant. */
  de?: string | null | undefined;
  /** Before this instant. */
  ate?: string | null | undefined;
  /** Given to this user. */
  usuario?: string | null | undefined;
};

/** Conditions on requests; all that are given must hold. */
export type AcessoFiltro = {
  /** At or after this instant. */
  de?: string | null | undefined;
  /** Before this instant. */
  ate?: string | null | undefined;
  /** Sent by this user. */
  usuario?: string | null | undefined;
  /** Sent by the program of this name. */
  aplicacao?: string | null | undefined;
  /** Of an operation of this name. */
  operacao?: string | null | undefined;
  /** Of this operation. */
  hashDaOperacao?: string | null | undefined;
  /** Of this kind of operation. */
  tipo?: TipoDeOperacao | null | undefined;
  /** Whether the answer had errors, or a status of 400 or more. */
  comErro?: boolean | null | undefined;
  /** Took at least so long, milliseconds. */
  duracaoMinimaMs?: number | null | undefined;
  /** The request with this id. */
  requisicao?: string | null | undefined;
};

/** What can make a group of requests. */
export type AgrupamentoDeAcessos =
  /** The operation, by its hash. */
  | 'OPERACAO'
  /** The user who sent it. */
  | 'USUARIO'
  /** The program that sent it, with its version. */
  | 'CLIENTE_APP'
  /** Each subgraph that was asked for it. Times are those in that subgraph. */
  | 'SUBGRAFO'
  /** Each field of personal data that was given out. */
  | 'CAMPO'
  /** Each code of an error in the answer. */
  | 'ERRO'
  /** The hour in which it came, of the last 400 days. */
  | 'HORA'
  /** The day on which it came, in Brasília's time. */
  | 'DIA';

/** What changes of a customer. */
export type AtualizarClienteEntrada = {
  /** The customer. */
  id: string;
  /** The version that the change is based on. */
  versao: number;
  /** Full name, 2 to 120 characters in one line. */
  nome?: string | null | undefined;
  /** E-mail address that no other customer has; kept in lower case. */
  email?: string | null | undefined;
  /** Telephone in E.164; null removes it. */
  telefone?: string | null | undefined;
  /** Date of birth; null removes it. */
  dataNascimento?: string | null | undefined;
};

/** What changes of an address. */
export type AtualizarEnderecoEntrada = {
  /** The address. */
  id: string;
  /** The version that the change is based on. */
  versao: number;
  /** What it is used for. */
  tipo?: TipoEndereco | null | undefined;
  /** Street, avenue or square, 1 to 160 characters in one line. */
  logradouro?: string | null | undefined;
  /** House number, or `S/N`; 1 to 10 characters in one line. */
  numero?: string | null | undefined;
  /** Flat, block or landmark; null removes it. */
  complemento?: string | null | undefined;
  /** Neighbourhood, 1 to 80 characters in one line. */
  bairro?: string | null | undefined;
  /** City, 1 to 80 characters in one line. */
  cidade?: string | null | undefined;
  /** State, one of the 27 abbreviations. */
  uf?: string | null | undefined;
  /** Postal code, with or without the hyphen. */
  cep?: string | null | undefined;
};

/** What changes of a product. */
export type AtualizarProdutoEntrada = {
  /** The product. */
  id: string;
  /** The version that the change is based on. */
  versao: number;
  /** Name, 2 to 160 characters in one line. */
  nome?: string | null | undefined;
  /** What the product is; null removes it. */
  descricao?: string | null | undefined;
  /** The shelf it stands on, 1 to 60 characters in one line. */
  categoria?: string | null | undefined;
  /** Price in Brazilian reais. */
  preco?: string | null | undefined;
};

/** Conditions on customers; all that are given must hold. */
export type ClienteFiltro = {
  /** Words that the name must contain, in any order; each may be the beginning of a word. Words of one or two letters count only where there is no longer one. 2 to 100 characters. */
  texto?: string | null | undefined;
  /** Registered at or after this instant. */
  criadoDe?: string | null | undefined;
  /** Registered before this instant. */
  criadoAte?: string | null | undefined;
};

/** How a list of customers is ordered. */
export type ClienteOrdem =
  /** By name, A to Z, case and accents aside. */
  | 'NOME'
  /** By name, Z to A, case and accents aside. */
  | 'NOME_DESC'
  /** Latest registration first. */
  | 'RECENTE'
  /** Earliest registration first. */
  | 'ANTIGO';

/** What can stand in the way of a write. */
export type CodigoDeConflito =
  /** The idempotency key was used with another input. */
  | 'CHAVE_REUTILIZADA'
  /** What was created with this idempotency key is gone. */
  | 'RECURSO_EXCLUIDO'
  /** Somebody else has changed the entity since the version that was sent. */
  | 'VERSAO'
  /** Another product has this SKU. */
  | 'SKU_EM_USO'
  /** Another customer has this CPF. */
  | 'CPF_EM_USO'
  /** Another customer has this e-mail address. */
  | 'EMAIL_EM_USO'
  /** The customer has 50 addresses already. */
  | 'LIMITE_DE_ENDERECOS'
  /** The product cannot be bought any more. */
  | 'PRODUTO_DESCONTINUADO';

/** The rules that a field can break. */
export type CodigoDeValidacao =
  /** Must be given. */
  | 'OBRIGATORIO'
  /** Is too short or too long. */
  | 'TAMANHO'
  /** Is not written as it must be. */
  | 'FORMATO'
  /** Has wrong check digits. */
  | 'DIGITO_VERIFICADOR'
  /** Is too small or too large. */
  | 'FORA_DO_INTERVALO';

/** What changes of a purchase. */
export type CorrigirAquisicaoEntrada = {
  /** The purchase. */
  id: string;
  /** The version that the correction is based on. */
  versao: number;
  /** How many units, 1 to 1000000. */
  quantidade?: number | null | undefined;
  /** Price of one unit in Brazilian reais. */
  precoUnitario?: string | null | undefined;
  /** When it was acquired, not in the future. */
  adquiridoEm?: string | null | undefined;
};

/** A customer to register. */
export type CriarClienteEntrada = {
  /** Full name, 2 to 120 characters in one line. */
  nome: string;
  /** E-mail address that no other customer has, at most 254 characters. It is kept in lower case: case tells no two apart. */
  email: string;
  /** CPF that no other customer has, with or without punctuation. */
  cpf: string;
  /** Telephone in E.164: `+5511987654321`. */
  telefone?: string | null | undefined;
  /** Date of birth, `1990-04-21`, at most 130 years ago. */
  dataNascimento?: string | null | undefined;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: string | null | undefined;
};

/** An address to add. */
export type CriarEnderecoEntrada = {
  /** Whose address it is. */
  clienteId: string;
  /** What it is used for. */
  tipo: TipoEndereco;
  /** Street, avenue or square, 1 to 160 characters in one line. */
  logradouro: string;
  /** House number, or `S/N`; 1 to 10 characters in one line. */
  numero: string;
  /** Flat, block or landmark, at most 80 characters in one line. */
  complemento?: string | null | undefined;
  /** Neighbourhood, 1 to 80 characters in one line. */
  bairro: string;
  /** City, 1 to 80 characters in one line. */
  cidade: string;
  /** State, one of the 27 abbreviations. */
  uf: string;
  /** Postal code, with or without the hyphen. */
  cep: string;
  /** Whether it becomes the principal address. */
  principal?: boolean | null | undefined;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: string | null | undefined;
};

/** A product to add. */
export type CriarProdutoEntrada = {
  /** Stock keeping unit that no other product has: 2 to 40 letters, digits, dots, hyphens or underscores. */
  sku: string;
  /** Name, 2 to 160 characters in one line. */
  nome: string;
  /** What the product is, at most 2000 characters, also in several lines. */
  descricao?: string | null | undefined;
  /** The shelf it stands on, 1 to 60 characters in one line. */
  categoria: string;
  /** Price in Brazilian reais, `"1234.50"`, at most 9999999999.99. */
  preco: string;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: string | null | undefined;
};

/** How far an erasure is. */
export type EstadoDaExclusao =
  /** Some domains have not confirmed it yet. */
  | 'EM_ANDAMENTO'
  /** Every domain has erased what it had. */
  | 'CONCLUIDA';

/** Whether requests are sent to an address. */
export type EstadoDeCircuito =
  /** They are. */
  | 'FECHADO'
  /** None is, as nearly none was answered. */
  | 'ABERTO'
  /** None is until it has answered a probe. */
  | 'MEIO_ABERTO';

/** How a domain is. */
export type EstadoDeDominio =
  /** Every router finds an address that is ready. */
  | 'PRONTO'
  /** Some routers find none, or some addresses are not ready. */
  | 'PARCIAL'
  /** No router finds an address that is ready. */
  | 'INDISPONIVEL'
  /** No router has reported lately. */
  | 'DESCONHECIDO';

/** What a router finds at an address. */
export type EstadoDeEndereco =
  /** It answers. */
  | 'PRONTO'
  /** It answers, and says that it is not ready, as when its database does not answer. */
  | 'NAO_PRONTO'
  /** Nothing is sent to it for a while, because nearly nothing was answered. */
  | 'CIRCUITO_ABERTO'
  /** It does not take the router's key. */
  | 'RECUSADO'
  /** It does not answer. */
  | 'INDISPONIVEL';

/** What has become of a request to try dead events again. */
export type EstadoDeReenvio =
  /** It waits for a router, some seconds. */
  | 'PEDIDO'
  /** The events are tried again. */
  | 'FEITO'
  /** The domain did not answer when it was told to. It may be asked for again. */
  | 'FALHOU'
  /** No router has passed it on within a minute, and none does any more. */
  | 'SEM_RESPOSTA';

/** A purchase to reverse. */
export type EstornarAquisicaoEntrada = {
  /** The purchase. */
  id: string;
  /** The version that the decision is based on. */
  versao: number;
};

/** A customer to erase. */
export type ExcluirClienteEntrada = {
  /** The customer. */
  id: string;
  /** The version that the decision is based on. */
  versao: number;
};

/** The lengths of periods. */
export type Granularidade =
  /** Calendar days. */
  | 'DIA'
  /** Weeks from Monday to Sunday. */
  | 'SEMANA'
  /** Calendar months. */
  | 'MES';

/** Which groups of an analysis come first. */
export type OrdemDaAnalise =
  /** Those with the most requests. */
  | 'REQUISICOES'
  /** Those with the most requests that came to an error. */
  | 'ERROS'
  /** Those that take longest: of 100 requests, 95 take less. */
  | 'P95'
  /** Those that take most time, all requests together. */
  | 'TEMPO_TOTAL';

/** Conditions on products; all that are given must hold. */
export type ProdutoFiltro = {
  /** Words that the name or description must contain, in any order; each may be the beginning of a word. Words of one or two letters count only where there is no longer one. 2 to 100 characters. */
  texto?: string | null | undefined;
  /** Exactly this category, case and accents included. */
  categoria?: string | null | undefined;
  /** Price at least this much. */
  precoMin?: string | null | undefined;
  /** Price at most this much. */
  precoMax?: string | null | undefined;
  /** Only products that can (true) or can no longer (false) be bought. */
  ativo?: boolean | null | undefined;
};

/** How a list of products is ordered. */
export type ProdutoOrdem =
  /** By name, A to Z, case and accents aside. */
  | 'NOME'
  /** By name, Z to A, case and accents aside. */
  | 'NOME_DESC'
  /** Cheapest first. */
  | 'PRECO'
  /** Dearest first. */
  | 'PRECO_DESC'
  /** Latest in the catalogue first. */
  | 'RECENTE'
  /** Longest in the catalogue first. */
  | 'ANTIGO';

/** Dead events to try again. */
export type ReenviarEventosEntrada = {
  /** Whose events, such as `clientes`. */
  dominio: string;
  /** Which event, by its number; without one all dead ones of the domain. */
  evento?: string | null | undefined;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: string | null | undefined;
};

/** A purchase to record. */
export type RegistrarAquisicaoEntrada = {
  /** Who acquired it. */
  clienteId: string;
  /** What was acquired; it must be on sale. */
  produtoId: string;
  /** How many units, 1 to 1000000. */
  quantidade: number;
  /** Price of one unit in Brazilian reais; the catalogue's price at this moment when it is left out. */
  precoUnitario?: string | null | undefined;
  /** When it was acquired, not in the future; now when it is left out. */
  adquiridoEm?: string | null | undefined;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: string | null | undefined;
};

/** The kinds of operation that there are. */
export type TipoDeOperacao =
  /** Reads. */
  | 'QUERY'
  /** Writes. */
  | 'MUTATION';

/** What an address is used for. */
export type TipoEndereco =
  /** Where the customer lives. */
  | 'RESIDENCIAL'
  /** Where the customer works. */
  | 'COMERCIAL'
  /** Where purchases are delivered. */
  | 'ENTREGA'
  /** Anything else. */
  | 'OUTRO';

/** A Brazilian state or the Federal District. */
export type Uf =
  /** Acre */
  | 'AC'
  /** Alagoas */
  | 'AL'
  /** Amapá */
  | 'AP'
  /** Amazonas */
  | 'AM'
  /** Bahia */
  | 'BA'
  /** Ceará */
  | 'CE'
  /** Distrito Federal */
  | 'DF'
  /** Espírito Santo */
  | 'ES'
  /** Goiás */
  | 'GO'
  /** Maranhão */
  | 'MA'
  /** Mato Grosso */
  | 'MT'
  /** Mato Grosso do Sul */
  | 'MS'
  /** Minas Gerais */
  | 'MG'
  /** Pará */
  | 'PA'
  /** Paraíba */
  | 'PB'
  /** Paraná */
  | 'PR'
  /** Pernambuco */
  | 'PE'
  /** Piauí */
  | 'PI'
  /** Rio de Janeiro */
  | 'RJ'
  /** Rio Grande do Norte */
  | 'RN'
  /** Rio Grande do Sul */
  | 'RS'
  /** Rondônia */
  | 'RO'
  /** Roraima */
  | 'RR'
  /** Santa Catarina */
  | 'SC'
  /** São Paulo */
  | 'SP'
  /** Sergipe */
  | 'SE'
  /** Tocantins */
  | 'TO';

/** An address in a version of it. */
export type VersaoDeEnderecoEntrada = {
  /** The address. */
  id: string;
  /** The version that the decision is based on. */
  versao: number;
};

/** A product in a version of it. */
export type VersaoDeProdutoEntrada = {
  /** The product. */
  id: string;
  /** The version that the decision is based on. */
  versao: number;
};

export type PainelAcessosQueryVariables = Exact<{
  filtro?: AcessoFiltro | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PainelAcessosQuery = { __typename: 'Query', acessos: { __typename: 'AcessoConnection', edges: Array<{ __typename: 'AcessoEdge', cursor: string, node: { __typename: 'Acesso', id: string, instante: string, usuario: string, aplicacao: string | null, versaoDaAplicacao: string | null, operacao: string | null, tipo: TipoDeOperacao | null, documentoConfiavel: boolean, status: number, erros: Array<string>, duracaoMs: number, bytes: number, requisicao: string, subgrafos: Array<{ __typename: 'AcessoASubgrafo', subgrafo: string, requisicoes: number, duracaoMs: number }> } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type PainelAnaliseDeAcessosQueryVariables = Exact<{
  de: string;
  ate: string;
  porTempo: AgrupamentoDeAcessos;
  agruparPor: AgrupamentoDeAcessos;
  ordem: OrdemDaAnalise;
}>;


export type PainelAnaliseDeAcessosQuery = { __typename: 'Query', tempo: { __typename: 'AnaliseDeAcessos', aguardando: number, total: { __typename: 'MedidasDeAcessos', requisicoes: number, erros: number, parteComErros: number, bytes: number, duracaoTotalMs: number, p50Ms: number | null, p95Ms: number | null, p99Ms: number | null }, grupos: Array<{ __typename: 'GrupoDeAcessos', chave: string, medidas: { __typename: 'MedidasDeAcessos', requisicoes: number, erros: number, parteComErros: number, bytes: number, duracaoTotalMs: number, p50Ms: number | null, p95Ms: number | null, p99Ms: number | null } }> } | null, grupos: { __typename: 'AnaliseDeAcessos', grupos: Array<{ __typename: 'GrupoDeAcessos', chave: string, rotulo: string, medidas: { __typename: 'MedidasDeAcessos', requisicoes: number, erros: number, parteComErros: number, bytes: number, duracaoTotalMs: number, p50Ms: number | null, p95Ms: number | null, p99Ms: number | null } }> } | null };

export type PainelAuditoriaQueryVariables = Exact<{
  filtro?: AcessoAosDadosFiltro | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PainelAuditoriaQuery = { __typename: 'Query', acessosAosDados: { __typename: 'AcessoAosDadosConnection', edges: Array<{ __typename: 'AcessoAosDadosEdge', cursor: string, node: { __typename: 'AcessoAosDados', id: string, instante: string, usuario: string, aplicacao: string | null, operacao: string | null, campos: Array<string>, requisicao: string, cliente: { __typename: 'Cliente', id: string, nome: string } | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type MedidasFragment = { __typename: 'MedidasDeAcessos', requisicoes: number, erros: number, parteComErros: number, bytes: number, duracaoTotalMs: number, p50Ms: number | null, p95Ms: number | null, p99Ms: number | null };

export type PainelComprasDoClienteQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type PainelComprasDoClienteQuery = { __typename: 'Query', cliente: { __typename: 'Cliente', id: string, inventario: { __typename: 'InventarioConnection', totalCount: number, edges: Array<{ __typename: 'InventarioEdge', cursor: string, node: { __typename: 'Inventario', id: string, quantidade: number, precoUnitario: string, total: string, adquiridoEm: string, versao: number, produto: { __typename: 'Produto', id: string, sku: string, nome: string } | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type PainelCorrigirAquisicaoMutationVariables = Exact<{
  entrada: CorrigirAquisicaoEntrada;
}>;


export type PainelCorrigirAquisicaoMutation = { __typename: 'Mutation', corrigirAquisicao:
    | { __typename: 'AquisicaoGravada', inventario: { __typename: 'Inventario', id: string, quantidade: number, precoUnitario: string, total: string, adquiridoEm: string, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto' }
        | { __typename: 'Cliente' }
        | { __typename: 'Endereco' }
        | { __typename: 'Inventario', id: string, quantidade: number, precoUnitario: string, total: string, adquiridoEm: string, versao: number }
       | null }
   | null };

export type DadosDaCompraFragment = { __typename: 'Inventario', id: string, quantidade: number, precoUnitario: string, total: string, adquiridoEm: string, versao: number };

export type PainelEstornarAquisicaoMutationVariables = Exact<{
  entrada: EstornarAquisicaoEntrada;
}>;


export type PainelEstornarAquisicaoMutation = { __typename: 'Mutation', estornarAquisicao:
    | { __typename: 'AquisicaoEstornada', id: string }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto' }
        | { __typename: 'Cliente' }
        | { __typename: 'Endereco' }
        | { __typename: 'Inventario', id: string, quantidade: number, precoUnitario: string, total: string, adquiridoEm: string, versao: number }
       | null }
   | null };

export type PainelProdutosAVendaQueryVariables = Exact<{
  filtro: ProdutoFiltro;
}>;


export type PainelProdutosAVendaQuery = { __typename: 'Query', produtos: { __typename: 'ProdutoConnection', edges: Array<{ __typename: 'ProdutoEdge', cursor: string, node: { __typename: 'Produto', id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type PainelRegistrarAquisicaoMutationVariables = Exact<{
  entrada: RegistrarAquisicaoEntrada;
}>;


export type PainelRegistrarAquisicaoMutation = { __typename: 'Mutation', registrarAquisicao:
    | { __typename: 'AquisicaoGravada', inventario: { __typename: 'Inventario', id: string, quantidade: number, precoUnitario: string, total: string, adquiridoEm: string, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string }
    | { __typename: 'Indisponivel', dominio: string, mensagem: string }
   | null };

export type PainelClienteQueryVariables = Exact<{
  id: string;
}>;


export type PainelClienteQuery = { __typename: 'Query', cliente: { __typename: 'Cliente', id: string, nome: string, email: string | null, cpf: string | null, telefone: string | null, dataNascimento: string | null, idade: number | null, criadoEm: string, atualizadoEm: string, versao: number, enderecos: Array<{ __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number }> | null, resumo: { __typename: 'ResumoDeAquisicoes', aquisicoes: number, quantidade: number, total: string, primeiraAquisicao: string | null, ultimaAquisicao: string | null, ticketMedio: string | null } | null } | null };

export type DadosDoClienteFragment = { __typename: 'Cliente', id: string, nome: string, email: string | null, cpf: string | null, telefone: string | null, dataNascimento: string | null, idade: number | null, criadoEm: string, atualizadoEm: string, versao: number };

export type PainelAtualizarClienteMutationVariables = Exact<{
  entrada: AtualizarClienteEntrada;
}>;


export type PainelAtualizarClienteMutation = { __typename: 'Mutation', atualizarCliente:
    | { __typename: 'ClienteGravado', cliente: { __typename: 'Cliente', id: string, nome: string, email: string | null, cpf: string | null, telefone: string | null, dataNascimento: string | null, idade: number | null, criadoEm: string, atualizadoEm: string, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto' }
        | { __typename: 'Cliente', id: string, nome: string, email: string | null, cpf: string | null, telefone: string | null, dataNascimento: string | null, idade: number | null, criadoEm: string, atualizadoEm: string, versao: number }
        | { __typename: 'Endereco' }
        | { __typename: 'Inventario' }
       | null }
   | null };

export type PainelCriarClienteMutationVariables = Exact<{
  entrada: CriarClienteEntrada;
}>;


export type PainelCriarClienteMutation = { __typename: 'Mutation', criarCliente:
    | { __typename: 'ClienteGravado', cliente: { __typename: 'Cliente', id: string, nome: string, email: string | null, cpf: string | null, telefone: string | null, dataNascimento: string | null, idade: number | null, criadoEm: string, atualizadoEm: string, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string }
   | null };

export type PainelExcluirClienteMutationVariables = Exact<{
  entrada: ExcluirClienteEntrada;
}>;


export type PainelExcluirClienteMutation = { __typename: 'Mutation', excluirCliente:
    | { __typename: 'ClienteExcluido', id: string, exclusao: { __typename: 'Exclusao', id: string, estado: EstadoDaExclusao, solicitadaEm: string, dominiosPendentes: Array<string> } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto' }
        | { __typename: 'Cliente', id: string, nome: string, email: string | null, cpf: string | null, telefone: string | null, dataNascimento: string | null, idade: number | null, criadoEm: string, atualizadoEm: string, versao: number }
        | { __typename: 'Endereco' }
        | { __typename: 'Inventario' }
       | null }
   | null };

export type PainelExclusaoQueryVariables = Exact<{
  id: string;
}>;


export type PainelExclusaoQuery = { __typename: 'Query', exclusao: { __typename: 'Exclusao', id: string, estado: EstadoDaExclusao, solicitadaEm: string, dominiosPendentes: Array<string> } | null };

export type AndamentoDaExclusaoFragment = { __typename: 'Exclusao', id: string, estado: EstadoDaExclusao, solicitadaEm: string, dominiosPendentes: Array<string> };

export type PainelExportarAcessosQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type PainelExportarAcessosQuery = { __typename: 'Query', cliente: { __typename: 'Cliente', id: string, acessosAosDados: { __typename: 'AcessoAosDadosConnection', nodes: Array<{ __typename: 'AcessoAosDados', instante: string, usuario: string, aplicacao: string | null, operacao: string | null, campos: Array<string> }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type PainelExportarClienteQueryVariables = Exact<{
  id: string;
}>;


export type PainelExportarClienteQuery = { __typename: 'Query', cliente: { __typename: 'Cliente', id: string, nome: string, email: string | null, cpf: string | null, telefone: string | null, dataNascimento: string | null, criadoEm: string, atualizadoEm: string, enderecos: Array<{ __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, pais: string, principal: boolean }> | null } | null };

export type PainelExportarComprasQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type PainelExportarComprasQuery = { __typename: 'Query', cliente: { __typename: 'Cliente', id: string, inventario: { __typename: 'InventarioConnection', nodes: Array<{ __typename: 'Inventario', id: string, quantidade: number, precoUnitario: string, total: string, adquiridoEm: string, produto: { __typename: 'Produto', id: string, sku: string, nome: string, categoria: string } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type PainelProdutosDoClienteQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type PainelProdutosDoClienteQuery = { __typename: 'Query', cliente: { __typename: 'Cliente', id: string, produtosAdquiridos: { __typename: 'ProdutoAdquiridoConnection', totalCount: number, edges: Array<{ __typename: 'ProdutoAdquiridoEdge', cursor: string, node: { __typename: 'Produto', id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type PainelQuemViuOClienteQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type PainelQuemViuOClienteQuery = { __typename: 'Query', cliente: { __typename: 'Cliente', id: string, acessosAosDados: { __typename: 'AcessoAosDadosConnection', edges: Array<{ __typename: 'AcessoAosDadosEdge', cursor: string, node: { __typename: 'AcessoAosDados', id: string, instante: string, usuario: string, aplicacao: string | null, operacao: string | null, campos: Array<string>, requisicao: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type PainelClientePorCpfQueryVariables = Exact<{
  cpf: string;
}>;


export type PainelClientePorCpfQuery = { __typename: 'Query', clientePorCpf: { __typename: 'Cliente', id: string, nome: string, criadoEm: string, atualizadoEm: string } | null };

export type PainelClientePorEmailQueryVariables = Exact<{
  email: string;
}>;


export type PainelClientePorEmailQuery = { __typename: 'Query', clientePorEmail: { __typename: 'Cliente', id: string, nome: string, criadoEm: string, atualizadoEm: string } | null };

export type PainelClientesQueryVariables = Exact<{
  filtro?: ClienteFiltro | null | undefined;
  ordem: ClienteOrdem;
  first: number;
  after?: string | null | undefined;
}>;


export type PainelClientesQuery = { __typename: 'Query', clientes: { __typename: 'ClienteConnection', edges: Array<{ __typename: 'ClienteEdge', cursor: string, node: { __typename: 'Cliente', id: string, nome: string, criadoEm: string, atualizadoEm: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type PainelAtualizarEnderecoMutationVariables = Exact<{
  entrada: AtualizarEnderecoEntrada;
}>;


export type PainelAtualizarEnderecoMutation = { __typename: 'Mutation', atualizarEndereco:
    | { __typename: 'EnderecoGravado', endereco: { __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto' }
        | { __typename: 'Cliente' }
        | { __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number }
        | { __typename: 'Inventario' }
       | null }
   | null };

export type PainelCriarEnderecoMutationVariables = Exact<{
  entrada: CriarEnderecoEntrada;
}>;


export type PainelCriarEnderecoMutation = { __typename: 'Mutation', criarEndereco:
    | { __typename: 'EnderecoGravado', endereco: { __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string }
    | { __typename: 'Indisponivel', dominio: string, mensagem: string }
   | null };

export type DadosDoEnderecoFragment = { __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number };

export type PainelDefinirEnderecoPrincipalMutationVariables = Exact<{
  entrada: VersaoDeEnderecoEntrada;
}>;


export type PainelDefinirEnderecoPrincipalMutation = { __typename: 'Mutation', definirEnderecoPrincipal:
    | { __typename: 'EnderecoGravado', endereco: { __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto' }
        | { __typename: 'Cliente' }
        | { __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number }
        | { __typename: 'Inventario' }
       | null }
   | null };

export type PainelExcluirEnderecoMutationVariables = Exact<{
  entrada: VersaoDeEnderecoEntrada;
}>;


export type PainelExcluirEnderecoMutation = { __typename: 'Mutation', excluirEndereco:
    | { __typename: 'EnderecoExcluido', id: string }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto' }
        | { __typename: 'Cliente' }
        | { __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number }
        | { __typename: 'Inventario' }
       | null }
   | null };

type ResultadoDoEndereco_EnderecoGravado_Fragment = { __typename: 'EnderecoGravado', endereco: { __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number } };

type ResultadoDoEndereco_ErroDeValidacao_Fragment = { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> };

type ResultadoDoEndereco_NaoEncontrado_Fragment = { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string };

type ResultadoDoEndereco_Conflito_Fragment = { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
    | { __typename: 'Reenvio' }
    | { __typename: 'Produto' }
    | { __typename: 'Cliente' }
    | { __typename: 'Endereco', id: string, tipo: TipoEndereco, logradouro: string, numero: string, complemento: string | null, bairro: string, cidade: string, uf: Uf, cep: string, principal: boolean, versao: number }
    | { __typename: 'Inventario' }
   | null };

export type ResultadoDoEnderecoFragment =
  | ResultadoDoEndereco_EnderecoGravado_Fragment
  | ResultadoDoEndereco_ErroDeValidacao_Fragment
  | ResultadoDoEndereco_NaoEncontrado_Fragment
  | ResultadoDoEndereco_Conflito_Fragment
;

export type FimDaPaginaFragment = { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null };

export type CamposInvalidosFragment = { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> };

export type OQueFaltaFragment = { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string };

export type ResumoDeAquisicoesFragment = { __typename: 'ResumoDeAquisicoes', aquisicoes: number, quantidade: number, total: string, primeiraAquisicao: string | null, ultimaAquisicao: string | null, ticketMedio: string | null };

export type PainelAtualizarProdutoMutationVariables = Exact<{
  entrada: AtualizarProdutoEntrada;
}>;


export type PainelAtualizarProdutoMutation = { __typename: 'Mutation', atualizarProduto:
    | { __typename: 'ProdutoGravado', produto: { __typename: 'Produto', descricao: string | null, atualizadoEm: string, id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto', descricao: string | null, id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number }
        | { __typename: 'Cliente' }
        | { __typename: 'Endereco' }
        | { __typename: 'Inventario' }
       | null }
   | null };

export type PainelCompradoresQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type PainelCompradoresQuery = { __typename: 'Query', produto: { __typename: 'Produto', id: string, inventario: { __typename: 'InventarioConnection', totalCount: number, edges: Array<{ __typename: 'InventarioEdge', cursor: string, node: { __typename: 'Inventario', id: string, quantidade: number, precoUnitario: string, total: string, adquiridoEm: string, cliente: { __typename: 'Cliente', id: string, nome: string } | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type PainelCriarProdutoMutationVariables = Exact<{
  entrada: CriarProdutoEntrada;
}>;


export type PainelCriarProdutoMutation = { __typename: 'Mutation', criarProduto:
    | { __typename: 'ProdutoGravado', produto: { __typename: 'Produto', id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string }
   | null };

export type DadosDoProdutoFragment = { __typename: 'Produto', id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number };

export type PainelDescontinuarProdutoMutationVariables = Exact<{
  entrada: VersaoDeProdutoEntrada;
}>;


export type PainelDescontinuarProdutoMutation = { __typename: 'Mutation', descontinuarProduto:
    | { __typename: 'ProdutoGravado', produto: { __typename: 'Produto', descricao: string | null, atualizadoEm: string, id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto', descricao: string | null, id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number }
        | { __typename: 'Cliente' }
        | { __typename: 'Endereco' }
        | { __typename: 'Inventario' }
       | null }
   | null };

export type PainelProdutoQueryVariables = Exact<{
  id: string;
}>;


export type PainelProdutoQuery = { __typename: 'Query', produto: { __typename: 'Produto', descricao: string | null, criadoEm: string, atualizadoEm: string, id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number, resumo: { __typename: 'ResumoDeAquisicoes', aquisicoes: number, quantidade: number, total: string, primeiraAquisicao: string | null, ultimaAquisicao: string | null, ticketMedio: string | null } | null } | null };

export type PainelProdutosQueryVariables = Exact<{
  filtro?: ProdutoFiltro | null | undefined;
  ordem: ProdutoOrdem;
  first: number;
  after?: string | null | undefined;
}>;


export type PainelProdutosQuery = { __typename: 'Query', produtos: { __typename: 'ProdutoConnection', edges: Array<{ __typename: 'ProdutoEdge', cursor: string, node: { __typename: 'Produto', id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type PainelReativarProdutoMutationVariables = Exact<{
  entrada: VersaoDeProdutoEntrada;
}>;


export type PainelReativarProdutoMutation = { __typename: 'Mutation', reativarProduto:
    | { __typename: 'ProdutoGravado', produto: { __typename: 'Produto', descricao: string | null, atualizadoEm: string, id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number } }
    | { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> }
    | { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string }
    | { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
        | { __typename: 'Reenvio' }
        | { __typename: 'Produto', descricao: string | null, id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number }
        | { __typename: 'Cliente' }
        | { __typename: 'Endereco' }
        | { __typename: 'Inventario' }
       | null }
   | null };

type ResultadoDoProduto_ProdutoGravado_Fragment = { __typename: 'ProdutoGravado', produto: { __typename: 'Produto', descricao: string | null, atualizadoEm: string, id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number } };

type ResultadoDoProduto_ErroDeValidacao_Fragment = { __typename: 'ErroDeValidacao', mensagem: string, campos: Array<{ __typename: 'CampoInvalido', campo: string, codigo: CodigoDeValidacao, mensagem: string }> };

type ResultadoDoProduto_NaoEncontrado_Fragment = { __typename: 'NaoEncontrado', tipo: string, id: string, mensagem: string };

type ResultadoDoProduto_Conflito_Fragment = { __typename: 'Conflito', codigo: CodigoDeConflito, mensagem: string, atual:
    | { __typename: 'Reenvio' }
    | { __typename: 'Produto', descricao: string | null, id: string, sku: string, nome: string, categoria: string, preco: string, ativo: boolean, versao: number }
    | { __typename: 'Cliente' }
    | { __typename: 'Endereco' }
    | { __typename: 'Inventario' }
   | null };

export type ResultadoDoProdutoFragment =
  | ResultadoDoProduto_ProdutoGravado_Fragment
  | ResultadoDoProduto_ErroDeValidacao_Fragment
  | ResultadoDoProduto_NaoEncontrado_Fragment
  | ResultadoDoProduto_Conflito_Fragment
;

export type PainelReenviarEventosMutationVariables = Exact<{
  entrada: ReenviarEventosEntrada;
}>;


export type PainelReenviarEventosMutation = { __typename: 'Mutation', reenviarEventos:
    | { __typename: 'ReenvioPedido', reenvio: { __typename: 'Reenvio', id: string } }
    | { __typename: 'ErroDeValidacao', mensagem: string }
    | { __typename: 'NaoEncontrado', mensagem: string }
    | { __typename: 'Conflito', mensagem: string }
   | null };

export type PainelSaudeQueryVariables = Exact<{ [key: string]: never; }>;


export type PainelSaudeQuery = { __typename: 'Query', saude: { __typename: 'Saude', instante: string, roteadores: Array<{ __typename: 'Roteador', id: string, maquina: string, vistoEm: string, emDia: boolean, acessosAguardando: number, acessosPerdidos: number }>, dominios: Array<{ __typename: 'Dominio', id: string, estado: EstadoDeDominio, enderecos: Array<{ __typename: 'EnderecoDeDominio', endereco: string | null, estado: EstadoDeEndereco, circuito: EstadoDeCircuito, latenciaMs: number | null, roteador: { __typename: 'Roteador', id: string, maquina: string } }>, caixaDeSaida: Array<{ __typename: 'FilaDeEventos', destino: string, pendentes: number, mortos: number, atrasoSegundos: number }> | null, eventosMortos: Array<{ __typename: 'EventoMorto', evento: string, destino: string, tipo: string, tentativas: number, motivo: string | null, criadoEm: string | null }> | null }>, reenvios: Array<{ __typename: 'Reenvio', id: string, dominio: string, evento: string | null, usuario: string, pedidoEm: string, estado: EstadoDeReenvio, entregas: number | null }> } | null };

export type PainelVendasQueryVariables = Exact<{
  de: string;
  ate: string;
  granularidade: Granularidade;
  categoria?: string | null | undefined;
  first: number;
}>;


export type PainelVendasQuery = { __typename: 'Query', produtosMaisAdquiridos: Array<{ __typename: 'ProdutoMaisAdquirido', aquisicoes: number, quantidade: number, total: string, produto: { __typename: 'Produto', id: string, sku: string, nome: string, categoria: string } | null }> | null, aquisicoesPorPeriodo: Array<{ __typename: 'AquisicoesNoPeriodo', de: string, ate: string, aquisicoes: number, quantidade: number, total: string }> | null };

export const MedidasFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Medidas"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MedidasDeAcessos"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"requisicoes"}},{"kind":"Field","name":{"kind":"Name","value":"erros"}},{"kind":"Field","name":{"kind":"Name","value":"parteComErros"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"duracaoTotalMs"}},{"kind":"Field","name":{"kind":"Name","value":"p50Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p95Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p99Ms"}}]}}]} as unknown as DocumentNode<MedidasFragment, unknown>;
export const DadosDaCompraFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDaCompra"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Inventario"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"precoUnitario"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"adquiridoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<DadosDaCompraFragment, unknown>;
export const DadosDoClienteFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoCliente"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cliente"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"cpf"}},{"kind":"Field","name":{"kind":"Name","value":"telefone"}},{"kind":"Field","name":{"kind":"Name","value":"dataNascimento"}},{"kind":"Field","name":{"kind":"Name","value":"idade"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<DadosDoClienteFragment, unknown>;
export const AndamentoDaExclusaoFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AndamentoDaExclusao"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Exclusao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estado"}},{"kind":"Field","name":{"kind":"Name","value":"solicitadaEm"}},{"kind":"Field","name":{"kind":"Name","value":"dominiosPendentes"}}]}}]} as unknown as DocumentNode<AndamentoDaExclusaoFragment, unknown>;
export const DadosDoEnderecoFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"logradouro"}},{"kind":"Field","name":{"kind":"Name","value":"numero"}},{"kind":"Field","name":{"kind":"Name","value":"complemento"}},{"kind":"Field","name":{"kind":"Name","value":"bairro"}},{"kind":"Field","name":{"kind":"Name","value":"cidade"}},{"kind":"Field","name":{"kind":"Name","value":"uf"}},{"kind":"Field","name":{"kind":"Name","value":"cep"}},{"kind":"Field","name":{"kind":"Name","value":"principal"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<DadosDoEnderecoFragment, unknown>;
export const CamposInvalidosFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]} as unknown as DocumentNode<CamposInvalidosFragment, unknown>;
export const OQueFaltaFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]} as unknown as DocumentNode<OQueFaltaFragment, unknown>;
export const ResultadoDoEnderecoFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResultadoDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarEnderecoResultado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnderecoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"endereco"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoEndereco"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoEndereco"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"logradouro"}},{"kind":"Field","name":{"kind":"Name","value":"numero"}},{"kind":"Field","name":{"kind":"Name","value":"complemento"}},{"kind":"Field","name":{"kind":"Name","value":"bairro"}},{"kind":"Field","name":{"kind":"Name","value":"cidade"}},{"kind":"Field","name":{"kind":"Name","value":"uf"}},{"kind":"Field","name":{"kind":"Name","value":"cep"}},{"kind":"Field","name":{"kind":"Name","value":"principal"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]} as unknown as DocumentNode<ResultadoDoEnderecoFragment, unknown>;
export const FimDaPaginaFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<FimDaPaginaFragment, unknown>;
export const ResumoDeAquisicoesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResumoDeAquisicoes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResumoDeAquisicoes"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"aquisicoes"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"primeiraAquisicao"}},{"kind":"Field","name":{"kind":"Name","value":"ultimaAquisicao"}},{"kind":"Field","name":{"kind":"Name","value":"ticketMedio"}}]}}]} as unknown as DocumentNode<ResumoDeAquisicoesFragment, unknown>;
export const DadosDoProdutoFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<DadosDoProdutoFragment, unknown>;
export const ResultadoDoProdutoFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResultadoDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarProdutoResultado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProdutoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}},{"kind":"Field","name":{"kind":"Name","value":"descricao"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}},{"kind":"Field","name":{"kind":"Name","value":"descricao"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]} as unknown as DocumentNode<ResultadoDoProdutoFragment, unknown>;
export const PainelAcessosDocument = {"__meta__":{"hash":"1689c23475581a7b1f939c2739c861fe6246694148e4d7df85437034c1d44898"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelAcessos"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AcessoFiltro"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"acessos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filtro"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"instante"}},{"kind":"Field","name":{"kind":"Name","value":"usuario"}},{"kind":"Field","name":{"kind":"Name","value":"aplicacao"}},{"kind":"Field","name":{"kind":"Name","value":"versaoDaAplicacao"}},{"kind":"Field","name":{"kind":"Name","value":"operacao"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"documentoConfiavel"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"erros"}},{"kind":"Field","name":{"kind":"Name","value":"duracaoMs"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"requisicao"}},{"kind":"Field","name":{"kind":"Name","value":"subgrafos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"subgrafo"}},{"kind":"Field","name":{"kind":"Name","value":"requisicoes"}},{"kind":"Field","name":{"kind":"Name","value":"duracaoMs"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelAcessosQuery, PainelAcessosQueryVariables>;
export const PainelAnaliseDeAcessosDocument = {"__meta__":{"hash":"fd23547187290da0876b49438e64f189189f6f6f20915085c6667b37fa825c92"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelAnaliseDeAcessos"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"de"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ate"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"porTempo"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AgrupamentoDeAcessos"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agruparPor"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AgrupamentoDeAcessos"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ordem"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OrdemDaAnalise"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","alias":{"kind":"Name","value":"tempo"},"name":{"kind":"Name","value":"analiseDeAcessos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"de"},"value":{"kind":"Variable","name":{"kind":"Name","value":"de"}}},{"kind":"Argument","name":{"kind":"Name","value":"ate"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ate"}}},{"kind":"Argument","name":{"kind":"Name","value":"agruparPor"},"value":{"kind":"Variable","name":{"kind":"Name","value":"porTempo"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1000"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Medidas"}}]}},{"kind":"Field","name":{"kind":"Name","value":"grupos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"chave"}},{"kind":"Field","name":{"kind":"Name","value":"medidas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Medidas"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"aguardando"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"grupos"},"name":{"kind":"Name","value":"analiseDeAcessos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"de"},"value":{"kind":"Variable","name":{"kind":"Name","value":"de"}}},{"kind":"Argument","name":{"kind":"Name","value":"ate"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ate"}}},{"kind":"Argument","name":{"kind":"Name","value":"agruparPor"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agruparPor"}}},{"kind":"Argument","name":{"kind":"Name","value":"ordem"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ordem"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"grupos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"chave"}},{"kind":"Field","name":{"kind":"Name","value":"rotulo"}},{"kind":"Field","name":{"kind":"Name","value":"medidas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Medidas"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Medidas"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MedidasDeAcessos"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"requisicoes"}},{"kind":"Field","name":{"kind":"Name","value":"erros"}},{"kind":"Field","name":{"kind":"Name","value":"parteComErros"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"duracaoTotalMs"}},{"kind":"Field","name":{"kind":"Name","value":"p50Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p95Ms"}},{"kind":"Field","name":{"kind":"Name","value":"p99Ms"}}]}}]} as unknown as DocumentNode<PainelAnaliseDeAcessosQuery, PainelAnaliseDeAcessosQueryVariables>;
export const PainelAuditoriaDocument = {"__meta__":{"hash":"977e9b9a4a8980453283f026813844d2c63a66bbc59c1a4ff33ddadb59356221"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelAuditoria"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AcessoAosDadosFiltro"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"acessosAosDados"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filtro"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"instante"}},{"kind":"Field","name":{"kind":"Name","value":"usuario"}},{"kind":"Field","name":{"kind":"Name","value":"aplicacao"}},{"kind":"Field","name":{"kind":"Name","value":"operacao"}},{"kind":"Field","name":{"kind":"Name","value":"campos"}},{"kind":"Field","name":{"kind":"Name","value":"requisicao"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelAuditoriaQuery, PainelAuditoriaQueryVariables>;
export const PainelComprasDoClienteDocument = {"__meta__":{"hash":"de69fc8ca3b3849040a6e2d951a2a1f5f5d5a6a31ac2f1928e1c724b6fc8cfe8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelComprasDoCliente"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"inventario"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDaCompra"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDaCompra"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Inventario"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"precoUnitario"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"adquiridoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelComprasDoClienteQuery, PainelComprasDoClienteQueryVariables>;
export const PainelCorrigirAquisicaoDocument = {"__meta__":{"hash":"f3884af9598d78a29afcc30380363c359dfdd81b7f209acb62a97870633063c1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelCorrigirAquisicao"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CorrigirAquisicaoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"corrigirAquisicao"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AquisicaoGravada"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"inventario"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDaCompra"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Inventario"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDaCompra"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDaCompra"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Inventario"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"precoUnitario"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"adquiridoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]} as unknown as DocumentNode<PainelCorrigirAquisicaoMutation, PainelCorrigirAquisicaoMutationVariables>;
export const PainelEstornarAquisicaoDocument = {"__meta__":{"hash":"16bb7322b6dc582a927f9a6905c858b212ac70ec1cbd4300b2163abe48256500"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelEstornarAquisicao"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EstornarAquisicaoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"estornarAquisicao"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AquisicaoEstornada"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Inventario"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDaCompra"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDaCompra"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Inventario"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"precoUnitario"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"adquiridoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<PainelEstornarAquisicaoMutation, PainelEstornarAquisicaoMutationVariables>;
export const PainelProdutosAVendaDocument = {"__meta__":{"hash":"d04c4ddb01428d579de74dd618861255ecc5b52c4d9cf8081d6fe710c5a81ee9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelProdutosAVenda"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProdutoFiltro"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produtos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filtro"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}}},{"kind":"Argument","name":{"kind":"Name","value":"ordem"},"value":{"kind":"EnumValue","value":"NOME"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelProdutosAVendaQuery, PainelProdutosAVendaQueryVariables>;
export const PainelRegistrarAquisicaoDocument = {"__meta__":{"hash":"5112ac463aece17dd32c1da78d3f09fa60e5cbb79d67dda8c987481b8b01f616"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelRegistrarAquisicao"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistrarAquisicaoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"registrarAquisicao"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AquisicaoGravada"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"inventario"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDaCompra"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indisponivel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dominio"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDaCompra"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Inventario"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"precoUnitario"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"adquiridoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]} as unknown as DocumentNode<PainelRegistrarAquisicaoMutation, PainelRegistrarAquisicaoMutationVariables>;
export const PainelClienteDocument = {"__meta__":{"hash":"01226926a9ce792d0091ea544a5bb3422592551190b182b402e52b420c5df1e9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelCliente"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoCliente"}},{"kind":"Field","name":{"kind":"Name","value":"enderecos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoEndereco"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resumo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResumoDeAquisicoes"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoCliente"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cliente"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"cpf"}},{"kind":"Field","name":{"kind":"Name","value":"telefone"}},{"kind":"Field","name":{"kind":"Name","value":"dataNascimento"}},{"kind":"Field","name":{"kind":"Name","value":"idade"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"logradouro"}},{"kind":"Field","name":{"kind":"Name","value":"numero"}},{"kind":"Field","name":{"kind":"Name","value":"complemento"}},{"kind":"Field","name":{"kind":"Name","value":"bairro"}},{"kind":"Field","name":{"kind":"Name","value":"cidade"}},{"kind":"Field","name":{"kind":"Name","value":"uf"}},{"kind":"Field","name":{"kind":"Name","value":"cep"}},{"kind":"Field","name":{"kind":"Name","value":"principal"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResumoDeAquisicoes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResumoDeAquisicoes"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"aquisicoes"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"primeiraAquisicao"}},{"kind":"Field","name":{"kind":"Name","value":"ultimaAquisicao"}},{"kind":"Field","name":{"kind":"Name","value":"ticketMedio"}}]}}]} as unknown as DocumentNode<PainelClienteQuery, PainelClienteQueryVariables>;
export const PainelAtualizarClienteDocument = {"__meta__":{"hash":"2d34a1fb96a1622a83ea67bac9bf4dbfa3efa658357239c735db811e9887122d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelAtualizarCliente"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarClienteEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"atualizarCliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ClienteGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoCliente"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cliente"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoCliente"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoCliente"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cliente"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"cpf"}},{"kind":"Field","name":{"kind":"Name","value":"telefone"}},{"kind":"Field","name":{"kind":"Name","value":"dataNascimento"}},{"kind":"Field","name":{"kind":"Name","value":"idade"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]} as unknown as DocumentNode<PainelAtualizarClienteMutation, PainelAtualizarClienteMutationVariables>;
export const PainelCriarClienteDocument = {"__meta__":{"hash":"c1ec80f3787a1953524e78195972228136c76c1d2a0a6ae74f5a569decace821"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelCriarCliente"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CriarClienteEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"criarCliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ClienteGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoCliente"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoCliente"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cliente"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"cpf"}},{"kind":"Field","name":{"kind":"Name","value":"telefone"}},{"kind":"Field","name":{"kind":"Name","value":"dataNascimento"}},{"kind":"Field","name":{"kind":"Name","value":"idade"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]} as unknown as DocumentNode<PainelCriarClienteMutation, PainelCriarClienteMutationVariables>;
export const PainelExcluirClienteDocument = {"__meta__":{"hash":"d6dd511489ba7fb6c519acdf0a15508b9184b40a1bc43a3869e9b4a884d6262f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelExcluirCliente"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ExcluirClienteEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"excluirCliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ClienteExcluido"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"exclusao"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AndamentoDaExclusao"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cliente"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoCliente"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AndamentoDaExclusao"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Exclusao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estado"}},{"kind":"Field","name":{"kind":"Name","value":"solicitadaEm"}},{"kind":"Field","name":{"kind":"Name","value":"dominiosPendentes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoCliente"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cliente"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"cpf"}},{"kind":"Field","name":{"kind":"Name","value":"telefone"}},{"kind":"Field","name":{"kind":"Name","value":"dataNascimento"}},{"kind":"Field","name":{"kind":"Name","value":"idade"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<PainelExcluirClienteMutation, PainelExcluirClienteMutationVariables>;
export const PainelExclusaoDocument = {"__meta__":{"hash":"8ab1112122fcb637a191b771798b2d7f4ba2deb26ad5c50cf5faf8603ed2085d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelExclusao"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"exclusao"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AndamentoDaExclusao"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AndamentoDaExclusao"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Exclusao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estado"}},{"kind":"Field","name":{"kind":"Name","value":"solicitadaEm"}},{"kind":"Field","name":{"kind":"Name","value":"dominiosPendentes"}}]}}]} as unknown as DocumentNode<PainelExclusaoQuery, PainelExclusaoQueryVariables>;
export const PainelExportarAcessosDocument = {"__meta__":{"hash":"88868c7402a5c4932f0ee1c35585e9c60bbe49eced38e50505d8f9550e98ec6f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelExportarAcessos"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"acessosAosDados"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instante"}},{"kind":"Field","name":{"kind":"Name","value":"usuario"}},{"kind":"Field","name":{"kind":"Name","value":"aplicacao"}},{"kind":"Field","name":{"kind":"Name","value":"operacao"}},{"kind":"Field","name":{"kind":"Name","value":"campos"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelExportarAcessosQuery, PainelExportarAcessosQueryVariables>;
export const PainelExportarClienteDocument = {"__meta__":{"hash":"636918dcff12473aadacd5450a083a13d3d5bbf1af12f3cca445dad0b7c1683a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelExportarCliente"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"cpf"}},{"kind":"Field","name":{"kind":"Name","value":"telefone"}},{"kind":"Field","name":{"kind":"Name","value":"dataNascimento"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"enderecos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"logradouro"}},{"kind":"Field","name":{"kind":"Name","value":"numero"}},{"kind":"Field","name":{"kind":"Name","value":"complemento"}},{"kind":"Field","name":{"kind":"Name","value":"bairro"}},{"kind":"Field","name":{"kind":"Name","value":"cidade"}},{"kind":"Field","name":{"kind":"Name","value":"uf"}},{"kind":"Field","name":{"kind":"Name","value":"cep"}},{"kind":"Field","name":{"kind":"Name","value":"pais"}},{"kind":"Field","name":{"kind":"Name","value":"principal"}}]}}]}}]}}]} as unknown as DocumentNode<PainelExportarClienteQuery, PainelExportarClienteQueryVariables>;
export const PainelExportarComprasDocument = {"__meta__":{"hash":"1a1aec3cbf8736d185ce0fe58f8da36948866bb89e380269ce642319afde58f7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelExportarCompras"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"inventario"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"precoUnitario"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"adquiridoEm"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelExportarComprasQuery, PainelExportarComprasQueryVariables>;
export const PainelProdutosDoClienteDocument = {"__meta__":{"hash":"f093c8955874fed814850ad065becd17f32ed6d311b9950c9e4a186e197ee327"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelProdutosDoCliente"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"produtosAdquiridos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelProdutosDoClienteQuery, PainelProdutosDoClienteQueryVariables>;
export const PainelQuemViuOClienteDocument = {"__meta__":{"hash":"2db724dc3ba3df21db50633ab3c5b42d210608f004d2df396cda2ae3a2da61ab"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelQuemViuOCliente"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"acessosAosDados"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"instante"}},{"kind":"Field","name":{"kind":"Name","value":"usuario"}},{"kind":"Field","name":{"kind":"Name","value":"aplicacao"}},{"kind":"Field","name":{"kind":"Name","value":"operacao"}},{"kind":"Field","name":{"kind":"Name","value":"campos"}},{"kind":"Field","name":{"kind":"Name","value":"requisicao"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelQuemViuOClienteQuery, PainelQuemViuOClienteQueryVariables>;
export const PainelClientePorCpfDocument = {"__meta__":{"hash":"d9278290effe0194e57343d5b924219a3131e427f6c0a2302a91b4996dd86da0"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelClientePorCpf"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"cpf"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CPF"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"clientePorCpf"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"cpf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"cpf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}}]}}]}}]} as unknown as DocumentNode<PainelClientePorCpfQuery, PainelClientePorCpfQueryVariables>;
export const PainelClientePorEmailDocument = {"__meta__":{"hash":"f222b7f312d64f68b30423236a428cf14a6907a831bfef318ce43be52dc0a06b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelClientePorEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"email"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EmailAddress"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"clientePorEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"email"},"value":{"kind":"Variable","name":{"kind":"Name","value":"email"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}}]}}]}}]} as unknown as DocumentNode<PainelClientePorEmailQuery, PainelClientePorEmailQueryVariables>;
export const PainelClientesDocument = {"__meta__":{"hash":"a4b6c3f9f9d8d95ce399d6ff5fba88ab9b16d52ad40986cf3a7c52d3bbfcec81"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelClientes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ClienteFiltro"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ordem"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ClienteOrdem"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"clientes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filtro"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}}},{"kind":"Argument","name":{"kind":"Name","value":"ordem"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ordem"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelClientesQuery, PainelClientesQueryVariables>;
export const PainelAtualizarEnderecoDocument = {"__meta__":{"hash":"bd3eefa6e346da26391f77593cb3b68d6ae4082c8e4f0a270a299ba4c77887d2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelAtualizarEndereco"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarEnderecoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"atualizarEndereco"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResultadoDoEndereco"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"logradouro"}},{"kind":"Field","name":{"kind":"Name","value":"numero"}},{"kind":"Field","name":{"kind":"Name","value":"complemento"}},{"kind":"Field","name":{"kind":"Name","value":"bairro"}},{"kind":"Field","name":{"kind":"Name","value":"cidade"}},{"kind":"Field","name":{"kind":"Name","value":"uf"}},{"kind":"Field","name":{"kind":"Name","value":"cep"}},{"kind":"Field","name":{"kind":"Name","value":"principal"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResultadoDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarEnderecoResultado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnderecoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"endereco"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoEndereco"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoEndereco"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PainelAtualizarEnderecoMutation, PainelAtualizarEnderecoMutationVariables>;
export const PainelCriarEnderecoDocument = {"__meta__":{"hash":"c2588444d4dc5edfc78961ab8be123dcfb45472d251ad6cecb7d71ed2cbd37c4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelCriarEndereco"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CriarEnderecoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"criarEndereco"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnderecoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"endereco"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoEndereco"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indisponivel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dominio"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"logradouro"}},{"kind":"Field","name":{"kind":"Name","value":"numero"}},{"kind":"Field","name":{"kind":"Name","value":"complemento"}},{"kind":"Field","name":{"kind":"Name","value":"bairro"}},{"kind":"Field","name":{"kind":"Name","value":"cidade"}},{"kind":"Field","name":{"kind":"Name","value":"uf"}},{"kind":"Field","name":{"kind":"Name","value":"cep"}},{"kind":"Field","name":{"kind":"Name","value":"principal"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]} as unknown as DocumentNode<PainelCriarEnderecoMutation, PainelCriarEnderecoMutationVariables>;
export const PainelDefinirEnderecoPrincipalDocument = {"__meta__":{"hash":"dd29485182d533ab23b8910ddcb7eac2f1306d4de12c092438668c072fa0eec9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelDefinirEnderecoPrincipal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VersaoDeEnderecoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"definirEnderecoPrincipal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResultadoDoEndereco"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"logradouro"}},{"kind":"Field","name":{"kind":"Name","value":"numero"}},{"kind":"Field","name":{"kind":"Name","value":"complemento"}},{"kind":"Field","name":{"kind":"Name","value":"bairro"}},{"kind":"Field","name":{"kind":"Name","value":"cidade"}},{"kind":"Field","name":{"kind":"Name","value":"uf"}},{"kind":"Field","name":{"kind":"Name","value":"cep"}},{"kind":"Field","name":{"kind":"Name","value":"principal"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResultadoDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarEnderecoResultado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnderecoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"endereco"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoEndereco"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoEndereco"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PainelDefinirEnderecoPrincipalMutation, PainelDefinirEnderecoPrincipalMutationVariables>;
export const PainelExcluirEnderecoDocument = {"__meta__":{"hash":"817407ac4bd91530a1f19906330a1da3707548cc2d53ee3ee159ec6d133bb5e4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelExcluirEndereco"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VersaoDeEnderecoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"excluirEndereco"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnderecoExcluido"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoEndereco"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoEndereco"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endereco"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"logradouro"}},{"kind":"Field","name":{"kind":"Name","value":"numero"}},{"kind":"Field","name":{"kind":"Name","value":"complemento"}},{"kind":"Field","name":{"kind":"Name","value":"bairro"}},{"kind":"Field","name":{"kind":"Name","value":"cidade"}},{"kind":"Field","name":{"kind":"Name","value":"uf"}},{"kind":"Field","name":{"kind":"Name","value":"cep"}},{"kind":"Field","name":{"kind":"Name","value":"principal"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}}]} as unknown as DocumentNode<PainelExcluirEnderecoMutation, PainelExcluirEnderecoMutationVariables>;
export const PainelAtualizarProdutoDocument = {"__meta__":{"hash":"506d48dff5804d40c47a6b6564b6bc4b20ce0100ccddc4ba200777bd15dcff3f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelAtualizarProduto"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarProdutoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"atualizarProduto"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResultadoDoProduto"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResultadoDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarProdutoResultado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProdutoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}},{"kind":"Field","name":{"kind":"Name","value":"descricao"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}},{"kind":"Field","name":{"kind":"Name","value":"descricao"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PainelAtualizarProdutoMutation, PainelAtualizarProdutoMutationVariables>;
export const PainelCompradoresDocument = {"__meta__":{"hash":"dfe1b9996eab4b71c3c8b433d564ef19ceff4bef9429249f3eee416cf17e6b67"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelCompradores"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"inventario"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"precoUnitario"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"adquiridoEm"}},{"kind":"Field","name":{"kind":"Name","value":"cliente"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelCompradoresQuery, PainelCompradoresQueryVariables>;
export const PainelCriarProdutoDocument = {"__meta__":{"hash":"901c4372ceeb60ee246dbfb5fe629561d51340cbedd8cb33d7f52284624b76a1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelCriarProduto"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CriarProdutoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"criarProduto"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProdutoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]} as unknown as DocumentNode<PainelCriarProdutoMutation, PainelCriarProdutoMutationVariables>;
export const PainelDescontinuarProdutoDocument = {"__meta__":{"hash":"86cc832183fed07995d35c51feb483b921bda54a903d91fd8ef1cd508be972b1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelDescontinuarProduto"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VersaoDeProdutoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"descontinuarProduto"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResultadoDoProduto"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResultadoDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarProdutoResultado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProdutoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}},{"kind":"Field","name":{"kind":"Name","value":"descricao"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}},{"kind":"Field","name":{"kind":"Name","value":"descricao"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PainelDescontinuarProdutoMutation, PainelDescontinuarProdutoMutationVariables>;
export const PainelProdutoDocument = {"__meta__":{"hash":"68df3c02dc4bc212c01540e80bd6f748b371cf611efce320216dbbeb317ef7d1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelProduto"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}},{"kind":"Field","name":{"kind":"Name","value":"descricao"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}},{"kind":"Field","name":{"kind":"Name","value":"resumo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResumoDeAquisicoes"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResumoDeAquisicoes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResumoDeAquisicoes"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"aquisicoes"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"primeiraAquisicao"}},{"kind":"Field","name":{"kind":"Name","value":"ultimaAquisicao"}},{"kind":"Field","name":{"kind":"Name","value":"ticketMedio"}}]}}]} as unknown as DocumentNode<PainelProdutoQuery, PainelProdutoQueryVariables>;
export const PainelProdutosDocument = {"__meta__":{"hash":"4bd453ac28f9594ae6a775c4de7d4e79dbb075cfcab202cd76ee7c36a369a563"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelProdutos"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProdutoFiltro"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ordem"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProdutoOrdem"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produtos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filtro"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filtro"}}},{"kind":"Argument","name":{"kind":"Name","value":"ordem"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ordem"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FimDaPagina"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FimDaPagina"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]} as unknown as DocumentNode<PainelProdutosQuery, PainelProdutosQueryVariables>;
export const PainelReativarProdutoDocument = {"__meta__":{"hash":"41b6765d713ad1d0b29d0c93f995d74cf98254d08727264647aa3884f8fd8508"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelReativarProduto"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VersaoDeProdutoEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reativarProduto"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ResultadoDoProduto"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DadosDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}},{"kind":"Field","name":{"kind":"Name","value":"preco"}},{"kind":"Field","name":{"kind":"Name","value":"ativo"}},{"kind":"Field","name":{"kind":"Name","value":"versao"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CamposInvalidos"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"campos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"campo"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OQueFalta"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ResultadoDoProduto"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AtualizarProdutoResultado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProdutoGravado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}},{"kind":"Field","name":{"kind":"Name","value":"descricao"}},{"kind":"Field","name":{"kind":"Name","value":"atualizadoEm"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ErroDeValidacao"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CamposInvalidos"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NaoEncontrado"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OQueFalta"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conflito"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"codigo"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}},{"kind":"Field","name":{"kind":"Name","value":"atual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Produto"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"DadosDoProduto"}},{"kind":"Field","name":{"kind":"Name","value":"descricao"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PainelReativarProdutoMutation, PainelReativarProdutoMutationVariables>;
export const PainelReenviarEventosDocument = {"__meta__":{"hash":"16ed5097c9df7f5cfff0cd0da39e17e7d6ae5d4a6f8d5acba5ae2d55803394e5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PainelReenviarEventos"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReenviarEventosEntrada"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reenviarEventos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entrada"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entrada"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ReenvioPedido"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reenvio"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Erro"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"mensagem"}}]}}]}}]}}]} as unknown as DocumentNode<PainelReenviarEventosMutation, PainelReenviarEventosMutationVariables>;
export const PainelSaudeDocument = {"__meta__":{"hash":"1d704b79255a2a53f7339e1195acb557d59584de764732ef4f0906820ac1af80"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelSaude"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"saude"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instante"}},{"kind":"Field","name":{"kind":"Name","value":"roteadores"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"maquina"}},{"kind":"Field","name":{"kind":"Name","value":"vistoEm"}},{"kind":"Field","name":{"kind":"Name","value":"emDia"}},{"kind":"Field","name":{"kind":"Name","value":"acessosAguardando"}},{"kind":"Field","name":{"kind":"Name","value":"acessosPerdidos"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dominios"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estado"}},{"kind":"Field","name":{"kind":"Name","value":"enderecos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"roteador"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"maquina"}}]}},{"kind":"Field","name":{"kind":"Name","value":"endereco"}},{"kind":"Field","name":{"kind":"Name","value":"estado"}},{"kind":"Field","name":{"kind":"Name","value":"circuito"}},{"kind":"Field","name":{"kind":"Name","value":"latenciaMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caixaDeSaida"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"destino"}},{"kind":"Field","name":{"kind":"Name","value":"pendentes"}},{"kind":"Field","name":{"kind":"Name","value":"mortos"}},{"kind":"Field","name":{"kind":"Name","value":"atrasoSegundos"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eventosMortos"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"evento"}},{"kind":"Field","name":{"kind":"Name","value":"destino"}},{"kind":"Field","name":{"kind":"Name","value":"tipo"}},{"kind":"Field","name":{"kind":"Name","value":"tentativas"}},{"kind":"Field","name":{"kind":"Name","value":"motivo"}},{"kind":"Field","name":{"kind":"Name","value":"criadoEm"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"reenvios"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dominio"}},{"kind":"Field","name":{"kind":"Name","value":"evento"}},{"kind":"Field","name":{"kind":"Name","value":"usuario"}},{"kind":"Field","name":{"kind":"Name","value":"pedidoEm"}},{"kind":"Field","name":{"kind":"Name","value":"estado"}},{"kind":"Field","name":{"kind":"Name","value":"entregas"}}]}}]}}]}}]} as unknown as DocumentNode<PainelSaudeQuery, PainelSaudeQueryVariables>;
export const PainelVendasDocument = {"__meta__":{"hash":"3353fe5d01e313669dd234fd841bd44c403ee5d5b976ea1a05f42f867d159256"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PainelVendas"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"de"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ate"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"granularidade"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Granularidade"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"categoria"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produtosMaisAdquiridos"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"de"},"value":{"kind":"Variable","name":{"kind":"Name","value":"de"}}},{"kind":"Argument","name":{"kind":"Name","value":"ate"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ate"}}},{"kind":"Argument","name":{"kind":"Name","value":"categoria"},"value":{"kind":"Variable","name":{"kind":"Name","value":"categoria"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"produto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sku"}},{"kind":"Field","name":{"kind":"Name","value":"nome"}},{"kind":"Field","name":{"kind":"Name","value":"categoria"}}]}},{"kind":"Field","name":{"kind":"Name","value":"aquisicoes"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"aquisicoesPorPeriodo"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"granularidade"},"value":{"kind":"Variable","name":{"kind":"Name","value":"granularidade"}}},{"kind":"Argument","name":{"kind":"Name","value":"de"},"value":{"kind":"Variable","name":{"kind":"Name","value":"de"}}},{"kind":"Argument","name":{"kind":"Name","value":"ate"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ate"}}},{"kind":"Argument","name":{"kind":"Name","value":"categoria"},"value":{"kind":"Variable","name":{"kind":"Name","value":"categoria"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"ate"}},{"kind":"Field","name":{"kind":"Name","value":"aquisicoes"}},{"kind":"Field","name":{"kind":"Name","value":"quantidade"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]}}]} as unknown as DocumentNode<PainelVendasQuery, PainelVendasQueryVariables>;