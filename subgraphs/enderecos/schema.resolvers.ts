import type * as Types from './schema.types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EnderecoMapper, EnderecoConnectionMapper, EnderecoGravadoMapper, EnderecoExcluidoMapper, ConflitoMapper, ErroDeValidacaoMapper, NaoEncontradoMapper, IndisponivelMapper, ClienteMapper } from './schema.mappers.ts';
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
  Endereco: Types.Endereco;
  Cliente: Types.Cliente;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Endereco:
    ( { __typename: 'Endereco' }
    & GraphQLRecursivePick<FederationTypes['Endereco'], {"id":true}> );
  Cliente:
    ( { __typename: 'Cliente' }
    & GraphQLRecursivePick<FederationTypes['Cliente'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CriarEnderecoResultado:
    | ( EnderecoGravadoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
    | ( IndisponivelMapper )
  ;
  AtualizarEnderecoResultado:
    | ( EnderecoGravadoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
  ;
  ExcluirEnderecoResultado:
    | ( EnderecoExcluidoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
  ;
  Entidade: ( EnderecoMapper );
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: ( EnderecoMapper );
  Erro:
    | ( ConflitoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( IndisponivelMapper )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CEP: ResolverTypeWrapper<Types.Scalars['CEP']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  EnderecoFiltro: Types.EnderecoFiltro;
  EnderecoConnection: ResolverTypeWrapper<EnderecoConnectionMapper>;
  EnderecoEdge: ResolverTypeWrapper<Omit<Types.EnderecoEdge, 'node'> & { node: ResolversTypes['Endereco'] }>;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Endereco: ResolverTypeWrapper<EnderecoMapper>;
  TipoEndereco: Types.TipoEndereco;
  UF: Types.Uf;
  Cliente: ResolverTypeWrapper<ClienteMapper>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CriarEnderecoEntrada: Types.CriarEnderecoEntrada;
  AtualizarEnderecoEntrada: Types.AtualizarEnderecoEntrada;
  VersaoDeEnderecoEntrada: Types.VersaoDeEnderecoEntrada;
  EnderecoGravado: ResolverTypeWrapper<EnderecoGravadoMapper>;
  EnderecoExcluido: ResolverTypeWrapper<EnderecoExcluidoMapper>;
  CriarEnderecoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CriarEnderecoResultado']>;
  AtualizarEnderecoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AtualizarEnderecoResultado']>;
  ExcluirEnderecoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExcluirEnderecoResultado']>;
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
  CEP: Types.Scalars['CEP']['output'];
  Query: Record<PropertyKey, never>;
  ID: Types.Scalars['ID']['output'];
  Int: Types.Scalars['Int']['output'];
  String: Types.Scalars['String']['output'];
  EnderecoFiltro: Types.EnderecoFiltro;
  EnderecoConnection: EnderecoConnectionMapper;
  EnderecoEdge: Omit<Types.EnderecoEdge, 'node'> & { node: ResolversParentTypes['Endereco'] };
  PageInfo: Types.PageInfo;
  Boolean: Types.Scalars['Boolean']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Endereco: EnderecoMapper;
  Cliente: ClienteMapper;
  Mutation: Record<PropertyKey, never>;
  CriarEnderecoEntrada: Types.CriarEnderecoEntrada;
  AtualizarEnderecoEntrada: Types.AtualizarEnderecoEntrada;
  VersaoDeEnderecoEntrada: Types.VersaoDeEnderecoEntrada;
  EnderecoGravado: EnderecoGravadoMapper;
  EnderecoExcluido: EnderecoExcluidoMapper;
  CriarEnderecoResultado: ResolversUnionTypes<ResolversParentTypes>['CriarEnderecoResultado'];
  AtualizarEnderecoResultado: ResolversUnionTypes<ResolversParentTypes>['AtualizarEnderecoResultado'];
  ExcluirEnderecoResultado: ResolversUnionTypes<ResolversParentTypes>['ExcluirEnderecoResultado'];
  Entidade: ResolversUnionTypes<ResolversParentTypes>['Entidade'];
  Erro: ResolversInterfaceTypes<ResolversParentTypes>['Erro'];
  Conflito: ConflitoMapper;
  ErroDeValidacao: ErroDeValidacaoMapper;
  CampoInvalido: Types.CampoInvalido;
  NaoEncontrado: NaoEncontradoMapper;
  Indisponivel: IndisponivelMapper;
};

export interface CepScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CEP'], any> {
  name: 'CEP';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  endereco?: Resolver<Types.Maybe<ResolversTypes['Endereco']>, ParentType, ContextType, RequireFields<Types.QueryEnderecoArgs, 'id'>>;
  enderecos?: Resolver<Types.Maybe<ResolversTypes['EnderecoConnection']>, ParentType, ContextType, RequireFields<Types.QueryEnderecosArgs, 'filtro'>>;
};

export type EnderecoConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnderecoConnection'] = ResolversParentTypes['EnderecoConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EnderecoEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Endereco']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EnderecoEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnderecoEdge'] = ResolversParentTypes['EnderecoEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Endereco'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Endereco', ParentType, ContextType>;
};

export type EnderecoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Endereco'] = ResolversParentTypes['Endereco'], FederationReferenceType extends FederationReferenceTypes['Endereco'] = FederationReferenceTypes['Endereco']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Endereco']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tipo?: Resolver<ResolversTypes['TipoEndereco'], ParentType, ContextType>;
  logradouro?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  numero?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  complemento?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bairro?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cidade?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uf?: Resolver<ResolversTypes['UF'], ParentType, ContextType>;
  cep?: Resolver<ResolversTypes['CEP'], ParentType, ContextType>;
  pais?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  principal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cliente?: Resolver<Types.Maybe<ResolversTypes['Cliente']>, ParentType, ContextType>;
  versao?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClienteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cliente'] = ResolversParentTypes['Cliente'], FederationReferenceType extends FederationReferenceTypes['Cliente'] = FederationReferenceTypes['Cliente']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Cliente']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  enderecos?: Resolver<Types.Maybe<Array<ResolversTypes['Endereco']>>, ParentType, ContextType>;
  enderecoPrincipal?: Resolver<Types.Maybe<ResolversTypes['Endereco']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  criarEndereco?: Resolver<Types.Maybe<ResolversTypes['CriarEnderecoResultado']>, ParentType, ContextType, RequireFields<Types.MutationCriarEnderecoArgs, 'entrada'>>;
  atualizarEndereco?: Resolver<Types.Maybe<ResolversTypes['AtualizarEnderecoResultado']>, ParentType, ContextType, RequireFields<Types.MutationAtualizarEnderecoArgs, 'entrada'>>;
  excluirEndereco?: Resolver<Types.Maybe<ResolversTypes['ExcluirEnderecoResultado']>, ParentType, ContextType, RequireFields<Types.MutationExcluirEnderecoArgs, 'entrada'>>;
  definirEnderecoPrincipal?: Resolver<Types.Maybe<ResolversTypes['AtualizarEnderecoResultado']>, ParentType, ContextType, RequireFields<Types.MutationDefinirEnderecoPrincipalArgs, 'entrada'>>;
};

