import type * as Types from './schema.types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AcessoMapper, AcessoConnectionMapper, AcessoAosDadosMapper, AcessoAosDadosConnectionMapper, AnaliseDeAcessosMapper, GrupoDeAcessosMapper, MedidasDeAcessosMapper, SaudeMapper, RoteadorMapper, DominioMapper, EnderecoDeDominioMapper, FilaDeEventosMapper, EventoMortoMapper, ReenvioMapper, ReenvioPedidoMapper, ConflitoMapper, ErroDeValidacaoMapper, NaoEncontradoMapper, ClienteMapper } from './schema.mappers.ts';
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
  ReenviarEventosResultado:
    | ( ReenvioPedidoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
    | ( ConflitoMapper )
  ;
  Entidade: ( ReenvioMapper );
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Erro:
    | ( ConflitoMapper )
    | ( ErroDeValidacaoMapper )
    | ( NaoEncontradoMapper )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
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
  Saude: ResolverTypeWrapper<SaudeMapper>;
  Roteador: ResolverTypeWrapper<RoteadorMapper>;
  Dominio: ResolverTypeWrapper<DominioMapper>;
  EstadoDeDominio: Types.EstadoDeDominio;
  EnderecoDeDominio: ResolverTypeWrapper<EnderecoDeDominioMapper>;
  EstadoDeEndereco: Types.EstadoDeEndereco;
  EstadoDeCircuito: Types.EstadoDeCircuito;
  FilaDeEventos: ResolverTypeWrapper<FilaDeEventosMapper>;
  EventoMorto: ResolverTypeWrapper<EventoMortoMapper>;
  Reenvio: ResolverTypeWrapper<ReenvioMapper>;
  EstadoDeReenvio: Types.EstadoDeReenvio;
  ReenviarEventosEntrada: Types.ReenviarEventosEntrada;
  ReenvioPedido: ResolverTypeWrapper<ReenvioPedidoMapper>;
  ReenviarEventosResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReenviarEventosResultado']>;
  Entidade: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Entidade']>;
  Erro: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Erro']>;
  Conflito: ResolverTypeWrapper<ConflitoMapper>;
  CodigoDeConflito: Types.CodigoDeConflito;
  ErroDeValidacao: ResolverTypeWrapper<ErroDeValidacaoMapper>;
  CampoInvalido: ResolverTypeWrapper<Types.CampoInvalido>;
  CodigoDeValidacao: Types.CodigoDeValidacao;
  NaoEncontrado: ResolverTypeWrapper<NaoEncontradoMapper>;
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
  Mutation: Record<PropertyKey, never>;
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
  Saude: SaudeMapper;
  Roteador: RoteadorMapper;
  Dominio: DominioMapper;
  EnderecoDeDominio: EnderecoDeDominioMapper;
  FilaDeEventos: FilaDeEventosMapper;
  EventoMorto: EventoMortoMapper;
  Reenvio: ReenvioMapper;
  ReenviarEventosEntrada: Types.ReenviarEventosEntrada;
  ReenvioPedido: ReenvioPedidoMapper;
  ReenviarEventosResultado: ResolversUnionTypes<ResolversParentTypes>['ReenviarEventosResultado'];
  Entidade: ResolversUnionTypes<ResolversParentTypes>['Entidade'];
  Erro: ResolversInterfaceTypes<ResolversParentTypes>['Erro'];
  Conflito: ConflitoMapper;
  ErroDeValidacao: ErroDeValidacaoMapper;
  CampoInvalido: Types.CampoInvalido;
  NaoEncontrado: NaoEncontradoMapper;
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
  saude?: Resolver<Types.Maybe<ResolversTypes['Saude']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  reenviarEventos?: Resolver<Types.Maybe<ResolversTypes['ReenviarEventosResultado']>, ParentType, ContextType, RequireFields<Types.MutationReenviarEventosArgs, 'entrada'>>;
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

export type SaudeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Saude'] = ResolversParentTypes['Saude']> = {
  instante?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  roteadores?: Resolver<Array<ResolversTypes['Roteador']>, ParentType, ContextType>;
  dominios?: Resolver<Array<ResolversTypes['Dominio']>, ParentType, ContextType>;
  reenvios?: Resolver<Array<ResolversTypes['Reenvio']>, ParentType, ContextType>;
};

