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
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  /**
   * The requests that routers have answered to users, newest first. What was turned away before anybody had logged in is
   * not among them. Null only when this domain is unavailable.
   */
  acessos: Maybe<AcessoConnection>;
  /**
   * Who was given which customer's personal data (LGPD, art. 37), newest first: of one user after credentials were lost, or of
   * everybody for a time. Null only when this domain is unavailable.
   */
  acessosAosDados: Maybe<AcessoAosDadosConnection>;
  /**
   * What was asked of the graph in a time: how much, with how many errors, and how long it took, in groups. Times are within 1 %.
   * Null only when this domain is unavailable.
   */
  analiseDeAcessos: Maybe<AnaliseDeAcessos>;
};


export type QueryAcessosArgs = {
  filtro?: InputMaybe<AcessoFiltro>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAcessosAosDadosArgs = {
  filtro?: InputMaybe<AcessoAosDadosFiltro>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAnaliseDeAcessosArgs = {
  de: Scalars['DateTime']['input'];
  ate: Scalars['DateTime']['input'];
  agruparPor: AgrupamentoDeAcessos;
  ordem?: OrdemDaAnalise;
  first?: Scalars['Int']['input'];
};

/** A person who is a customer of the company. */
export type Cliente = {
  /** Identifies the customer in every domain. */
  id: Scalars['ID']['output'];
  /**
   * Who was given this customer's personal data, newest first: what a customer may ask for (LGPD, art. 19). Null only when this
   * domain is unavailable.
   */
  acessosAosDados: Maybe<AcessoAosDadosConnection>;
};


/** A person who is a customer of the company. */
export type ClienteAcessosAosDadosArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** A request that a router has answered. */
export type Acesso = {
  /** Identifies the request. */
  id: Scalars['ID']['output'];
  /** When it came. */
  instante: Scalars['DateTime']['output'];
  /** Who sent it, by the name used to log in. */
  usuario: Scalars['String']['output'];
  /** What program sent it, by what it says of itself; null when it says nothing. */
  aplicacao: Maybe<Scalars['String']['output']>;
  /** The version of that program, by what it says of itself. */
  versaoDaAplicacao: Maybe<Scalars['String']['output']>;
  /** The operation's name; null when it has none, and when the request had no valid operation. */
  operacao: Maybe<Scalars['String']['output']>;
  /** SHA-256 of the operation without the values in it: the same for requests that differ by values only. */
  hashDaOperacao: Maybe<Scalars['String']['output']>;
  /** What kind of operation it was; null when the request had no valid one. */
  tipo: Maybe<TipoDeOperacao>;
  /** Whether the operation is one of the trusted documents. */
  documentoConfiavel: Scalars['Boolean']['output'];
  /** HTTP status of the answer. */
  status: Scalars['Int']['output'];
  /** The different codes of errors in the answer. */
  erros: Array<Scalars['String']['output']>;
  /** How long it took, milliseconds. */
  duracaoMs: Scalars['Float']['output'];
  /** How many bytes the answer had, before it was compressed. */
  bytes: Scalars['Int']['output'];
  /** What the request asked of each subgraph. */
  subgrafos: Array<AcessoASubgrafo>;
  /** Fields of customers' personal data that were given out. */
  camposPessoais: Array<Scalars['String']['output']>;
  /** The id of the request, as in the logs of all parts and in the answer's `x-request-id`. */
  requisicao: Scalars['String']['output'];
};

/** What one request asked of one subgraph. */
export type AcessoASubgrafo = {
  /** Which subgraph. */
  subgrafo: Scalars['String']['output'];
  /** How often it was asked. */
  requisicoes: Scalars['Int']['output'];
  /** How long that took together, milliseconds. */
  duracaoMs: Scalars['Float']['output'];
};

/** Personal data of one customer that were given out in the answer to one request. */
export type AcessoAosDados = {
  /** Identifies the entry. */
  id: Scalars['ID']['output'];
  /** When the request came. */
  instante: Scalars['DateTime']['output'];
  /** Who was given the data, by the name used to log in. */
  usuario: Scalars['String']['output'];
  /** What program asked, by what it says of itself; null when it says nothing. */
  aplicacao: Maybe<Scalars['String']['output']>;
  /** The operation's name; null when it has none. */
  operacao: Maybe<Scalars['String']['output']>;
  /** SHA-256 of the operation without the values in it. */
  hashDaOperacao: Maybe<Scalars['String']['output']>;
  /** Which fields, as `Type.field`, such as `Cliente.email`. */
  campos: Array<Scalars['String']['output']>;
  /** Whose data; null once the customer has been erased, which nothing brings back. */
  cliente: Maybe<Cliente>;
  /** The id of the request, as in `Acesso.requisicao`. */
  requisicao: Scalars['String']['output'];
};

/** Conditions on requests; all that are given must hold. */
export type AcessoFiltro = {
  /** At or after this instant. */
  de?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this instant. */
  ate?: InputMaybe<Scalars['DateTime']['input']>;
  /** Sent by this user. */
  usuario?: InputMaybe<Scalars['String']['input']>;
  /** Sent by the program of this name. */
  aplicacao?: InputMaybe<Scalars['String']['input']>;
  /** Of an operation of this name. */
  operacao?: InputMaybe<Scalars['String']['input']>;
  /** Of this operation. */
  hashDaOperacao?: InputMaybe<Scalars['String']['input']>;
  /** Of this kind of operation. */
  tipo?: InputMaybe<TipoDeOperacao>;
  /** Whether the answer had errors, or a status of 400 or more. */
  comErro?: InputMaybe<Scalars['Boolean']['input']>;
  /** Took at least so long, milliseconds. */
  duracaoMinimaMs?: InputMaybe<Scalars['Int']['input']>;
  /** The request with this id. */
  requisicao?: InputMaybe<Scalars['String']['input']>;
};

/** Conditions on entries of the audit; all that are given must hold. */
export type AcessoAosDadosFiltro = {
  /** At or after this instant. */
  de?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this instant. */
  ate?: InputMaybe<Scalars['DateTime']['input']>;
  /** Given to this user. */
  usuario?: InputMaybe<Scalars['String']['input']>;
};

/** The kinds of operation that there are. */
export type TipoDeOperacao =
  /** Reads. */
  | 'QUERY'
  /** Writes. */
  | 'MUTATION';

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
  /** The hour in which it came. */
  | 'HORA'
  /** The day on which it came, in Brasília's time. */
  | 'DIA';

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

/** What was asked of the graph in a time. */
export type AnaliseDeAcessos = {
  /** All requests of the time. */
  total: MedidasDeAcessos;
  /** The groups. A request that is in several, such as by subgraph, counts in each. */
  grupos: Array<GrupoDeAcessos>;
  /** Requests of whatever time that have arrived and are not in any figure yet, which takes seconds. */
  aguardando: Scalars['Int']['output'];
};

/** Figures of some requests. Numbers of requests and bytes are whole. */
export type MedidasDeAcessos = {
  /** How many. */
  requisicoes: Scalars['Float']['output'];
  /** How many of them had errors in the answer, or a status of 400 or more. */
  erros: Scalars['Float']['output'];
  /** Their share, from 0 to 1. */
  parteComErros: Scalars['Float']['output'];
  /** Bytes of their answers, before they were compressed. */
  bytes: Scalars['Float']['output'];
  /** How long they took together, milliseconds. */
  duracaoTotalMs: Scalars['Float']['output'];
  /** Half of them took no longer, milliseconds; null when there are none. */
  p50Ms: Maybe<Scalars['Float']['output']>;
  /** 95 of 100 took no longer, milliseconds. */
  p95Ms: Maybe<Scalars['Float']['output']>;
  /** 99 of 100 took no longer, milliseconds. */
  p99Ms: Maybe<Scalars['Float']['output']>;
};

/** A group of an analysis. */
export type GrupoDeAcessos = {
  /**
   * What they have in common: an operation's hash, a user, a program, a subgraph, a field, a code, or where an hour or a day
   * begins. `(outros)` are those that were too many to tell apart in a minute.
   */
  chave: Scalars['String']['output'];
  /** The same for people: the name of an operation. */
  rotulo: Scalars['String']['output'];
  /** Their figures. */
  medidas: MedidasDeAcessos;
};

/** A page of requests. */
export type AcessoConnection = {
  /** The requests of this page with their cursors. */
  edges: Array<AcessoEdge>;
  /** The requests of this page. */
  nodes: Array<Acesso>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
};

/** A request at its place in a list. */
export type AcessoEdge = {
  /** Opaque position of this request, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The request. */
  node: Acesso;
};

/** A page of entries of the audit. */
export type AcessoAosDadosConnection = {
  /** The entries of this page with their cursors. */
  edges: Array<AcessoAosDadosEdge>;
  /** The entries of this page. */
  nodes: Array<AcessoAosDados>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
};

/** An entry of the audit at its place in a list. */
export type AcessoAosDadosEdge = {
  /** Opaque position of this entry, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: AcessoAosDados;
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
