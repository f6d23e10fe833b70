import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProdutoMapper, ProdutoConnectionMapper, ProdutoGravadoMapper, ConflitoMapper, ErroDeValidacaoMapper, NaoEncontradoMapper } from './schema.mappers.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
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
  /** The products, page by page. Null only when this domain is unavailable. */
  produtos: Maybe<ProdutoConnection>;
};


export type QueryProdutoArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProdutoPorSkuArgs = {
  sku: Scalars['String']['input'];
};


export type QueryProdutosArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filtro?: InputMaybe<ProdutoFiltro>;
  ordem?: ProdutoOrdem;
};

/** A product of the catalogue. */
export type Produto = {
  /** Identifies the product in every domain. */
  id: Scalars['ID']['output'];
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
  /** Exactly this category. */
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
  /** By name, A to Z. */
  | 'NOME'
  /** Cheapest first. */
  | 'PRECO'
  /** Latest in the catalogue first. */
  | 'RECENTE';

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
  /** Name, 2 to 160 characters. */
  nome: Scalars['String']['input'];
  /** What the product is, at most 2000 characters. */
  descricao?: InputMaybe<Scalars['String']['input']>;
  /** The shelf it stands on, 1 to 60 characters. */
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
  /** Name, 2 to 160 characters. */
  nome?: InputMaybe<Scalars['String']['input']>;
  /** What the product is; null removes it. */
  descricao?: InputMaybe<Scalars['String']['input']>;
  /** The shelf it stands on, 1 to 60 characters. */
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

/** Why a write was refused, with what the client holds or what stands in its way. */
export type Conflito = {
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
  /** Another product has this SKU. */
  | 'SKU_EM_USO'
  /** The idempotency key was used with another input. */
  | 'CHAVE_REUTILIZADA'
  /** What was created with this idempotency key is gone. */
  | 'RECURSO_EXCLUIDO'
  /** The customer has 50 addresses already. */
  | 'LIMITE_DE_ENDERECOS'
  /** The product cannot be bought any more. */
  | 'PRODUTO_DESCONTINUADO';

/** An input that breaks rules; every broken field is told. */
export type ErroDeValidacao = {
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
export type NaoEncontrado = {
  /** Type of what does not exist, such as `Cliente`. */
  tipo: Scalars['String']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** What does not exist, for people. */
  mensagem: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Produto: Produto;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Produto:
    ( { __typename: 'Produto' }
    & GraphQLRecursivePick<FederationTypes['Produto'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CriarProdutoResultado:
    | ( ProdutoGravadoMapper )
    | ( ErroDeValidacaoMapper )
    | ( ConflitoMapper )
  ;
  AtualizarProdutoResultado:
    | ( ProdutoGravadoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
  ;
  Entidade: ( ProdutoMapper );
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Produto: ResolverTypeWrapper<ProdutoMapper>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ProdutoFiltro: ProdutoFiltro;
  ProdutoOrdem: ProdutoOrdem;
  ProdutoConnection: ResolverTypeWrapper<ProdutoConnectionMapper>;
  ProdutoEdge: ResolverTypeWrapper<Omit<ProdutoEdge, 'node'> & { node: ResolversTypes['Produto'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CriarProdutoEntrada: CriarProdutoEntrada;
  AtualizarProdutoEntrada: AtualizarProdutoEntrada;
  VersaoDeProdutoEntrada: VersaoDeProdutoEntrada;
  ProdutoGravado: ResolverTypeWrapper<ProdutoGravadoMapper>;
  CriarProdutoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CriarProdutoResultado']>;
  AtualizarProdutoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AtualizarProdutoResultado']>;
  Entidade: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Entidade']>;
  Conflito: ResolverTypeWrapper<ConflitoMapper>;
  CodigoDeConflito: CodigoDeConflito;
  ErroDeValidacao: ResolverTypeWrapper<ErroDeValidacaoMapper>;
  CampoInvalido: ResolverTypeWrapper<CampoInvalido>;
  CodigoDeValidacao: CodigoDeValidacao;
  NaoEncontrado: ResolverTypeWrapper<NaoEncontradoMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  Produto: ProdutoMapper;
  Boolean: Scalars['Boolean']['output'];
  ProdutoFiltro: ProdutoFiltro;
  ProdutoConnection: ProdutoConnectionMapper;
  ProdutoEdge: Omit<ProdutoEdge, 'node'> & { node: ResolversParentTypes['Produto'] };
  PageInfo: PageInfo;
  Mutation: Record<PropertyKey, never>;
  CriarProdutoEntrada: CriarProdutoEntrada;
  AtualizarProdutoEntrada: AtualizarProdutoEntrada;
  VersaoDeProdutoEntrada: VersaoDeProdutoEntrada;
  ProdutoGravado: ProdutoGravadoMapper;
  CriarProdutoResultado: ResolversUnionTypes<ResolversParentTypes>['CriarProdutoResultado'];
  AtualizarProdutoResultado: ResolversUnionTypes<ResolversParentTypes>['AtualizarProdutoResultado'];
  Entidade: ResolversUnionTypes<ResolversParentTypes>['Entidade'];
  Conflito: ConflitoMapper;
  ErroDeValidacao: ErroDeValidacaoMapper;
  CampoInvalido: CampoInvalido;
  NaoEncontrado: NaoEncontradoMapper;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  produto?: Resolver<Maybe<ResolversTypes['Produto']>, ParentType, ContextType, RequireFields<QueryProdutoArgs, 'id'>>;
  produtoPorSku?: Resolver<Maybe<ResolversTypes['Produto']>, ParentType, ContextType, RequireFields<QueryProdutoPorSkuArgs, 'sku'>>;
  produtos?: Resolver<Maybe<ResolversTypes['ProdutoConnection']>, ParentType, ContextType, RequireFields<QueryProdutosArgs, 'ordem'>>;
};

export type ProdutoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Produto'] = ResolversParentTypes['Produto'], FederationReferenceType extends FederationReferenceTypes['Produto'] = FederationReferenceTypes['Produto']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Produto']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  descricao?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categoria?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  preco?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  ativo?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  criadoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  atualizadoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  versao?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProdutoConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProdutoConnection'] = ResolversParentTypes['ProdutoConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProdutoEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Produto']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProdutoEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProdutoEdge'] = ResolversParentTypes['ProdutoEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Produto'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  criarProduto?: Resolver<Maybe<ResolversTypes['CriarProdutoResultado']>, ParentType, ContextType, RequireFields<MutationCriarProdutoArgs, 'entrada'>>;
  atualizarProduto?: Resolver<Maybe<ResolversTypes['AtualizarProdutoResultado']>, ParentType, ContextType, RequireFields<MutationAtualizarProdutoArgs, 'entrada'>>;
  descontinuarProduto?: Resolver<Maybe<ResolversTypes['AtualizarProdutoResultado']>, ParentType, ContextType, RequireFields<MutationDescontinuarProdutoArgs, 'entrada'>>;
  reativarProduto?: Resolver<Maybe<ResolversTypes['AtualizarProdutoResultado']>, ParentType, ContextType, RequireFields<MutationReativarProdutoArgs, 'entrada'>>;
};

export type ProdutoGravadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProdutoGravado'] = ResolversParentTypes['ProdutoGravado']> = {
  produto?: Resolver<ResolversTypes['Produto'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CriarProdutoResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CriarProdutoResultado'] = ResolversParentTypes['CriarProdutoResultado']> = {
  __resolveType: TypeResolveFn<'ProdutoGravado' | 'ErroDeValidacao' | 'Conflito', ParentType, ContextType>;
};

export type AtualizarProdutoResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AtualizarProdutoResultado'] = ResolversParentTypes['AtualizarProdutoResultado']> = {
  __resolveType: TypeResolveFn<'ProdutoGravado' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito', ParentType, ContextType>;
};

export type EntidadeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Entidade'] = ResolversParentTypes['Entidade']> = {
  __resolveType: TypeResolveFn<'Produto', ParentType, ContextType>;
};

export type ConflitoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Conflito'] = ResolversParentTypes['Conflito']> = {
  codigo?: Resolver<ResolversTypes['CodigoDeConflito'], ParentType, ContextType>;
  mensagem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  atual?: Resolver<Maybe<ResolversTypes['Entidade']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ErroDeValidacaoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErroDeValidacao'] = ResolversParentTypes['ErroDeValidacao']> = {
  mensagem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  campos?: Resolver<Array<ResolversTypes['CampoInvalido']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampoInvalidoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CampoInvalido'] = ResolversParentTypes['CampoInvalido']> = {
  campo?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  codigo?: Resolver<ResolversTypes['CodigoDeValidacao'], ParentType, ContextType>;
  mensagem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NaoEncontradoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NaoEncontrado'] = ResolversParentTypes['NaoEncontrado']> = {
  tipo?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mensagem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Produto?: ProdutoResolvers<ContextType>;
  ProdutoConnection?: ProdutoConnectionResolvers<ContextType>;
  ProdutoEdge?: ProdutoEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  ProdutoGravado?: ProdutoGravadoResolvers<ContextType>;
  CriarProdutoResultado?: CriarProdutoResultadoResolvers<ContextType>;
  AtualizarProdutoResultado?: AtualizarProdutoResultadoResolvers<ContextType>;
  Entidade?: EntidadeResolvers<ContextType>;
  Conflito?: ConflitoResolvers<ContextType>;
  ErroDeValidacao?: ErroDeValidacaoResolvers<ContextType>;
  CampoInvalido?: CampoInvalidoResolvers<ContextType>;
  NaoEncontrado?: NaoEncontradoResolvers<ContextType>;
};

