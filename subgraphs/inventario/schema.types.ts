import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { InventarioMapper, InventarioConnectionMapper, ProdutoAdquiridoConnectionMapper, ClienteMapper, ProdutoMapper } from './schema.mappers.ts';
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
};

