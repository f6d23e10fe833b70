import type * as Types from './schema.types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AcessoMapper, AcessoConnectionMapper, AcessoAosDadosMapper, AcessoAosDadosConnectionMapper, AnaliseDeAcessosMapper, GrupoDeAcessosMapper, MedidasDeAcessosMapper, ClienteMapper } from './schema.mappers.ts';
import type { Context } from './context.ts';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };


export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Types.Maybe<T> extends T ? Types.Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
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
) => Types.Maybe<TTypes> | Promise<Types.Maybe<TTypes>>;

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
  Cliente: Types.Cliente;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Cliente:
    ( { __typename: 'Cliente' }
    & GraphQLRecursivePick<FederationTypes['Cliente'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  Cliente: ResolverTypeWrapper<ClienteMapper>;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  Acesso: ResolverTypeWrapper<AcessoMapper>;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  Float: ResolverTypeWrapper<Types.Scalars['Float']['output']>;
  AcessoASubgrafo: ResolverTypeWrapper<Types.AcessoASubgrafo>;
  AcessoAosDados: ResolverTypeWrapper<AcessoAosDadosMapper>;
  AcessoFiltro: Types.AcessoFiltro;
  AcessoAosDadosFiltro: Types.AcessoAosDadosFiltro;
  TipoDeOperacao: Types.TipoDeOperacao;
  AgrupamentoDeAcessos: Types.AgrupamentoDeAcessos;
  OrdemDaAnalise: Types.OrdemDaAnalise;
  AnaliseDeAcessos: ResolverTypeWrapper<AnaliseDeAcessosMapper>;
  MedidasDeAcessos: ResolverTypeWrapper<MedidasDeAcessosMapper>;
  GrupoDeAcessos: ResolverTypeWrapper<GrupoDeAcessosMapper>;
  AcessoConnection: ResolverTypeWrapper<AcessoConnectionMapper>;
  AcessoEdge: ResolverTypeWrapper<Omit<Types.AcessoEdge, 'node'> & { node: ResolversTypes['Acesso'] }>;
  AcessoAosDadosConnection: ResolverTypeWrapper<AcessoAosDadosConnectionMapper>;
  AcessoAosDadosEdge: ResolverTypeWrapper<Omit<Types.AcessoAosDadosEdge, 'node'> & { node: ResolversTypes['AcessoAosDados'] }>;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Types.Scalars['DateTime']['output'];
  Query: Record<PropertyKey, never>;
  Int: Types.Scalars['Int']['output'];
  String: Types.Scalars['String']['output'];
  Cliente: ClienteMapper;
  ID: Types.Scalars['ID']['output'];
  Acesso: AcessoMapper;
  Boolean: Types.Scalars['Boolean']['output'];
  Float: Types.Scalars['Float']['output'];
  AcessoASubgrafo: Types.AcessoASubgrafo;
  AcessoAosDados: AcessoAosDadosMapper;
  AcessoFiltro: Types.AcessoFiltro;
  AcessoAosDadosFiltro: Types.AcessoAosDadosFiltro;
  AnaliseDeAcessos: AnaliseDeAcessosMapper;
  MedidasDeAcessos: MedidasDeAcessosMapper;
  GrupoDeAcessos: GrupoDeAcessosMapper;
  AcessoConnection: AcessoConnectionMapper;
  AcessoEdge: Omit<Types.AcessoEdge, 'node'> & { node: ResolversParentTypes['Acesso'] };
  AcessoAosDadosConnection: AcessoAosDadosConnectionMapper;
  AcessoAosDadosEdge: Omit<Types.AcessoAosDadosEdge, 'node'> & { node: ResolversParentTypes['AcessoAosDados'] };
  PageInfo: Types.PageInfo;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  acessos?: Resolver<Types.Maybe<ResolversTypes['AcessoConnection']>, ParentType, ContextType, Partial<Types.QueryAcessosArgs>>;
  acessosAosDados?: Resolver<Types.Maybe<ResolversTypes['AcessoAosDadosConnection']>, ParentType, ContextType, Partial<Types.QueryAcessosAosDadosArgs>>;
  analiseDeAcessos?: Resolver<Types.Maybe<ResolversTypes['AnaliseDeAcessos']>, ParentType, ContextType, RequireFields<Types.QueryAnaliseDeAcessosArgs, 'de' | 'ate' | 'agruparPor' | 'ordem' | 'first'>>;
};

export type ClienteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cliente'] = ResolversParentTypes['Cliente'], FederationReferenceType extends FederationReferenceTypes['Cliente'] = FederationReferenceTypes['Cliente']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Cliente']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  acessosAosDados?: Resolver<Types.Maybe<ResolversTypes['AcessoAosDadosConnection']>, ParentType, ContextType, Partial<Types.ClienteAcessosAosDadosArgs>>;
};

