import type * as Types from './schema.types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ClienteMapper, ClienteConnectionMapper, ClienteGravadoMapper, ClienteExcluidoMapper, ExclusaoMapper, ConflitoMapper, ErroDeValidacaoMapper, NaoEncontradoMapper } from './schema.mappers.ts';
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

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CriarClienteResultado:
    | ( ClienteGravadoMapper )
    | ( ErroDeValidacaoMapper )
    | ( ConflitoMapper )
  ;
  AtualizarClienteResultado:
    | ( ClienteGravadoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
  ;
  ExcluirClienteResultado:
    | ( ClienteExcluidoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
  ;
  Entidade: ( ClienteMapper );
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: ( ClienteMapper );
  Erro:
    | ( ConflitoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  Date: ResolverTypeWrapper<Types.Scalars['Date']['output']>;
  EmailAddress: ResolverTypeWrapper<Types.Scalars['EmailAddress']['output']>;
  CPF: ResolverTypeWrapper<Types.Scalars['CPF']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Cliente: ResolverTypeWrapper<ClienteMapper>;
  ClienteFiltro: Types.ClienteFiltro;
  ClienteOrdem: Types.ClienteOrdem;
  ClienteConnection: ResolverTypeWrapper<ClienteConnectionMapper>;
  ClienteEdge: ResolverTypeWrapper<Omit<Types.ClienteEdge, 'node'> & { node: ResolversTypes['Cliente'] }>;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CriarClienteEntrada: Types.CriarClienteEntrada;
  AtualizarClienteEntrada: Types.AtualizarClienteEntrada;
  ExcluirClienteEntrada: Types.ExcluirClienteEntrada;
  ClienteGravado: ResolverTypeWrapper<ClienteGravadoMapper>;
  ClienteExcluido: ResolverTypeWrapper<ClienteExcluidoMapper>;
  CriarClienteResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CriarClienteResultado']>;
  AtualizarClienteResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AtualizarClienteResultado']>;
  ExcluirClienteResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExcluirClienteResultado']>;
  Exclusao: ResolverTypeWrapper<ExclusaoMapper>;
  EstadoDaExclusao: Types.EstadoDaExclusao;
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
  Date: Types.Scalars['Date']['output'];
  EmailAddress: Types.Scalars['EmailAddress']['output'];
  CPF: Types.Scalars['CPF']['output'];
  Query: Record<PropertyKey, never>;
  ID: Types.Scalars['ID']['output'];
  Int: Types.Scalars['Int']['output'];
  String: Types.Scalars['String']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Cliente: ClienteMapper;
  ClienteFiltro: Types.ClienteFiltro;
  ClienteConnection: ClienteConnectionMapper;
  ClienteEdge: Omit<Types.ClienteEdge, 'node'> & { node: ResolversParentTypes['Cliente'] };
  PageInfo: Types.PageInfo;
  Boolean: Types.Scalars['Boolean']['output'];
  Mutation: Record<PropertyKey, never>;
  CriarClienteEntrada: Types.CriarClienteEntrada;
  AtualizarClienteEntrada: Types.AtualizarClienteEntrada;
  ExcluirClienteEntrada: Types.ExcluirClienteEntrada;
  ClienteGravado: ClienteGravadoMapper;
  ClienteExcluido: ClienteExcluidoMapper;
  CriarClienteResultado: ResolversUnionTypes<ResolversParentTypes>['CriarClienteResultado'];
  AtualizarClienteResultado: ResolversUnionTypes<ResolversParentTypes>['AtualizarClienteResultado'];
  ExcluirClienteResultado: ResolversUnionTypes<ResolversParentTypes>['ExcluirClienteResultado'];
  Exclusao: ExclusaoMapper;
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
  cliente?: Resolver<Types.Maybe<ResolversTypes['Cliente']>, ParentType, ContextType, RequireFields<Types.QueryClienteArgs, 'id'>>;
  clientePorCpf?: Resolver<Types.Maybe<ResolversTypes['Cliente']>, ParentType, ContextType, RequireFields<Types.QueryClientePorCpfArgs, 'cpf'>>;
  clientePorEmail?: Resolver<Types.Maybe<ResolversTypes['Cliente']>, ParentType, ContextType, RequireFields<Types.QueryClientePorEmailArgs, 'email'>>;
  clientesPorIds?: Resolver<Types.Maybe<Array<Types.Maybe<ResolversTypes['Cliente']>>>, ParentType, ContextType, RequireFields<Types.QueryClientesPorIdsArgs, 'ids'>>;
  exclusao?: Resolver<Types.Maybe<ResolversTypes['Exclusao']>, ParentType, ContextType, RequireFields<Types.QueryExclusaoArgs, 'id'>>;
  clientes?: Resolver<Types.Maybe<ResolversTypes['ClienteConnection']>, ParentType, ContextType, RequireFields<Types.QueryClientesArgs, 'ordem'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Cliente', ParentType, ContextType>;
};

export type ClienteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cliente'] = ResolversParentTypes['Cliente'], FederationReferenceType extends FederationReferenceTypes['Cliente'] = FederationReferenceTypes['Cliente']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Cliente']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Types.Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  cpf?: Resolver<Types.Maybe<ResolversTypes['CPF']>, ParentType, ContextType>;
  telefone?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataNascimento?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  idade?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  criadoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  atualizadoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  versao?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  startCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  criarCliente?: Resolver<Types.Maybe<ResolversTypes['CriarClienteResultado']>, ParentType, ContextType, RequireFields<Types.MutationCriarClienteArgs, 'entrada'>>;
  atualizarCliente?: Resolver<Types.Maybe<ResolversTypes['AtualizarClienteResultado']>, ParentType, ContextType, RequireFields<Types.MutationAtualizarClienteArgs, 'entrada'>>;
  excluirCliente?: Resolver<Types.Maybe<ResolversTypes['ExcluirClienteResultado']>, ParentType, ContextType, RequireFields<Types.MutationExcluirClienteArgs, 'entrada'>>;
};

