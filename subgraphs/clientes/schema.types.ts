export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, ISO 8601 with milliseconds: `2026-01-31T12:30:00.000Z`. */
  DateTime: { input: Date; output: Date; }
  /** A calendar date without a time zone, ISO 8601: `1990-04-21`. */
  Date: { input: string; output: string; }
  /** An e-mail address, at most 254 characters, kept in lower case. */
  EmailAddress: { input: string; output: string; }
  /** A Brazilian CPF with valid check digits. Accepted with or without punctuation, answered as `000.000.000-00`. */
  CPF: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  /** One customer by id; null when there is none. */
  cliente: Maybe<Cliente>;
  /** One customer by CPF; null when there is none. */
  clientePorCpf: Maybe<Cliente>;
  /** One customer by e-mail address; null when there is none. */
  clientePorEmail: Maybe<Cliente>;
  /**
   * The customers with these ids, each in its place and as often as it is asked for; null in the place of one that there is not.
   * Null only when this domain is unavailable.
   */
  clientesPorIds: Maybe<Array<Maybe<Cliente>>>;
  /** How far the erasure of a customer is; null when nobody asked for it. */
  exclusao: Maybe<Exclusao>;
  /** The customers, page by page. Null only when this domain is unavailable. */
  clientes: Maybe<ClienteConnection>;
};


export type QueryClienteArgs = {
  id: Scalars['ID']['input'];
};


export type QueryClientePorCpfArgs = {
  cpf: Scalars['CPF']['input'];
};


export type QueryClientePorEmailArgs = {
  email: Scalars['EmailAddress']['input'];
};


export type QueryClientesPorIdsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryExclusaoArgs = {
  id: Scalars['ID']['input'];
};


export type QueryClientesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filtro?: InputMaybe<ClienteFiltro>;
  ordem?: ClienteOrdem;
};

/** An object that is found by one id over all domains. */
export type Node = {
  /** Identifies the object among all objects of the graph: opaque, and the same for ever. */
  nodeId: Scalars['ID']['output'];
};

/** A person who is a customer of the company. */
export type Cliente = Node & {
  /** Identifies the customer in every domain. */
  id: Scalars['ID']['output'];
  /** Identifies the object among all objects of the graph, for `node` and `nodes`. */
  nodeId: Scalars['ID']['output'];
  /** Full name, 2 to 120 characters. */
  nome: Scalars['String']['output'];
  /** Unique e-mail address. Null only to users who may not see it. */
  email: Maybe<Scalars['EmailAddress']['output']>;
  /** Unique taxpayer number. Null only to users who may not see it. */
  cpf: Maybe<Scalars['CPF']['output']>;
  /** Telephone in E.164: `+5511987654321`. */
  telefone: Maybe<Scalars['String']['output']>;
  /** Date of birth. */
  dataNascimento: Maybe<Scalars['Date']['output']>;
  /** Age in completed years today in Brasília's time zone; null without a date of birth. */
  idade: Maybe<Scalars['Int']['output']>;
  /** When the customer was registered. */
  criadoEm: Scalars['DateTime']['output'];
  /** When the customer last changed. */
  atualizadoEm: Scalars['DateTime']['output'];
  /** Grows by one with every change; sent back with an update or a delete to detect that somebody else wrote first. */
  versao: Scalars['Int']['output'];
};