export type AcessoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Acesso'] = ResolversParentTypes['Acesso']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instante?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  usuario?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  aplicacao?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  versaoDaAplicacao?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operacao?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hashDaOperacao?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tipo?: Resolver<Types.Maybe<ResolversTypes['TipoDeOperacao']>, ParentType, ContextType>;
  documentoConfiavel?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  erros?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  duracaoMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  bytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subgrafos?: Resolver<Array<ResolversTypes['AcessoASubgrafo']>, ParentType, ContextType>;
  camposPessoais?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  requisicao?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AcessoASubgrafoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcessoASubgrafo'] = ResolversParentTypes['AcessoASubgrafo']> = {
  subgrafo?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requisicoes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duracaoMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AcessoAosDadosResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcessoAosDados'] = ResolversParentTypes['AcessoAosDados']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instante?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  usuario?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  aplicacao?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operacao?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hashDaOperacao?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  campos?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  cliente?: Resolver<Types.Maybe<ResolversTypes['Cliente']>, ParentType, ContextType>;
  requisicao?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AnaliseDeAcessosResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AnaliseDeAcessos'] = ResolversParentTypes['AnaliseDeAcessos']> = {
  total?: Resolver<ResolversTypes['MedidasDeAcessos'], ParentType, ContextType>;
  grupos?: Resolver<Array<ResolversTypes['GrupoDeAcessos']>, ParentType, ContextType>;
  aguardando?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MedidasDeAcessosResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MedidasDeAcessos'] = ResolversParentTypes['MedidasDeAcessos']> = {
  requisicoes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  erros?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  parteComErros?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  bytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  duracaoTotalMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p50Ms?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95Ms?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p99Ms?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type GrupoDeAcessosResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrupoDeAcessos'] = ResolversParentTypes['GrupoDeAcessos']> = {
  chave?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rotulo?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  medidas?: Resolver<ResolversTypes['MedidasDeAcessos'], ParentType, ContextType>;
};

export type AcessoConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcessoConnection'] = ResolversParentTypes['AcessoConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AcessoEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Acesso']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AcessoEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcessoEdge'] = ResolversParentTypes['AcessoEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Acesso'], ParentType, ContextType>;
};

export type AcessoAosDadosConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcessoAosDadosConnection'] = ResolversParentTypes['AcessoAosDadosConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AcessoAosDadosEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AcessoAosDados']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AcessoAosDadosEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcessoAosDadosEdge'] = ResolversParentTypes['AcessoAosDadosEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AcessoAosDados'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Cliente?: ClienteResolvers<ContextType>;
  Acesso?: AcessoResolvers<ContextType>;
  AcessoASubgrafo?: AcessoASubgrafoResolvers<ContextType>;
  AcessoAosDados?: AcessoAosDadosResolvers<ContextType>;
  AnaliseDeAcessos?: AnaliseDeAcessosResolvers<ContextType>;
  MedidasDeAcessos?: MedidasDeAcessosResolvers<ContextType>;
  GrupoDeAcessos?: GrupoDeAcessosResolvers<ContextType>;
  AcessoConnection?: AcessoConnectionResolvers<ContextType>;
  AcessoEdge?: AcessoEdgeResolvers<ContextType>;
  AcessoAosDadosConnection?: AcessoAosDadosConnectionResolvers<ContextType>;
  AcessoAosDadosEdge?: AcessoAosDadosEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
};

