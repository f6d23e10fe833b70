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
  /** An exact decimal number as a string, two digits after the point: `"1234.50"`. Never a floating point number. */
  Decimal: { input: string; output: string; }
  /** A calendar date without a time zone, ISO 8601: `1990-04-21`. */
  Date: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  /** One purchase by id; null when there is none. */
  inventario: Maybe<Inventario>;
  /** The purchases of everybody, page by page. Null only when this domain is unavailable. */
  aquisicoes: Maybe<AquisicaoConnection>;
  /** The products of which most units were acquired in a period, most first. Null only when this domain is unavailable. */
  produtosMaisAdquiridos: Maybe<Array<ProdutoMaisAdquirido>>;
  /** How much was acquired in each day, week or month of a period, oldest first, also where it is nothing. Null only when this domain is unavailable. */
  aquisicoesPorPeriodo: Maybe<Array<AquisicoesNoPeriodo>>;
};


export type QueryInventarioArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAquisicoesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filtro?: InputMaybe<AquisicaoFiltro>;
  ordem?: AquisicaoOrdem;
};


export type QueryProdutosMaisAdquiridosArgs = {
  de: Scalars['Date']['input'];
  ate: Scalars['Date']['input'];
  categoria?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryAquisicoesPorPeriodoArgs = {
  granularidade: Granularidade;
  de: Scalars['Date']['input'];
  ate: Scalars['Date']['input'];
  categoria?: InputMaybe<Scalars['String']['input']>;
};

/** Conditions on purchases; all that are given must hold. */
export type AquisicaoFiltro = {
  /** Acquired at or after this instant. */
  de?: InputMaybe<Scalars['DateTime']['input']>;
  /** Acquired before this instant. */
  ate?: InputMaybe<Scalars['DateTime']['input']>;
  /** Acquired by this customer. */
  clienteId?: InputMaybe<Scalars['ID']['input']>;
  /** Of this product. */
  produtoId?: InputMaybe<Scalars['ID']['input']>;
};

/** How a list of purchases is ordered. */
export type AquisicaoOrdem =
  /** Newest first. */
  | 'RECENTE'
  /** Oldest first. */
  | 'ANTIGA';

/** A page of the purchases of everybody. How many there are in a period is in `aquisicoesPorPeriodo`, which does not count them. */
export type AquisicaoConnection = {
  /** The purchases of this page with their cursors. */
  edges: Array<InventarioEdge>;
  /** The purchases of this page. */
  nodes: Array<Inventario>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
};

/** The lengths of periods. */
export type Granularidade =
  /** Calendar days. */
  | 'DIA'
  /** Weeks from Monday to Sunday. */
  | 'SEMANA'
  /** Calendar months. */
  | 'MES';

/** A product and how much of it was acquired in a period. */
export type ProdutoMaisAdquirido = {
  /** The product; null when the catalogue is unavailable. */
  produto: Maybe<Produto>;
  /** How many purchases. */
  aquisicoes: Scalars['Int']['output'];
  /** How many units: a whole number, which may be more than an `Int` holds. */
  quantidade: Scalars['Float']['output'];
  /** Their price in all, in Brazilian reais, exact. */
  total: Scalars['Decimal']['output'];
};

/** How much was acquired in a period. */
export type AquisicoesNoPeriodo = {
  /** First day of the period; a week or month that began before what was asked for begins with that. */
  de: Scalars['Date']['output'];
  /** Last day of the period, included; a week or month that goes on after what was asked for ends with that. */
  ate: Scalars['Date']['output'];
  /** How many purchases. */
  aquisicoes: Scalars['Int']['output'];
  /** How many units: a whole number, which may be more than an `Int` holds. */
  quantidade: Scalars['Float']['output'];
  /** Their price in all, in Brazilian reais, exact. */
  total: Scalars['Decimal']['output'];
};

/** All purchases of a customer or of a product in a few numbers. */
export type ResumoDeAquisicoes = {
  /** How many purchases. */
  aquisicoes: Scalars['Int']['output'];
  /** How many units: a whole number, which may be more than an `Int` holds. */
  quantidade: Scalars['Float']['output'];
  /** Their price in all, in Brazilian reais, exact. */
  total: Scalars['Decimal']['output'];
  /** When the oldest purchase was made; null when there is none. */
  primeiraAquisicao: Maybe<Scalars['DateTime']['output']>;
  /** When the newest purchase was made; null when there is none. */
  ultimaAquisicao: Maybe<Scalars['DateTime']['output']>;
  /** `total` by `aquisicoes`, rounded to cents, half a cent up; null when there is none. */
  ticketMedio: Maybe<Scalars['Decimal']['output']>;
};

/** An object that is found by one id over all domains. */
export type Node = {
  /** Identifies the object among all objects of the graph: opaque, and the same for ever. */
  nodeId: Scalars['ID']['output'];
};

/** A purchase: which product which customer acquired, how many and for how much. */
export type Inventario = Node & {
  /** Identifies the purchase. */
  id: Scalars['ID']['output'];
  /** Identifies the object among all objects of the graph, for `node` and `nodes`. */
  nodeId: Scalars['ID']['output'];
  /** How many units, at least 1. */
  quantidade: Scalars['Int']['output'];
  /** Price of one unit at the moment of the purchase, in Brazilian reais. */
  precoUnitario: Scalars['Decimal']['output'];
  /** `quantidade` times `precoUnitario`, exact. */
  total: Scalars['Decimal']['output'];
  /** When it was acquired. */
  adquiridoEm: Scalars['DateTime']['output'];
  /** Who acquired it; null when the customer was erased or its domain is unavailable. */
  cliente: Maybe<Cliente>;
  /** What was acquired; null when the catalogue is unavailable. */
  produto: Maybe<Produto>;
  /** Grows by one with every change. */
  versao: Scalars['Int']['output'];
};

/** A person who is a customer of the company. */
export type Cliente = {
  /** Identifies the customer in every domain. */
  id: Scalars['ID']['output'];
  /** The customer's purchases, newest first. Null only when this domain is unavailable. */
  inventario: Maybe<InventarioConnection>;
  /** The customer's purchases in a few numbers. Null only when this domain is unavailable. */
  resumo: Maybe<ResumoDeAquisicoes>;
  /** The distinct products the customer has acquired, by product id. Null only when this domain is unavailable. */
  produtosAdquiridos: Maybe<ProdutoAdquiridoConnection>;
};


/** A person who is a customer of the company. */
export type ClienteInventarioArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** A person who is a customer of the company. */
export type ClienteProdutosAdquiridosArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** A product of the catalogue. */
export type Produto = {
  /** Identifies the product in every domain. */
  id: Scalars['ID']['output'];
  /** The purchases of this product in a few numbers, also those of erased customers. Null only when this domain is unavailable. */
  resumo: Maybe<ResumoDeAquisicoes>;
  /** The purchases of this product, newest first. Null only when this domain is unavailable. */
  inventario: Maybe<InventarioConnection>;
};


/** A product of the catalogue. */
export type ProdutoInventarioArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** A page of purchases. */
export type InventarioConnection = {
  /** The purchases of this page with their cursors. */
  edges: Array<InventarioEdge>;
  /** The purchases of this page. */
  nodes: Array<Inventario>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many purchases the whole list has. Counted only when selected. */
  totalCount: Scalars['Int']['output'];
};

/** A purchase at its place in a list. */
export type InventarioEdge = {
  /** Opaque position of this purchase, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The purchase. */
  node: Inventario;
};

/** A page of the distinct products that a customer has acquired. */
export type ProdutoAdquiridoConnection = {
  /** The products of this page with their cursors. */
  edges: Array<ProdutoAdquiridoEdge>;
  /** The products of this page; an element is null when the catalogue is unavailable. */
  nodes: Array<Maybe<Produto>>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many distinct products the customer has acquired. Counted only when selected. */
  totalCount: Scalars['Int']['output'];
};

/** An acquired product at its place in a list. */
export type ProdutoAdquiridoEdge = {
  /** Opaque position of this product, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The product; null when the catalogue is unavailable. */
  node: Maybe<Produto>;
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
  /** Records that a customer acquired a product. */
  registrarAquisicao: Maybe<RegistrarAquisicaoResultado>;
  /** Corrects a purchase; fields that are left out stay as they are. */
  corrigirAquisicao: Maybe<CorrigirAquisicaoResultado>;
  /** Reverses a purchase: it is removed. */
  estornarAquisicao: Maybe<EstornarAquisicaoResultado>;
};


export type MutationRegistrarAquisicaoArgs = {
  entrada: RegistrarAquisicaoEntrada;
};


export type MutationCorrigirAquisicaoArgs = {
  entrada: CorrigirAquisicaoEntrada;
};


export type MutationEstornarAquisicaoArgs = {
  entrada: EstornarAquisicaoEntrada;
};

/** A purchase to record. */
export type RegistrarAquisicaoEntrada = {
  /** Who acquired it. */
  clienteId: Scalars['ID']['input'];
  /** What was acquired; it must be on sale. */
  produtoId: Scalars['ID']['input'];
  /** How many units, 1 to 1000000. */
  quantidade: Scalars['Int']['input'];
  /** Price of one unit in Brazilian reais; the catalogue's price at this moment when it is left out. */
  precoUnitario?: InputMaybe<Scalars['String']['input']>;
  /** When it was acquired, not in the future; now when it is left out. */
  adquiridoEm?: InputMaybe<Scalars['DateTime']['input']>;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of a purchase. */
export type CorrigirAquisicaoEntrada = {
  /** The purchase. */
  id: Scalars['ID']['input'];
  /** The version that the correction is based on. */
  versao: Scalars['Int']['input'];
  /** How many units, 1 to 1000000. */
  quantidade?: InputMaybe<Scalars['Int']['input']>;
  /** Price of one unit in Brazilian reais. */
  precoUnitario?: InputMaybe<Scalars['String']['input']>;
  /** When it was acquired, not in the future. */
  adquiridoEm?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A purchase to reverse. */
export type EstornarAquisicaoEntrada = {
  /** The purchase. */
  id: Scalars['ID']['input'];
  /** The version that the decision is based on. */
  versao: Scalars['Int']['input'];
};

/** A purchase was written. */
export type AquisicaoGravada = {
  /** The purchase as written. */
  inventario: Inventario;
};

/** A purchase was reversed. */
export type AquisicaoEstornada = {
  /** The id that it had. */
  id: Scalars['ID']['output'];
  /** Who had acquired it. */
  cliente: Maybe<Cliente>;
  /** What had been acquired. */
  produto: Maybe<Produto>;
};

/** What can come of recording a purchase. */
export type RegistrarAquisicaoResultado = AquisicaoGravada | ErroDeValidacao | NaoEncontrado | Conflito | Indisponivel;

/** What can come of correcting a purchase. */
export type CorrigirAquisicaoResultado = AquisicaoGravada | ErroDeValidacao | NaoEncontrado | Conflito;

/** What can come of reversing a purchase. */
export type EstornarAquisicaoResultado = AquisicaoEstornada | ErroDeValidacao | NaoEncontrado | Conflito;

/** What a conflict can be about. */
export type Entidade = Inventario;

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
  /** The product cannot be bought any more. */
  | 'PRODUTO_DESCONTINUADO';

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