export type ClienteGravadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClienteGravado'] = ResolversParentTypes['ClienteGravado']> = {
  cliente?: Resolver<ResolversTypes['Cliente'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClienteExcluidoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClienteExcluido'] = ResolversParentTypes['ClienteExcluido']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  exclusao?: Resolver<ResolversTypes['Exclusao'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CriarClienteResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CriarClienteResultado'] = ResolversParentTypes['CriarClienteResultado']> = {
  __resolveType: TypeResolveFn<'ClienteGravado' | 'ErroDeValidacao' | 'Conflito', ParentType, ContextType>;
};

export type AtualizarClienteResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AtualizarClienteResultado'] = ResolversParentTypes['AtualizarClienteResultado']> = {
  __resolveType: TypeResolveFn<'ClienteGravado' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito', ParentType, ContextType>;
};

export type ExcluirClienteResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExcluirClienteResultado'] = ResolversParentTypes['ExcluirClienteResultado']> = {
  __resolveType: TypeResolveFn<'ClienteExcluido' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito', ParentType, ContextType>;
};

export type ExclusaoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Exclusao'] = ResolversParentTypes['Exclusao']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  estado?: Resolver<ResolversTypes['EstadoDaExclusao'], ParentType, ContextType>;
  solicitadaEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dominiosPendentes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EntidadeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Entidade'] = ResolversParentTypes['Entidade']> = {
  __resolveType: TypeResolveFn<'Cliente', ParentType, ContextType>;
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
  Date?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  CPF?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Cliente?: ClienteResolvers<ContextType>;
  ClienteConnection?: ClienteConnectionResolvers<ContextType>;
  ClienteEdge?: ClienteEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  ClienteGravado?: ClienteGravadoResolvers<ContextType>;
  ClienteExcluido?: ClienteExcluidoResolvers<ContextType>;
  CriarClienteResultado?: CriarClienteResultadoResolvers<ContextType>;
  AtualizarClienteResultado?: AtualizarClienteResultadoResolvers<ContextType>;
  ExcluirClienteResultado?: ExcluirClienteResultadoResolvers<ContextType>;
  Exclusao?: ExclusaoResolvers<ContextType>;
  Entidade?: EntidadeResolvers<ContextType>;
  Erro?: ErroResolvers<ContextType>;
  Conflito?: ConflitoResolvers<ContextType>;
  ErroDeValidacao?: ErroDeValidacaoResolvers<ContextType>;
  CampoInvalido?: CampoInvalidoResolvers<ContextType>;
  NaoEncontrado?: NaoEncontradoResolvers<ContextType>;
};

