export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A Brazilian postal code. Accepted with or without the hyphen, answered as `00000-000`. */
  CEP: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  /** One address by id; null when there is none. */
  endereco: Maybe<Endereco>;
  /**
   * The addresses of a state, or of one city of it, by city, A to Z, page by page: with `Endereco.cliente`, the customers who live
   * or work there. Null only when this domain is unavailable.
   */
  enderecos: Maybe<EnderecoConnection>;
};


export type QueryEnderecoArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEnderecosArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filtro: EnderecoFiltro;
};

/** Which addresses a list has. */
export type EnderecoFiltro = {
  /** Only those of this state. */
  uf: Uf;
  /** Only those of this city of it, case and accents aside; 1 to 80 characters. */
  cidade?: InputMaybe<Scalars['String']['input']>;
};

/** A page of addresses. */
export type EnderecoConnection = {
  /** The addresses of this page with their cursors. */
  edges: Array<EnderecoEdge>;
  /** The addresses of this page. */
  nodes: Array<Endereco>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many addresses the whole list has. Counted only when selected. */
  totalCount: Scalars['Int']['output'];
};

/** An address at its place in a list. */
export type EnderecoEdge = {
  /** Opaque position of this address, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The address. */
  node: Endereco;
};

/** Where a page stands in its list. */
export type PageInfo = {
  /** Whether the list goes on after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether the list has something before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first element of this page; null when the page is empty. */
  startCursor: Maybe<Scalars['String']['output']>;
  /** Cursor of the last element of this page; null when the page is empty. */
  endCursor: Maybe<Scalars['String']['output']>;
};

/** An object that is found by one id over all domains. */
export type Node = {
  /** Identifies the object among all objects of the graph: opaque, and the same for ever. */
  nodeId: Scalars['ID']['output'];
};

/** A postal address of a customer. */
export type Endereco = Node & {
  /** Identifies the address. */
  id: Scalars['ID']['output'];
  /** Identifies the object among all objects of the graph, for `node` and `nodes`. */
  nodeId: Scalars['ID']['output'];
  /** What the address is used for. */
  tipo: TipoEndereco;
  /** Street, avenue or square, without the number. */
  logradouro: Scalars['String']['output'];
  /** House number, or `S/N` where there is none. */
  numero: Scalars['String']['output'];
  /** Flat, block or landmark. */
  complemento: Maybe<Scalars['String']['output']>;
  /** Neighbourhood. */
  bairro: Scalars['String']['output'];
  /** City. */
  cidade: Scalars['String']['output'];
  /** State, one of the 27 Brazilian abbreviations. */
  uf: Uf;
  /** Postal code. */
  cep: Scalars['CEP']['output'];
  /** Country, ISO 3166-1 alpha-2. */
  pais: Scalars['String']['output'];
  /** Whether this is the customer's principal address; at most one is. */
  principal: Scalars['Boolean']['output'];
  /** Whose address it is; null when the customer is gone or its domain is unavailable. */
  cliente: Maybe<Cliente>;
  /** Grows by one with every change. */
  versao: Scalars['Int']['output'];
};

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

/** A person who is a customer of the company. */
export type Cliente = {
  /** Identifies the customer in every domain. */
  id: Scalars['ID']['output'];
  /** The customer's addresses (at most 50), the principal one first. Null only when this domain is unavailable. */
  enderecos: Maybe<Array<Endereco>>;
  /** The customer's principal address; null when there is none. */
  enderecoPrincipal: Maybe<Endereco>;
};

export type Mutation = {
  /** Adds an address to a customer; the first one is the principal one. */
  criarEndereco: Maybe<CriarEnderecoResultado>;
  /** Changes an address; fields that are left out stay as they are. */
  atualizarEndereco: Maybe<AtualizarEnderecoResultado>;
  /** Deletes an address; when it was the principal one, the oldest of the others becomes it. */
  excluirEndereco: Maybe<ExcluirEnderecoResultado>;
  /** Makes an address the customer's principal one. */
  definirEnderecoPrincipal: Maybe<AtualizarEnderecoResultado>;
};


export type MutationCriarEnderecoArgs = {
  entrada: CriarEnderecoEntrada;
};


export type MutationAtualizarEnderecoArgs = {
  entrada: AtualizarEnderecoEntrada;
};


export type MutationExcluirEnderecoArgs = {
  entrada: VersaoDeEnderecoEntrada;
};


export type MutationDefinirEnderecoPrincipalArgs = {
  entrada: VersaoDeEnderecoEntrada;
};

