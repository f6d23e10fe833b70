import type * as Types from './schema.types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { InventarioMapper, AquisicaoConnectionMapper, InventarioConnectionMapper, ProdutoAdquiridoConnectionMapper, AquisicoesNoPeriodoMapper, ProdutoMaisAdquiridoMapper, ResumoDeAquisicoesMapper, AquisicaoGravadaMapper, AquisicaoEstornadaMapper, ConflitoMapper, ErroDeValidacaoMapper, NaoEncontradoMapper, IndisponivelMapper, ClienteMapper, ProdutoMapper } from './schema.mappers.ts';
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
  Inventario: Types.Inventario;
  Cliente: Types.Cliente;
  Produto: Types.Produto;
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

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: ( InventarioMapper );
  Erro:
    | ( ConflitoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( IndisponivelMapper )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Types.Scalars['Decimal']['output']>;
  Date: ResolverTypeWrapper<Types.Scalars['Date']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  AquisicaoFiltro: Types.AquisicaoFiltro;
  AquisicaoOrdem: Types.AquisicaoOrdem;
  AquisicaoConnection: ResolverTypeWrapper<AquisicaoConnectionMapper>;
  Granularidade: Types.Granularidade;
  ProdutoMaisAdquirido: ResolverTypeWrapper<ProdutoMaisAdquiridoMapper>;
  Float: ResolverTypeWrapper<Types.Scalars['Float']['output']>;
  AquisicoesNoPeriodo: ResolverTypeWrapper<AquisicoesNoPeriodoMapper>;
  ResumoDeAquisicoes: ResolverTypeWrapper<ResumoDeAquisicoesMapper>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Inventario: ResolverTypeWrapper<InventarioMapper>;
  Cliente: ResolverTypeWrapper<ClienteMapper>;
  Produto: ResolverTypeWrapper<ProdutoMapper>;
  InventarioConnection: ResolverTypeWrapper<InventarioConnectionMapper>;
  InventarioEdge: ResolverTypeWrapper<Omit<Types.InventarioEdge, 'node'> & { node: ResolversTypes['Inventario'] }>;
  ProdutoAdquiridoConnection: ResolverTypeWrapper<ProdutoAdquiridoConnectionMapper>;
  ProdutoAdquiridoEdge: ResolverTypeWrapper<Omit<Types.ProdutoAdquiridoEdge, 'node'> & { node?: Types.Maybe<ResolversTypes['Produto']> }>;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegistrarAquisicaoEntrada: Types.RegistrarAquisicaoEntrada;
  CorrigirAquisicaoEntrada: Types.CorrigirAquisicaoEntrada;
  EstornarAquisicaoEntrada: Types.EstornarAquisicaoEntrada;
  AquisicaoGravada: ResolverTypeWrapper<AquisicaoGravadaMapper>;
  AquisicaoEstornada: ResolverTypeWrapper<AquisicaoEstornadaMapper>;
  RegistrarAquisicaoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegistrarAquisicaoResultado']>;
  CorrigirAquisicaoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CorrigirAquisicaoResultado']>;
  EstornarAquisicaoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EstornarAquisicaoResultado']>;
  Entidade: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Entidade']>;
  Erro: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Erro']>;
  Conflito: ResolverTypeWrapper<ConflitoMapper>;
  CodigoDeConflito: Types.CodigoDeConflito;
  ErroDeValidacao: ResolverTypeWrapper<ErroDeValidacaoMapper>;
  CampoInvalido: ResolverTypeWrapper<Types.CampoInvalido>;
  CodigoDeValidacao: Types.CodigoDeValidacao;
  NaoEncontrado: ResolverTypeWrapper<NaoEncontradoMapper>;
  Indisponivel: ResolverTypeWrapper<IndisponivelMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Types.Scalars['DateTime']['output'];
  Decimal: Types.Scalars['Decimal']['output'];
  Date: Types.Scalars['Date']['output'];
  Query: Record<PropertyKey, never>;
  ID: Types.Scalars['ID']['output'];
  Int: Types.Scalars['Int']['output'];
  String: Types.Scalars['String']['output'];
  AquisicaoFiltro: Types.AquisicaoFiltro;
  AquisicaoConnection: AquisicaoConnectionMapper;
  ProdutoMaisAdquirido: ProdutoMaisAdquiridoMapper;
  Float: Types.Scalars['Float']['output'];
  AquisicoesNoPeriodo: AquisicoesNoPeriodoMapper;
  ResumoDeAquisicoes: ResumoDeAquisicoesMapper;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Inventario: InventarioMapper;
  Cliente: ClienteMapper;
  Produto: ProdutoMapper;
  InventarioConnection: InventarioConnectionMapper;
  InventarioEdge: Omit<Types.InventarioEdge, 'node'> & { node: ResolversParentTypes['Inventario'] };
  ProdutoAdquiridoConnection: ProdutoAdquiridoConnectionMapper;
  ProdutoAdquiridoEdge: Omit<Types.ProdutoAdquiridoEdge, 'node'> & { node?: Types.Maybe<ResolversParentTypes['Produto']> };
  PageInfo: Types.PageInfo;
  Boolean: Types.Scalars['Boolean']['output'];
  Mutation: Record<PropertyKey, never>;
  RegistrarAquisicaoEntrada: Types.RegistrarAquisicaoEntrada;
  CorrigirAquisicaoEntrada: Types.CorrigirAquisicaoEntrada;
  EstornarAquisicaoEntrada: Types.EstornarAquisicaoEntrada;
  AquisicaoGravada: AquisicaoGravadaMapper;
  AquisicaoEstornada: AquisicaoEstornadaMapper;
  RegistrarAquisicaoResultado: ResolversUnionTypes<ResolversParentTypes>['RegistrarAquisicaoResultado'];
  CorrigirAquisicaoResultado: ResolversUnionTypes<ResolversParentTypes>['CorrigirAquisicaoResultado'];
  EstornarAquisicaoResultado: ResolversUnionTypes<ResolversParentTypes>['EstornarAquisicaoResultado'];
  Entidade: ResolversUnionTypes<ResolversParentTypes>['Entidade'];
  Erro: ResolversInterfaceTypes<ResolversParentTypes>['Erro'];
  Conflito: ConflitoMapper;
  ErroDeValidacao: ErroDeValidacaoMapper;
  CampoInvalido: Types.CampoInvalido;
  NaoEncontrado: NaoEncontradoMapper;
  Indisponivel: IndisponivelMapper;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  inventario?: Resolver<Types.Maybe<ResolversTypes['Inventario']>, ParentType, ContextType, RequireFields<Types.QueryInventarioArgs, 'id'>>;
  aquisicoes?: Resolver<Types.Maybe<ResolversTypes['AquisicaoConnection']>, ParentType, ContextType, RequireFields<Types.QueryAquisicoesArgs, 'ordem'>>;
  produtosMaisAdquiridos?: Resolver<Types.Maybe<Array<ResolversTypes['ProdutoMaisAdquirido']>>, ParentType, ContextType, RequireFields<Types.QueryProdutosMaisAdquiridosArgs, 'de' | 'ate' | 'first'>>;
  aquisicoesPorPeriodo?: Resolver<Types.Maybe<Array<ResolversTypes['AquisicoesNoPeriodo']>>, ParentType, ContextType, RequireFields<Types.QueryAquisicoesPorPeriodoArgs, 'granularidade' | 'de' | 'ate'>>;
};

