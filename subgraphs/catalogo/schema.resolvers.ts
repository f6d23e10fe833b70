import type * as Types from './schema.types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProdutoMapper, ProdutoConnectionMapper, ProdutoGravadoMapper, ConflitoMapper, ErroDeValidacaoMapper, NaoEncontradoMapper } from './schema.mappers.ts';
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
  Produto: Types.Produto;
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

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: ( ProdutoMapper );
  Erro:
    | ( ConflitoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Types.Scalars['Decimal']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Produto: ResolverTypeWrapper<ProdutoMapper>;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  ProdutoFiltro: Types.ProdutoFiltro;
  ProdutoOrdem: Types.ProdutoOrdem;
  ProdutoConnection: ResolverTypeWrapper<ProdutoConnectionMapper>;
  ProdutoEdge: ResolverTypeWrapper<Omit<Types.ProdutoEdge, 'node'> & { node: ResolversTypes['Produto'] }>;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CriarProdutoEntrada: Types.CriarProdutoEntrada;
  AtualizarProdutoEntrada: Types.AtualizarProdutoEntrada;
  VersaoDeProdutoEntrada: Types.VersaoDeProdutoEntrada;
  ProdutoGravado: ResolverTypeWrapper<ProdutoGravadoMapper>;
  CriarProdutoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CriarProdutoResultado']>;
  AtualizarProdutoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AtualizarProdutoResultado']>;
  Entidade: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Entidade']>;
  Erro: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Erro']>;
  Conflito: ResolverTypeWrapper<ConflitoMapper>;
  CodigoDeConflito: Types.CodigoDeConflito;
  ErroDeValidacao: ResolverTypeWrapper<ErroDeValidacaoMapper>;
  CampoInvalido: ResolverTypeWrapper<Types.CampoInvalido>;
  CodigoDeValidacao: Types.CodigoDeValidacao;
  NaoEncontrado: ResolverTypeWrapper<NaoEncontradoMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Types.Scalars['DateTime']['output'];
  Decimal: Types.Scalars['Decimal']['output'];
  Query: Record<PropertyKey, never>;
  ID: Types.Scalars['ID']['output'];
  String: Types.Scalars['String']['output'];
  Int: Types.Scalars['Int']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Produto: ProdutoMapper;
  Boolean: Types.Scalars['Boolean']['output'];
  ProdutoFiltro: Types.ProdutoFiltro;
  ProdutoConnection: ProdutoConnectionMapper;
  ProdutoEdge: Omit<Types.ProdutoEdge, 'node'> & { node: ResolversParentTypes['Produto'] };
  PageInfo: Types.PageInfo;
  Mutation: Record<PropertyKey, never>;
  CriarProdutoEntrada: Types.CriarProdutoEntrada;
  AtualizarProdutoEntrada: Types.AtualizarProdutoEntrada;
  VersaoDeProdutoEntrada: Types.VersaoDeProdutoEntrada;
  ProdutoGravado: ProdutoGravadoMapper;
  CriarProdutoResultado: ResolversUnionTypes<ResolversParentTypes>['CriarProdutoResultado'];
  AtualizarProdutoResultado: ResolversUnionTypes<ResolversParentTypes>['AtualizarProdutoResultado'];
  Entidade: ResolversUnionTypes<ResolversParentTypes>['Entidade'];
  Erro: ResolversInterfaceTypes<ResolversParentTypes>['Erro'];
  Conflito: ConflitoMapper;
  ErroDeValidacao: ErroDeValidacaoMapper;
  CampoInvalido: Types.CampoInvalido;
  NaoEncontrado: NaoEncontradoMapper;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  produto?: Resolver<Types.Maybe<ResolversTypes['Produto']>, ParentType, ContextType, RequireFields<Types.QueryProdutoArgs, 'id'>>;
  produtoPorSku?: Resolver<Types.Maybe<ResolversTypes['Produto']>, ParentType, ContextType, RequireFields<Types.QueryProdutoPorSkuArgs, 'sku'>>;
  produtosPorIds?: Resolver<Types.Maybe<Array<Types.Maybe<ResolversTypes['Produto']>>>, ParentType, ContextType, RequireFields<Types.QueryProdutosPorIdsArgs, 'ids'>>;
  produtos?: Resolver<Types.Maybe<ResolversTypes['ProdutoConnection']>, ParentType, ContextType, RequireFields<Types.QueryProdutosArgs, 'ordem'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Produto', ParentType, ContextType>;
};

export type ProdutoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Produto'] = ResolversParentTypes['Produto'], FederationReferenceType extends FederationReferenceTypes['Produto'] = FederationReferenceTypes['Produto']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Produto']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  descricao?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  startCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  criarProduto?: Resolver<Types.Maybe<ResolversTypes['CriarProdutoResultado']>, ParentType, ContextType, RequireFields<Types.MutationCriarProdutoArgs, 'entrada'>>;
  atualizarProduto?: Resolver<Types.Maybe<ResolversTypes['AtualizarProdutoResultado']>, ParentType, ContextType, RequireFields<Types.MutationAtualizarProdutoArgs, 'entrada'>>;
  descontinuarProduto?: Resolver<Types.Maybe<ResolversTypes['AtualizarProdutoResultado']>, ParentType, ContextType, RequireFields<Types.MutationDescontinuarProdutoArgs, 'entrada'>>;
  reativarProduto?: Resolver<Types.Maybe<ResolversTypes['AtualizarProdutoResultado']>, ParentType, ContextType, RequireFields<Types.MutationReativarProdutoArgs, 'entrada'>>;
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

export type ErroResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Erro'] = ResolversParentTypes['Erro']> = {
  __resolveType: TypeResolveFn<'Conflito' | 'ErroDeValidacao' | 'NaoEncontrado', ParentType, ContextType>;
};

export type ConflitoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Conflito'] = ResolversParentTypes['Conflito']> = {
  codigo?: Resolver<ResolversTypes['CodigoDeConflito'], ParentType, ContextType>;
  mensagem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  atual?: Resolver<Types.Maybe<ResolversTypes['Entidade']>, ParentType, ContextType>;
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
  Node?: NodeResolvers<ContextType>;
  Produto?: ProdutoResolvers<ContextType>;
  ProdutoConnection?: ProdutoConnectionResolvers<ContextType>;
  ProdutoEdge?: ProdutoEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  ProdutoGravado?: ProdutoGravadoResolvers<ContextType>;
  CriarProdutoResultado?: CriarProdutoResultadoResolvers<ContextType>;
  AtualizarProdutoResultado?: AtualizarProdutoResultadoResolvers<ContextType>;
  Entidade?: EntidadeResolvers<ContextType>;
  Erro?: ErroResolvers<ContextType>;
  Conflito?: ConflitoResolvers<ContextType>;
  ErroDeValidacao?: ErroDeValidacaoResolvers<ContextType>;
  CampoInvalido?: CampoInvalidoResolvers<ContextType>;
  NaoEncontrado?: NaoEncontradoResolvers<ContextType>;
};

