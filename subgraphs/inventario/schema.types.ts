import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { InventarioMapper, InventarioConnectionMapper, ProdutoAdquiridoConnectionMapper, AquisicaoGravadaMapper, AquisicaoEstornadaMapper, ConflitoMapper, ErroDeValidacaoMapper, NaoEncontradoMapper, IndisponivelMapper, ClienteMapper, ProdutoMapper } from './schema.mappers.ts';
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
  /** One purchase by id; null when there is none. */
  inventario: Maybe<Inventario>;
};


export type QueryInventarioArgs = {
  id: Scalars['ID']['input'];
};

/** A purchase: which product which customer acquired, how many and for how much. */
export type Inventario = {
  /** Identifies the purchase. */
  id: Scalars['ID']['output'];
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

/** The domain that owns a reference does not answer. Nothing was written; the same request may work later. */
export type Indisponivel = {
  /** The domain that does not answer. */
  dominio: Scalars['String']['output'];
  /** What happened, for people. */
  mensagem: Scalars['String']['output'];
  /** When to try again, seconds. */
  tentarNovamenteEmSegundos: Scalars['Int']['output'];
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
  Inventario: Inventario;
  Cliente: Cliente;
  Produto: Produto;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Inventario:
    ( { __typename: 'Inventario' }
    & GraphQLRecursivePick<FederationTypes['Inventario'], {"id":true}> );
  Cliente:
    ( { __typename: 'Cliente' }
    & GraphQLRecursivePick<FederationTypes['Cliente'], {"id":true}> );
  Produto:
    ( { __typename: 'Produto' }
    & GraphQLRecursivePick<FederationTypes['Produto'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  RegistrarAquisicaoResultado:
    | ( AquisicaoGravadaMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
    | ( IndisponivelMapper )
  ;
  CorrigirAquisicaoResultado:
    | ( AquisicaoGravadaMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
  ;
  EstornarAquisicaoResultado:
    | ( AquisicaoEstornadaMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
  ;
  Entidade: ( InventarioMapper );
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Inventario: ResolverTypeWrapper<InventarioMapper>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Cliente: ResolverTypeWrapper<ClienteMapper>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Produto: ResolverTypeWrapper<ProdutoMapper>;
  InventarioConnection: ResolverTypeWrapper<InventarioConnectionMapper>;
  InventarioEdge: ResolverTypeWrapper<Omit<InventarioEdge, 'node'> & { node: ResolversTypes['Inventario'] }>;
  ProdutoAdquiridoConnection: ResolverTypeWrapper<ProdutoAdquiridoConnectionMapper>;
  ProdutoAdquiridoEdge: ResolverTypeWrapper<Omit<ProdutoAdquiridoEdge, 'node'> & { node?: Maybe<ResolversTypes['Produto']> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegistrarAquisicaoEntrada: RegistrarAquisicaoEntrada;
  CorrigirAquisicaoEntrada: CorrigirAquisicaoEntrada;
  EstornarAquisicaoEntrada: EstornarAquisicaoEntrada;
  AquisicaoGravada: ResolverTypeWrapper<AquisicaoGravadaMapper>;
  AquisicaoEstornada: ResolverTypeWrapper<AquisicaoEstornadaMapper>;
  RegistrarAquisicaoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegistrarAquisicaoResultado']>;
  CorrigirAquisicaoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CorrigirAquisicaoResultado']>;
  EstornarAquisicaoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EstornarAquisicaoResultado']>;
  Entidade: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Entidade']>;
  Conflito: ResolverTypeWrapper<ConflitoMapper>;
  CodigoDeConflito: CodigoDeConflito;
  ErroDeValidacao: ResolverTypeWrapper<ErroDeValidacaoMapper>;
  CampoInvalido: ResolverTypeWrapper<CampoInvalido>;
  CodigoDeValidacao: CodigoDeValidacao;
  NaoEncontrado: ResolverTypeWrapper<NaoEncontradoMapper>;
  Indisponivel: ResolverTypeWrapper<IndisponivelMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Inventario: InventarioMapper;
  Int: Scalars['Int']['output'];
  Cliente: ClienteMapper;
  String: Scalars['String']['output'];
  Produto: ProdutoMapper;
  InventarioConnection: InventarioConnectionMapper;
  InventarioEdge: Omit<InventarioEdge, 'node'> & { node: ResolversParentTypes['Inventario'] };
  ProdutoAdquiridoConnection: ProdutoAdquiridoConnectionMapper;
  ProdutoAdquiridoEdge: Omit<ProdutoAdquiridoEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Produto']> };
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Mutation: Record<PropertyKey, never>;
  RegistrarAquisicaoEntrada: RegistrarAquisicaoEntrada;
  CorrigirAquisicaoEntrada: CorrigirAquisicaoEntrada;
  EstornarAquisicaoEntrada: EstornarAquisicaoEntrada;
  AquisicaoGravada: AquisicaoGravadaMapper;
  AquisicaoEstornada: AquisicaoEstornadaMapper;
  RegistrarAquisicaoResultado: ResolversUnionTypes<ResolversParentTypes>['RegistrarAquisicaoResultado'];
  CorrigirAquisicaoResultado: ResolversUnionTypes<ResolversParentTypes>['CorrigirAquisicaoResultado'];
  EstornarAquisicaoResultado: ResolversUnionTypes<ResolversParentTypes>['EstornarAquisicaoResultado'];
  Entidade: ResolversUnionTypes<ResolversParentTypes>['Entidade'];
  Conflito: ConflitoMapper;
  ErroDeValidacao: ErroDeValidacaoMapper;
  CampoInvalido: CampoInvalido;
  NaoEncontrado: NaoEncontradoMapper;
  Indisponivel: IndisponivelMapper;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  inventario?: Resolver<Maybe<ResolversTypes['Inventario']>, ParentType, ContextType, RequireFields<QueryInventarioArgs, 'id'>>;
};

export type InventarioResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Inventario'] = ResolversParentTypes['Inventario'], FederationReferenceType extends FederationReferenceTypes['Inventario'] = FederationReferenceTypes['Inventario']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Inventario']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantidade?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  precoUnitario?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  adquiridoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cliente?: Resolver<Maybe<ResolversTypes['Cliente']>, ParentType, ContextType>;
  produto?: Resolver<Maybe<ResolversTypes['Produto']>, ParentType, ContextType>;
  versao?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClienteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cliente'] = ResolversParentTypes['Cliente'], FederationReferenceType extends FederationReferenceTypes['Cliente'] = FederationReferenceTypes['Cliente']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cliente']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inventario?: Resolver<Maybe<ResolversTypes['InventarioConnection']>, ParentType, ContextType, Partial<ClienteInventarioArgs>>;
  produtosAdquiridos?: Resolver<Maybe<ResolversTypes['ProdutoAdquiridoConnection']>, ParentType, ContextType, Partial<ClienteProdutosAdquiridosArgs>>;
};

export type ProdutoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Produto'] = ResolversParentTypes['Produto'], FederationReferenceType extends FederationReferenceTypes['Produto'] = FederationReferenceTypes['Produto']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Produto']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inventario?: Resolver<Maybe<ResolversTypes['InventarioConnection']>, ParentType, ContextType, Partial<ProdutoInventarioArgs>>;
};

export type InventarioConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InventarioConnection'] = ResolversParentTypes['InventarioConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InventarioEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Inventario']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InventarioEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InventarioEdge'] = ResolversParentTypes['InventarioEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Inventario'], ParentType, ContextType>;
};