export type AquisicaoConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AquisicaoConnection'] = ResolversParentTypes['AquisicaoConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InventarioEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Inventario']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProdutoMaisAdquiridoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProdutoMaisAdquirido'] = ResolversParentTypes['ProdutoMaisAdquirido']> = {
  produto?: Resolver<Types.Maybe<ResolversTypes['Produto']>, ParentType, ContextType>;
  aquisicoes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantidade?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type AquisicoesNoPeriodoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AquisicoesNoPeriodo'] = ResolversParentTypes['AquisicoesNoPeriodo']> = {
  de?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  ate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  aquisicoes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantidade?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type ResumoDeAquisicoesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResumoDeAquisicoes'] = ResolversParentTypes['ResumoDeAquisicoes']> = {
  aquisicoes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantidade?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  primeiraAquisicao?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ultimaAquisicao?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ticketMedio?: Resolver<Types.Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Inventario', ParentType, ContextType>;
};

export type InventarioResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Inventario'] = ResolversParentTypes['Inventario'], FederationReferenceType extends FederationReferenceTypes['Inventario'] = FederationReferenceTypes['Inventario']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Inventario']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantidade?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  precoUnitario?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  adquiridoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cliente?: Resolver<Types.Maybe<ResolversTypes['Cliente']>, ParentType, ContextType>;
  produto?: Resolver<Types.Maybe<ResolversTypes['Produto']>, ParentType, ContextType>;
  versao?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClienteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cliente'] = ResolversParentTypes['Cliente'], FederationReferenceType extends FederationReferenceTypes['Cliente'] = FederationReferenceTypes['Cliente']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Cliente']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inventario?: Resolver<Types.Maybe<ResolversTypes['InventarioConnection']>, ParentType, ContextType, Partial<Types.ClienteInventarioArgs>>;
  resumo?: Resolver<Types.Maybe<ResolversTypes['ResumoDeAquisicoes']>, ParentType, ContextType>;
  produtosAdquiridos?: Resolver<Types.Maybe<ResolversTypes['ProdutoAdquiridoConnection']>, ParentType, ContextType, Partial<Types.ClienteProdutosAdquiridosArgs>>;
};

