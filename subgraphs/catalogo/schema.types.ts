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
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  /** One product by id; null when there is none. */
  produto: Maybe<Produto>;
  /** One product by its stock keeping unit; null when there is none. */
  produtoPorSku: Maybe<Produto>;
  /**
   * The products with these ids, each in its place and as often as it is asked for; null in the place of one that there is not.
   * Null only when this domain is unavailable.
   */
  produtosPorIds: Maybe<Array<Maybe<Produto>>>;
  /** The products, page by page. Null only when this domain is unavailable. */
  produtos: Maybe<ProdutoConnection>;
};


export type QueryProdutoArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProdutoPorSkuArgs = {
  sku: Scalars['String']['input'];
};


export type QueryProdutosPorIdsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryProdutosArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filtro?: InputMaybe<ProdutoFiltro>;
  ordem?: ProdutoOrdem;
};

/** An object that is found by one id over all domains. */
export type Node = {
  /** Identifies the object among all objects of the graph: opaque, and the same for ever. */
  nodeId: Scalars['ID']['output'];
};

/** A product of the catalogue. */
export type Produto = Node & {
  /** Identifies the product in every domain. */
  id: Scalars['ID']['output'];
  /** Identifies the object among all objects of the graph, for `node` and `nodes`. */
  nodeId: Scalars['ID']['output'];
  /** Unique stock keeping unit, upper case. */
  sku: Scalars['String']['output'];
  /** Name, 2 to 160 characters. */
  nome: Scalars['String']['output'];
  /** What the product is, at most 2000 characters. */
  descricao: Maybe<Scalars['String']['output']>;
  /** The shelf it stands on. */
  categoria: Scalars['String']['output'];
  /** Price today, in Brazilian reais. */
  preco: Scalars['Decimal']['output'];
  /** Whether it can be bought; a discontinued product stays readable. */
  ativo: Scalars['Boolean']['output'];
  /** When the product entered the catalogue. */
  criadoEm: Scalars['DateTime']['output'];
  /** When the product last changed. */
  atualizadoEm: Scalars['DateTime']['output'];
  /** Grows by one with every change. */
  versao: Scalars['Int']['output'];
};

/** Conditions on products; all that are given must hold. */
export type ProdutoFiltro = {
  /** Words that the name or description must contain, in any order; each may be the beginning of a word. Words of one or two letters count only where there is no longer one. 2 to 100 characters. */
  texto?: InputMaybe<Scalars['String']['input']>;
  /** Exactly this category, case and accents included. */
  categoria?: InputMaybe<Scalars['String']['input']>;
  /** Price at least this much. */
  precoMin?: InputMaybe<Scalars['Decimal']['input']>;
  /** Price at most this much. */
  precoMax?: InputMaybe<Scalars['Decimal']['input']>;
  /** Only products that can (true) or can no longer (false) be bought. */
  ativo?: InputMaybe<Scalars['Boolean']['input']>;
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

/** A page of products. */
export type ProdutoConnection = {
  /** The products of this page with their cursors. */
  edges: Array<ProdutoEdge>;
  /** The products of this page. */
  nodes: Array<Produto>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many products the whole list has. Counted only when selected. */
  totalCount: Scalars['Int']['output'];
};

/** A product at its place in a list. */
export type ProdutoEdge = {
  /** Opaque position of this product, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The product. */
  node: Produto;
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
  /** Adds a product to the catalogue. */
  criarProduto: Maybe<CriarProdutoResultado>;
  /** Changes a product; fields that are left out stay as they are. */
  atualizarProduto: Maybe<AtualizarProdutoResultado>;
  /** Takes a product off sale; it stays readable. Does nothing to one that is off sale already. */
  descontinuarProduto: Maybe<AtualizarProdutoResultado>;
  /** Puts a product on sale again. Does nothing to one that is on sale already. */
  reativarProduto: Maybe<AtualizarProdutoResultado>;
};


export type MutationCriarProdutoArgs = {
  entrada: CriarProdutoEntrada;
};


export type MutationAtualizarProdutoArgs = {
  entrada: AtualizarProdutoEntrada;
};


export type MutationDescontinuarProdutoArgs = {
  entrada: VersaoDeProdutoEntrada;
};


export type MutationReativarProdutoArgs = {
  entrada: VersaoDeProdutoEntrada;
};

/** A product to add. */
export type CriarProdutoEntrada = {
  /** Stock keeping unit that no other product has: 2 to 40 letters, digits, dots, hyphens or underscores. */
  sku: Scalars['String']['input'];
  /** Name, 2 to 160 characters in one line. */
  nome: Scalars['String']['input'];
  /** What the product is, at most 2000 characters, also in several lines. */
  descricao?: InputMaybe<Scalars['String']['input']>;
  /** The shelf it stands on, 1 to 60 characters in one line. */
  categoria: Scalars['String']['input'];
  /** Price in Brazilian reais, `"1234.50"`, at most 9999999999.99. */
  preco: Scalars['String']['input'];
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of a product. */
export type AtualizarProdutoEntrada = {
  /** The product. */
  id: Scalars['ID']['input'];
  /** The version that the change is based on. */
  versao: Scalars['Int']['input'];
  /** Name, 2 to 160 characters in one line. */
  nome?: InputMaybe<Scalars['String']['input']>;
  /** What the product is; null removes it. */
  descricao?: InputMaybe<Scalars['String']['input']>;
  /** The shelf it stands on, 1 to 60 characters in one line. */
  categoria?: InputMaybe<Scalars['String']['input']>;
  /** Price in Brazilian reais. */
  preco?: InputMaybe<Scalars['String']['input']>;
};

/** A product in a version of it. */
export type VersaoDeProdutoEntrada = {
  /** The product. */
  id: Scalars['ID']['input'];
  /** The version that the decision is based on. */
  versao: Scalars['Int']['input'];
};

/** A product was written. */
export type ProdutoGravado = {
  /** The product as written. */
  produto: Produto;
};

/** What can come of adding a product. */
export type CriarProdutoResultado = ProdutoGravado | ErroDeValidacao | Conflito;

/** What can come of changing a product. */
export type AtualizarProdutoResultado = ProdutoGravado | ErroDeValidacao | NaoEncontrado | Conflito;

/** What a conflict can be about. */
export type Entidade = Produto;

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
  /** Another product has this SKU. */
  | 'SKU_EM_USO'
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
