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
  /**
   * How the parts of the graph are, as its routers have last found them, which they report every few seconds. A domain that does
   * not answer is shown as such, and takes nothing from the others. Null only when this domain is unavailable.
   */
  saude: Maybe<Saude>;
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

export type Mutation = {
  /**
   * Asks for dead events of a domain to be tried again. A router passes it on within seconds; `saude.reenvios` tells what came of
   * it. Asked for again it changes nothing for events that wait or were delivered.
   */
  reenviarEventos: Maybe<ReenviarEventosResultado>;
};


export type MutationReenviarEventosArgs = {
  entrada: ReenviarEventosEntrada;
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
  /** How many bytes the answer had, before it was compressed; 2147483647 is that many or more. */
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
  /** The hour in which it came, of the last 400 days. */
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

/** How the parts of the graph are. */
export type Saude = {
  /** When this was read. */
  instante: Scalars['DateTime']['output'];
  /** The routers that have reported in the last ten minutes, and have not said that they end; at most 100. */
  roteadores: Array<Roteador>;
  /** Every domain that one of them knows, by name. */
  dominios: Array<Dominio>;
  /** Dead events that somebody has asked to be tried again, the last 50, newest first. */
  reenvios: Array<Reenvio>;
};

/** A router, by what it says of itself. */
export type Roteador = {
  /** Identifies the router from its start to its end. */
  id: Scalars['ID']['output'];
  /** The machine that it runs on. */
  maquina: Scalars['String']['output'];
  /** When it started. */
  iniciadoEm: Scalars['DateTime']['output'];
  /** When it last reported. */
  vistoEm: Scalars['DateTime']['output'];
  /** Whether that was lately: of one that does not report any more nothing is known, and its findings count no more. */
  emDia: Scalars['Boolean']['output'];
  /** Requests that it has answered and that nobody has taken over yet. */
  acessosAguardando: Scalars['Int']['output'];
  /** Bytes of reports on requests that wait in its folder, or its memory, to be sent again. */
  bytesAguardando: Scalars['Float']['output'];
  /** Requests since its start that are lost to the record. */
  acessosPerdidos: Scalars['Float']['output'];
};

/** A domain of the graph: one subgraph, at one address or several. */
export type Dominio = {
  /** Its name, such as `clientes`. */
  id: Scalars['ID']['output'];
  /** How it is, by all that routers have found lately. */
  estado: EstadoDeDominio;
  /** Each address, as each router finds it. */
  enderecos: Array<EnderecoDeDominio>;
  /** What waits for each domain that its events go to; empty where it sends none, null while that is not known. */
  caixaDeSaida: Maybe<Array<FilaDeEventos>>;
  /** Its dead events, the oldest 20; null while they are not known. */
  eventosMortos: Maybe<Array<EventoMorto>>;
};

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

/** An address of a domain, as one router finds it. */
export type EnderecoDeDominio = {
  /** The router. */
  roteador: Roteador;
  /** `host:port`; null where both are one process. */
  endereco: Maybe<Scalars['String']['output']>;
  /** Whether it answers. */
  estado: EstadoDeEndereco;
  /** Whether the router sends requests there. */
  circuito: EstadoDeCircuito;
  /** How long it took to say so, milliseconds; null when it did not. */
  latenciaMs: Maybe<Scalars['Float']['output']>;
  /** Requests to it without an answer so far. */
  requisicoesEmAndamento: Scalars['Int']['output'];
};

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

/** Whether requests are sent to an address. */
export type EstadoDeCircuito =
  /** They are. */
  | 'FECHADO'
  /** None is, as nearly none was answered. */
  | 'ABERTO'
  /** None is until it has answered a probe. */
  | 'MEIO_ABERTO';

/** Events of a domain on their way to another one. */
export type FilaDeEventos = {
  /** Where they go. */
  destino: Scalars['String']['output'];
  /** Those that it has not confirmed and that are tried again. */
  pendentes: Scalars['Int']['output'];
  /** Those of them that a broker has. */
  publicados: Scalars['Int']['output'];
  /** Those that are not tried again until somebody asks for it. */
  mortos: Scalars['Int']['output'];
  /** Age of the oldest that is not confirmed, seconds. */
  atrasoSegundos: Scalars['Float']['output'];
};

/** An event that is not tried again until somebody asks for it, and that holds back later ones about the same thing. */
export type EventoMorto = {
  /** Its number in the outbox of its domain, for `reenviarEventos`. */
  evento: Scalars['ID']['output'];
  /** Where it goes. */
  destino: Scalars['String']['output'];
  /** What it tells, such as `ClienteExcluido`. */
  tipo: Scalars['String']['output'];
  /** How often it was tried. */
  tentativas: Scalars['Int']['output'];
  /** Why it failed last. */
  motivo: Maybe<Scalars['String']['output']>;
  /** When what it tells happened. */
  criadoEm: Maybe<Scalars['DateTime']['output']>;
};

/** That dead events of a domain are tried again, as somebody has asked for. */
export type Reenvio = {
  /** Identifies it. */
  id: Scalars['ID']['output'];
  /** Whose events. */
  dominio: Scalars['String']['output'];
  /** Which event; null for all dead ones. */
  evento: Maybe<Scalars['ID']['output']>;
  /** Who has asked for it, by the name used to log in. */
  usuario: Scalars['String']['output'];
  /** When. */
  pedidoEm: Scalars['DateTime']['output'];
  /** What has become of it. */
  estado: EstadoDeReenvio;
  /** How many deliveries are tried again; null until that is known. */
  entregas: Maybe<Scalars['Int']['output']>;
  /** When that was known. */
  concluidoEm: Maybe<Scalars['DateTime']['output']>;
};

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

/** Dead events to try again. */
export type ReenviarEventosEntrada = {
  /** Whose events, such as `clientes`. */
  dominio: Scalars['String']['input'];
  /** Which event, by its number; without one all dead ones of the domain. */
  evento?: InputMaybe<Scalars['ID']['input']>;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: InputMaybe<Scalars['String']['input']>;
};

/** Dead events are going to be tried again. */
export type ReenvioPedido = {
  /** The request, as it is. */
  reenvio: Reenvio;
};

/** What can come of asking for dead events to be tried again. */
export type ReenviarEventosResultado = ReenvioPedido | ErroDeValidacao | NaoEncontrado | Conflito;

/** What a conflict can be about. */
export type Entidade = Reenvio;

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