export type ProdutoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Produto'] = ResolversParentTypes['Produto'], FederationReferenceType extends FederationReferenceTypes['Produto'] = FederationReferenceTypes['Produto']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Produto']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  resumo?: Resolver<Types.Maybe<ResolversTypes['ResumoDeAquisicoes']>, ParentType, ContextType>;
  inventario?: Resolver<Types.Maybe<ResolversTypes['InventarioConnection']>, ParentType, ContextType, Partial<Types.ProdutoInventarioArgs>>;
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
  nodes?: Resolver<Array<Types.Maybe<ResolversTypes['Produto']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProdutoAdquiridoEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProdutoAdquiridoEdge'] = ResolversParentTypes['ProdutoAdquiridoEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Types.Maybe<ResolversTypes['Produto']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  registrarAquisicao?: Resolver<Types.Maybe<ResolversTypes['RegistrarAquisicaoResultado']>, ParentType, ContextType, RequireFields<Types.MutationRegistrarAquisicaoArgs, 'entrada'>>;
  corrigirAquisicao?: Resolver<Types.Maybe<ResolversTypes['CorrigirAquisicaoResultado']>, ParentType, ContextType, RequireFields<Types.MutationCorrigirAquisicaoArgs, 'entrada'>>;
  estornarAquisicao?: Resolver<Types.Maybe<ResolversTypes['EstornarAquisicaoResultado']>, ParentType, ContextType, RequireFields<Types.MutationEstornarAquisicaoArgs, 'entrada'>>;
};

export type AquisicaoGravadaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AquisicaoGravada'] = ResolversParentTypes['AquisicaoGravada']> = {
  inventario?: Resolver<ResolversTypes['Inventario'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AquisicaoEstornadaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AquisicaoEstornada'] = ResolversParentTypes['AquisicaoEstornada']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cliente?: Resolver<Types.Maybe<ResolversTypes['Cliente']>, ParentType, ContextType>;
  produto?: Resolver<Types.Maybe<ResolversTypes['Produto']>, ParentType, ContextType>;
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

export type ErroResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Erro'] = ResolversParentTypes['Erro']> = {
  __resolveType: TypeResolveFn<'Conflito' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Indisponivel', ParentType, ContextType>;
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

export type IndisponivelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Indisponivel'] = ResolversParentTypes['Indisponivel']> = {
  dominio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mensagem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tentarNovamenteEmSegundos?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  AquisicaoConnection?: AquisicaoConnectionResolvers<ContextType>;
  ProdutoMaisAdquirido?: ProdutoMaisAdquiridoResolvers<ContextType>;
  AquisicoesNoPeriodo?: AquisicoesNoPeriodoResolvers<ContextType>;
  ResumoDeAquisicoes?: ResumoDeAquisicoesResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
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
  Erro?: ErroResolvers<ContextType>;
  Conflito?: ConflitoResolvers<ContextType>;
  ErroDeValidacao?: ErroDeValidacaoResolvers<ContextType>;
  CampoInvalido?: CampoInvalidoResolvers<ContextType>;
  NaoEncontrado?: NaoEncontradoResolvers<ContextType>;
  Indisponivel?: IndisponivelResolvers<ContextType>;
};

