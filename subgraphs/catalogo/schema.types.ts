import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProdutoMapper, ProdutoConnectionMapper } from './schema.mappers.ts';
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
  /** Words that the name or description must contain, in any order; each may be the beginning of a word. 2 to 100 characters. */
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

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Produto?: ProdutoResolvers<ContextType>;
  ProdutoConnection?: ProdutoConnectionResolvers<ContextType>;
  ProdutoEdge?: ProdutoEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
};