export type ProdutoAdquiridoConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProdutoAdquiridoConnection'] = ResolversParentTypes['ProdutoAdquiridoConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProdutoAdquiridoEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Produto']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProdutoAdquiridoEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProdutoAdquiridoEdge'] = ResolversParentTypes['ProdutoAdquiridoEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Produto']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  registrarAquisicao?: Resolver<Maybe<ResolversTypes['RegistrarAquisicaoResultado']>, ParentType, ContextType, RequireFields<MutationRegistrarAquisicaoArgs, 'entrada'>>;
  corrigirAquisicao?: Resolver<Maybe<ResolversTypes['CorrigirAquisicaoResultado']>, ParentType, ContextType, RequireFields<MutationCorrigirAquisicaoArgs, 'entrada'>>;
  estornarAquisicao?: Resolver<Maybe<ResolversTypes['EstornarAquisicaoResultado']>, ParentType, ContextType, RequireFields<MutationEstornarAquisicaoArgs, 'entrada'>>;
};

export type AquisicaoGravadaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AquisicaoGravada'] = ResolversParentTypes['AquisicaoGravada']> = {
  inventario?: Resolver<ResolversTypes['Inventario'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AquisicaoEstornadaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AquisicaoEstornada'] = ResolversParentTypes['AquisicaoEstornada']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cliente?: Resolver<Maybe<ResolversTypes['Cliente']>, ParentType, ContextType>;
  produto?: Resolver<Maybe<ResolversTypes['Produto']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegistrarAquisicaoResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegistrarAquisicaoResultado'] = ResolversParentTypes['RegistrarAquisicaoResultado']> = {
  __resolveType: TypeResolveFn<'AquisicaoGravada' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito' | 'Indisponivel', ParentType, ContextType>;
};