export type RoteadorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Roteador'] = ResolversParentTypes['Roteador']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maquina?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  iniciadoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  vistoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  emDia?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  acessosAguardando?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bytesAguardando?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  acessosPerdidos?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DominioResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Dominio'] = ResolversParentTypes['Dominio']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  estado?: Resolver<ResolversTypes['EstadoDeDominio'], ParentType, ContextType>;
  enderecos?: Resolver<Array<ResolversTypes['EnderecoDeDominio']>, ParentType, ContextType>;
  caixaDeSaida?: Resolver<Types.Maybe<Array<ResolversTypes['FilaDeEventos']>>, ParentType, ContextType>;
  eventosMortos?: Resolver<Types.Maybe<Array<ResolversTypes['EventoMorto']>>, ParentType, ContextType>;
};

export type EnderecoDeDominioResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnderecoDeDominio'] = ResolversParentTypes['EnderecoDeDominio']> = {
  roteador?: Resolver<ResolversTypes['Roteador'], ParentType, ContextType>;
  endereco?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  estado?: Resolver<ResolversTypes['EstadoDeEndereco'], ParentType, ContextType>;
  circuito?: Resolver<ResolversTypes['EstadoDeCircuito'], ParentType, ContextType>;
  latenciaMs?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  requisicoesEmAndamento?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FilaDeEventosResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FilaDeEventos'] = ResolversParentTypes['FilaDeEventos']> = {
  destino?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pendentes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  publicados?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mortos?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  atrasoSegundos?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type EventoMortoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventoMorto'] = ResolversParentTypes['EventoMorto']> = {
  evento?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  destino?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tipo?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tentativas?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  motivo?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  criadoEm?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ReenvioResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reenvio'] = ResolversParentTypes['Reenvio']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  dominio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  evento?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  usuario?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pedidoEm?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  estado?: Resolver<ResolversTypes['EstadoDeReenvio'], ParentType, ContextType>;
  entregas?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  concluidoEm?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReenvioPedidoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReenvioPedido'] = ResolversParentTypes['ReenvioPedido']> = {
  reenvio?: Resolver<ResolversTypes['Reenvio'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReenviarEventosResultadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReenviarEventosResultado'] = ResolversParentTypes['ReenviarEventosResultado']> = {
  __resolveType: TypeResolveFn<'ReenvioPedido' | 'ErroDeValidacao' | 'NaoEncontrado' | 'Conflito', ParentType, ContextType>;
};

export type EntidadeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Entidade'] = ResolversParentTypes['Entidade']> = {
  __resolveType: TypeResolveFn<'Reenvio', ParentType, ContextType>;
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
  Mutation?: MutationResolvers<ContextType>;
  Cliente?: ClienteResolvers<ContextType>;
  Acesso?: AcessoResolvers<ContextType>;
  AcessoASubgrafo?: AcessoASubgrafoResolvers<ContextType>;
  AcessoAosDados?: AcessoAosDadosResolvers<ContextType>;
  AnaliseDeAcessos?: AnaliseDeAcessosResolvers<ContextType>;
  MedidasDeAcessos?: MedidasDeAcessosResolvers<ContextType>;
  GrupoDeAcessos?: GrupoDeAcessosResolvers<ContextType>;
  Saude?: SaudeResolvers<ContextType>;
  Roteador?: RoteadorResolvers<ContextType>;
  Dominio?: DominioResolvers<ContextType>;
  EnderecoDeDominio?: EnderecoDeDominioResolvers<ContextType>;
  FilaDeEventos?: FilaDeEventosResolvers<ContextType>;
  EventoMorto?: EventoMortoResolvers<ContextType>;
  Reenvio?: ReenvioResolvers<ContextType>;
  ReenvioPedido?: ReenvioPedidoResolvers<ContextType>;
  ReenviarEventosResultado?: ReenviarEventosResultadoResolvers<ContextType>;
  Entidade?: EntidadeResolvers<ContextType>;
  Erro?: ErroResolvers<ContextType>;
  Conflito?: ConflitoResolvers<ContextType>;
  ErroDeValidacao?: ErroDeValidacaoResolvers<ContextType>;
  CampoInvalido?: CampoInvalidoResolvers<ContextType>;
  NaoEncontrado?: NaoEncontradoResolvers<ContextType>;
  AcessoConnection?: AcessoConnectionResolvers<ContextType>;
  AcessoEdge?: AcessoEdgeResolvers<ContextType>;
  AcessoAosDadosConnection?: AcessoAosDadosConnectionResolvers<ContextType>;
  AcessoAosDadosEdge?: AcessoAosDadosEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
};