/** An address to add. */
export type CriarEnderecoEntrada = {
  /** Whose address it is. */
  clienteId: Scalars['ID']['input'];
  /** What it is used for. */
  tipo: TipoEndereco;
  /** Street, avenue or square, 1 to 160 characters in one line. */
  logradouro: Scalars['String']['input'];
  /** House number, or `S/N`; 1 to 10 characters in one line. */
  numero: Scalars['String']['input'];
  /** Flat, block or landmark, at most 80 characters in one line. */
  complemento?: InputMaybe<Scalars['String']['input']>;
  /** Neighbourhood, 1 to 80 characters in one line. */
  bairro: Scalars['String']['input'];
  /** City, 1 to 80 characters in one line. */
  cidade: Scalars['String']['input'];
  /** State, one of the 27 abbreviations. */
  uf: Scalars['String']['input'];
  /** Postal code, with or without the hyphen. */
  cep: Scalars['String']['input'];
  /** Whether it becomes the principal address. */
  principal?: InputMaybe<Scalars['Boolean']['input']>;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of an address. */
export type AtualizarEnderecoEntrada = {
  /** The address. */
  id: Scalars['ID']['input'];
  /** The version that the change is based on. */
  versao: Scalars['Int']['input'];
  /** What it is used for. */
  tipo?: InputMaybe<TipoEndereco>;
  /** Street, avenue or square, 1 to 160 characters in one line. */
  logradouro?: InputMaybe<Scalars['String']['input']>;
  /** House number, or `S/N`; 1 to 10 characters in one line. */
  numero?: InputMaybe<Scalars['String']['input']>;
  /** Flat, block or landmark; null removes it. */
  complemento?: InputMaybe<Scalars['String']['input']>;
  /** Neighbourhood, 1 to 80 characters in one line. */
  bairro?: InputMaybe<Scalars['String']['input']>;
  /** City, 1 to 80 characters in one line. */
  cidade?: InputMaybe<Scalars['String']['input']>;
  /** State, one of the 27 abbreviations. */
  uf?: InputMaybe<Scalars['String']['input']>;
  /** Postal code, with or without the hyphen. */
  cep?: InputMaybe<Scalars['String']['input']>;
};

/** An address in a version of it. */
export type VersaoDeEnderecoEntrada = {
  /** The address. */
  id: Scalars['ID']['input'];
  /** The version that the decision is based on. */
  versao: Scalars['Int']['input'];
};

/** An address was written. */
export type EnderecoGravado = {
  /** The address as written. */
  endereco: Endereco;
};

/** An address was deleted. */
export type EnderecoExcluido = {
  /** The id that it had. */
  id: Scalars['ID']['output'];
  /** Whose address it was. */
  cliente: Maybe<Cliente>;
};

/** What can come of adding an address. */
export type CriarEnderecoResultado = EnderecoGravado | ErroDeValidacao | NaoEncontrado | Conflito | Indisponivel;

/** What can come of changing an address. */
export type AtualizarEnderecoResultado = EnderecoGravado | ErroDeValidacao | NaoEncontrado | Conflito;

/** What can come of deleting an address. */
export type ExcluirEnderecoResultado = EnderecoExcluido | ErroDeValidacao | NaoEncontrado | Conflito;

/** What a conflict can be about. */
export type Entidade = Endereco;

/** Why a write was not carried out. */
export type Erro = {
  /** What happened, for people. */
  mensagem: Scalars['String']['output'];
};

/** Why a write was refused, with what the client holds or what stands in its way. */
export type Conflito = Erro & {
  /** What stands in the way. */
  codigo: CodigoDeConflito;
  /** What stands in the way, for people. */
  mensagem: Scalars['String']['output'];
  /** The entity as it is now, when the write came from an older version of it. */
  atual: Maybe<Entidade>;
};

/** What can stand in the way of a write. */
export type CodigoDeConflito =
  /** Somebody else has changed the entity since the version that was sent. */
  | 'VERSAO'
  /** The idempotency key was used with another input. */
  | 'CHAVE_REUTILIZADA'
  /** What was created with this idempotency key is gone. */
  | 'RECURSO_EXCLUIDO'
  /** The customer has 50 addresses already. */
  | 'LIMITE_DE_ENDERECOS';

/** An input that breaks rules; every broken field is listed. */
export type ErroDeValidacao = Erro & {
  /** How many fields are broken, for people. */
  mensagem: Scalars['String']['output'];
  /** The broken fields. */
  campos: Array<CampoInvalido>;
};

/** A field that breaks a rule. */
export type CampoInvalido = {
  /** Name of the field in the input. */
  campo: Scalars['String']['output'];
  /** The rule. */
  codigo: CodigoDeValidacao;
  /** The rule, for people. */
  mensagem: Scalars['String']['output'];
};

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

/** What the input names does not exist. */
export type NaoEncontrado = Erro & {
  /** Type of what does not exist, such as `Cliente`. */
  tipo: Scalars['String']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** What does not exist, for people. */
  mensagem: Scalars['String']['output'];
};

/** The domain that owns a reference does not answer. Nothing was written; the same request may work later. */
export type Indisponivel = Erro & {
  /** The domain that does not answer. */
  dominio: Scalars['String']['output'];
  /** What happened, for people. */
  mensagem: Scalars['String']['output'];
  /** When to try again, seconds. */
  tentarNovamenteEmSegundos: Scalars['Int']['output'];
};