export type EnderecoGravadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnderecoGravado'] = ResolversParentTypes['EnderecoGravado']> = {
  endereco?: Resolver<ResolversTypes['Endereco'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EnderecoExcluidoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnderecoExcluido'] = ResolversParentTypes['EnderecoExcluido']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cliente?: Resolver<Types.Maybe<ResolversTypes['Cliente']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CriarEnderecoResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CriarEnderecoResultado'] = ResolversParentTypes['CriarEnderecoResultado']> = {
  __resolveType: TypeResolveFn<'EnderecoGravado' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito' | 'Indisponivel', ParentType, ContextType>;
};

export type AtualizarEnderecoResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AtualizarEnderecoResultado'] = ResolversParentTypes['AtualizarEnderecoResultado']> = {
  __resolveType: TypeResolveFn<'EnderecoGravado' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito', ParentType, ContextType>;
};

export type ExcluirEnderecoResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExcluirEnderecoResultado'] = ResolversParentTypes['ExcluirEnderecoResultado']> = {
  __resolveType: TypeResolveFn<'EnderecoExcluido' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito', ParentType, ContextType>;
};

export type EntidadeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Entidade'] = ResolversParentTypes['Entidade']> = {
  __resolveType: TypeResolveFn<'Endereco', ParentType, ContextType>;
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
  CEP?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  EnderecoConnection?: EnderecoConnectionResolvers<ContextType>;
  EnderecoEdge?: EnderecoEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Endereco?: EnderecoResolvers<ContextType>;
  Cliente?: ClienteResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  EnderecoGravado?: EnderecoGravadoResolvers<ContextType>;
  EnderecoExcluido?: EnderecoExcluidoResolvers<ContextType>;
  CriarEnderecoResultado?: CriarEnderecoResultadoResolvers<ContextType>;
  AtualizarEnderecoResultado?: AtualizarEnderecoResultadoResolvers<ContextType>;
  ExcluirEnderecoResultado?: ExcluirEnderecoResultadoResolvers<ContextType>;
  Entidade?: EntidadeResolvers<ContextType>;
  Erro?: ErroResolvers<ContextType>;
  Conflito?: ConflitoResolvers<ContextType>;
  ErroDeValidacao?: ErroDeValidacaoResolvers<ContextType>;
  CampoInvalido?: CampoInvalidoResolvers<ContextType>;
  NaoEncontrado?: NaoEncontradoResolvers<ContextType>;
  Indisponivel?: IndisponivelResolvers<ContextType>;
};