export type CorrigirAquisicaoResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CorrigirAquisicaoResultado'] = ResolversParentTypes['CorrigirAquisicaoResultado']> = {
  __resolveType: TypeResolveFn<'AquisicaoGravada' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito', ParentType, ContextType>;
};

export type EstornarAquisicaoResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EstornarAquisicaoResultado'] = ResolversParentTypes['EstornarAquisicaoResultado']> = {
  __resolveType: TypeResolveFn<'AquisicaoEstornada' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito', ParentType, ContextType>;
};

export type EntidadeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Entidade'] = ResolversParentTypes['Entidade']> = {
  __resolveType: TypeResolveFn<'Inventario', ParentType, ContextType>;
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

export type IndisponivelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Indisponivel'] = ResolversParentTypes['Indisponivel']> = {
  dominio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mensagem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tentarNovamenteEmSegundos?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Inventario?: InventarioResolvers<ContextType>;
  Cliente?: ClienteResolvers<ContextType>;
  Produto?: ProdutoResolvers<ContextType>;
  InventarioConnection?: InventarioConnectionResolvers<ContextType>;
  InventarioEdge?: InventarioEdgeResolvers<ContextType>;
  ProdutoAdquiridoConnection?: ProdutoAdquiridoConnectionResolvers<ContextType>;
  ProdutoAdquiridoEdge?: ProdutoAdquiridoEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  AquisicaoGravada?: AquisicaoGravadaResolvers<ContextType>;
  AquisicaoEstornada?: AquisicaoEstornadaResolvers<ContextType>;
  RegistrarAquisicaoResultado?: RegistrarAquisicaoResultadoResolvers<ContextType>;
  CorrigirAquisicaoResultado?: CorrigirAquisicaoResultadoResolvers<ContextType>;
  EstornarAquisicaoResultado?: EstornarAquisicaoResultadoResolvers<ContextType>;
  Entidade?: EntidadeResolvers<ContextType>;
  Conflito?: ConflitoResolvers<ContextType>;
  ErroDeValidacao?: ErroDeValidacaoResolvers<ContextType>;
  CampoInvalido?: CampoInvalidoResolvers<ContextType>;
  NaoEncontrado?: NaoEncontradoResolvers<ContextType>;
  Indisponivel?: IndisponivelResolvers<ContextType>;
};