/** Conditions on customers; all that are given must hold. */
export type ClienteFiltro = {
  /** Words that the name must contain, in any order; each may be the beginning of a word. Words of one or two letters count only where there is no longer one. 2 to 100 characters. */
  texto?: InputMaybe<Scalars['String']['input']>;
  /** Registered at or after this instant. */
  criadoDe?: InputMaybe<Scalars['DateTime']['input']>;
  /** Registered before this instant. */
  criadoAte?: InputMaybe<Scalars['DateTime']['input']>;
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

/** A page of customers. */
export type ClienteConnection = {
  /** The customers of this page with their cursors. */
  edges: Array<ClienteEdge>;
  /** The customers of this page. */
  nodes: Array<Cliente>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many customers the whole list has. Counted only when selected. */
  totalCount: Scalars['Int']['output'];
};

/** A customer at its place in a list. */
export type ClienteEdge = {
  /** Opaque position of this customer, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The customer. */
  node: Cliente;
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

export type Mutation = {
  /** Registers a customer. */
  criarCliente: Maybe<CriarClienteResultado>;
  /** Changes a customer; fields that are left out stay as they are. */
  atualizarCliente: Maybe<AtualizarClienteResultado>;
  /**
   * Erases a customer (LGPD art. 18, VI): the customer's data and addresses are deleted, purchases stay without any
   * link to the person. `exclusao` tells when every domain has done so.
   */
  excluirCliente: Maybe<ExcluirClienteResultado>;
};


export type MutationCriarClienteArgs = {
  entrada: CriarClienteEntrada;
};


export type MutationAtualizarClienteArgs = {
  entrada: AtualizarClienteEntrada;
};


export type MutationExcluirClienteArgs = {
  entrada: ExcluirClienteEntrada;
};

/** A customer to register. */
export type CriarClienteEntrada = {
  /** Full name, 2 to 120 characters in one line. */
  nome: Scalars['String']['input'];
  /** E-mail address that no other customer has, at most 254 characters. It is kept in lower case: case tells no two apart. */
  email: Scalars['String']['input'];
  /** CPF that no other customer has, with or without punctuation. */
  cpf: Scalars['String']['input'];
  /** Telephone in E.164: `+5511987654321`. */
  telefone?: InputMaybe<Scalars['String']['input']>;
  /** Date of birth, `1990-04-21`, at most 130 years ago. */
  dataNascimento?: InputMaybe<Scalars['String']['input']>;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of a customer. */
export type AtualizarClienteEntrada = {
  /** The customer. */
  id: Scalars['ID']['input'];
  /** The version that the change is based on. */
  versao: Scalars['Int']['input'];
  /** Full name, 2 to 120 characters in one line. */
  nome?: InputMaybe<Scalars['String']['input']>;
  /** E-mail address that no other customer has; kept in lower case. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Telephone in E.164; null removes it. */
  telefone?: InputMaybe<Scalars['String']['input']>;
  /** Date of birth; null removes it. */
  dataNascimento?: InputMaybe<Scalars['String']['input']>;
};

/** A customer to erase. */
export type ExcluirClienteEntrada = {
  /** The customer. */
  id: Scalars['ID']['input'];
  /** The version that the decision is based on. */
  versao: Scalars['Int']['input'];
};

/** A customer was written. */
export type ClienteGravado = {
  /** The customer as written. */
  cliente: Cliente;
};

/** A customer was erased here; the other domains follow. */
export type ClienteExcluido = {
  /** The id that the customer had. */
  id: Scalars['ID']['output'];
  /** How far the erasure is. */
  exclusao: Exclusao;
};

/** What can come of registering a customer. */
export type CriarClienteResultado = ClienteGravado | ErroDeValidacao | Conflito;

/** What can come of changing a customer. */
export type AtualizarClienteResultado = ClienteGravado | ErroDeValidacao | NaoEncontrado | Conflito;

/** What can come of erasing a customer. */
export type ExcluirClienteResultado = ClienteExcluido | ErroDeValidacao | NaoEncontrado | Conflito;

/** The erasure of a customer over all domains. Holds no personal data. */
export type Exclusao = {
  /** The id that the customer had. */
  id: Scalars['ID']['output'];
  /** How far it is. */
  estado: EstadoDaExclusao;
  /** When it was asked for. */
  solicitadaEm: Scalars['DateTime']['output'];
  /** The domains that have not confirmed it yet. */
  dominiosPendentes: Array<Scalars['String']['output']>;
};

/** How far an erasure is. */
export type EstadoDaExclusao =
  /** Some domains have not confirmed it yet. */
  | 'EM_ANDAMENTO'
  /** Every domain has erased what it had. */
  | 'CONCLUIDA';

/** What a conflict can be about. */
export type Entidade = Cliente;

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
  /** Another customer has this CPF. */
  | 'CPF_EM_USO'
  /** Another customer has this e-mail address. */
  | 'EMAIL_EM_USO'
  /** The idempotency key was used with another input. */
  | 'CHAVE_REUTILIZADA'
  /** What was created with this idempotency key is gone. */
  | 'RECURSO_EXCLUIDO';

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
