import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ClienteMapper, ClienteConnectionMapper } from './schema.mappers.ts';
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
  /** The customers, page by page. Null only when this domain is unavailable. */
  clientes: Maybe<ClienteConnection>;
};


export type QueryClienteArgs = {
  id: Scalars['ID']['input'];
};


export type QueryClientePorCpfArgs = {
  cpf: Scalars['CPF']['input'];
};


export type QueryClientesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filtro?: InputMaybe<ClienteFiltro>;
  ordem?: ClienteOrdem;
};

/** A person who is a customer of the company. */
export type Cliente = {
  /** Identifies the customer in every domain. */
  id: Scalars['ID']['output'];
  /** Full name, 2 to 120 characters. */
  nome: Scalars['String']['output'];
  /** Unique e-mail address. */
  email: Scalars['EmailAddress']['output'];
  /** Unique taxpayer number. */
  cpf: Scalars['CPF']['output'];
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
  /** Words that the name or e-mail must contain, in any order; each may be the beginning of a word. 2 to 100 characters. */
  texto?: InputMaybe<Scalars['String']['input']>;
  /** Registered at or after this instant. */
  criadoDe?: InputMaybe<Scalars['DateTime']['input']>;
  /** Registered before this instant. */
  criadoAte?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How a list of customers is ordered. */
export type ClienteOrdem =
  /** By name, A to Z. */
  | 'NOME'
  /** Latest registration first. */
  | 'RECENTE';

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
  Cliente: Cliente;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Cliente:
    ( { __typename: 'Cliente' }
    & GraphQLRecursivePick<FederationTypes['Cliente'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  CPF: ResolverTypeWrapper<Scalars['CPF']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Cliente: ResolverTypeWrapper<ClienteMapper>;
  ClienteFiltro: ClienteFiltro;
  ClienteOrdem: ClienteOrdem;
  ClienteConnection: ResolverTypeWrapper<ClienteConnectionMapper>;
  ClienteEdge: ResolverTypeWrapper<Omit<ClienteEdge, 'node'> & { node: ResolversTypes['Cliente'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Date: Scalars['Date']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  CPF: Scalars['CPF']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Cliente: ClienteMapper;
  ClienteFiltro: ClienteFiltro;
  ClienteConnection: ClienteConnectionMapper;
  ClienteEdge: Omit<ClienteEdge, 'node'> & { node: ResolversParentTypes['Cliente'] };
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export interface CpfScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CPF'], any> {
  name: 'CPF';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cliente?: Resolver<Maybe<ResolversTypes['Cliente']>, ParentType, ContextType, RequireFields<QueryClienteArgs, 'id'>>;
  clientePorCpf?: Resolver<Maybe<ResolversTypes['Cliente']>, ParentType, ContextType, RequireFields<QueryClientePorCpfArgs, 'cpf'>>;
  clientes?: Resolver<Maybe<ResolversTypes['ClienteConnection']>, ParentType, ContextType, RequireFields<QueryClientesArgs, 'ordem'>>;
};

export type ClienteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cliente'] = ResolversParentTypes['Cliente'], FederationReferenceType extends FederationReferenceTypes['Cliente'] = FederationReferenceTypes['Cliente']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cliente']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  cpf?: Resolver<ResolversTypes['CPF'], ParentType, ContextType>;
  telefone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataNascimento?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  idade?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  criadoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  atualizadoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  versao?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClienteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClienteConnection'] = ResolversParentTypes['ClienteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ClienteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Cliente']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClienteEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClienteEdge'] = ResolversParentTypes['ClienteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Cliente'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  CPF?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Cliente?: ClienteResolvers<ContextType>;
  ClienteConnection?: ClienteConnectionResolvers<ContextType>;
  ClienteEdge?: ClienteEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
};

