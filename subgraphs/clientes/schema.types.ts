import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ClienteMapper, ClienteConnectionMapper, ClienteGravadoMapper, ClienteExcluidoMapper, ExclusaoMapper, ConflitoMapper, ErroDeValidacaoMapper, NaoEncontradoMapper } from './schema.mappers.ts';
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
  /** How far the erasure of a customer is; null when nobody asked for it. */
  exclusao: Maybe<Exclusao>;
  /** The customers, page by page. Null only when this domain is unavailable. */
  clientes: Maybe<ClienteConnection>;
};


export type QueryClienteArgs = {
  id: Scalars['ID']['input'];
};


export type QueryClientePorCpfArgs = {
  cpf: Scalars['CPF']['input'];
};


export type QueryExclusaoArgs = {
  id: Scalars['ID']['input'];
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
  /** Words that the name or e-mail must contain, in any order; each may be the beginning of a word. Words of one or two letters count only where there is no longer one. 2 to 100 characters. */
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

export type Mutation = {
  /** Registers a customer. */
  criarCliente: Maybe<CriarClienteResultado>;
  /** Changes a customer; fields that are left out stay as they are. */
  atualizarCliente: Maybe<AtualizarClienteResultado>;
  /**
   * Erases a customer (LGPD art. 18, VI): the customer's data and addresses are deleted, purchases stay without any
   * link to the person. `exclusao` tells when every domain has done so.
   */
  excluirCliente: Maybe<ExcluirClienteResultado>;
};


export type MutationCriarClienteArgs = {
  entrada: CriarClienteEntrada;
};


export type MutationAtualizarClienteArgs = {
  entrada: AtualizarClienteEntrada;
};


export type MutationExcluirClienteArgs = {
  entrada: ExcluirClienteEntrada;
};

/** A customer to register. */
export type CriarClienteEntrada = {
  /** Full name, 2 to 120 characters. */
  nome: Scalars['String']['input'];
  /** E-mail address that no other customer has, at most 254 characters. */
  email: Scalars['String']['input'];
  /** CPF that no other customer has, with or without punctuation. */
  cpf: Scalars['String']['input'];
  /** Telephone in E.164: `+5511987654321`. */
  telefone?: InputMaybe<Scalars['String']['input']>;
  /** Date of birth, `1990-04-21`, at most 130 years ago. */
  dataNascimento?: InputMaybe<Scalars['String']['input']>;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of a customer. */
export type AtualizarClienteEntrada = {
  /** The customer. */
  id: Scalars['ID']['input'];
  /** The version that the change is based on. */
  versao: Scalars['Int']['input'];
  /** Full name, 2 to 120 characters. */
  nome?: InputMaybe<Scalars['String']['input']>;
  /** E-mail address that no other customer has. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Telephone in E.164; null removes it. */
  telefone?: InputMaybe<Scalars['String']['input']>;
  /** Date of birth; null removes it. */
  dataNascimento?: InputMaybe<Scalars['String']['input']>;
};

/** A customer to erase. */
export type ExcluirClienteEntrada = {
  /** The customer. */
  id: Scalars['ID']['input'];
  /** The version that the decision is based on. */
  versao: Scalars['Int']['input'];
};

/** A customer was written. */
export type ClienteGravado = {
  /** The customer as written. */
  cliente: Cliente;
};

/** A customer was erased here; the other domains follow. */
export type ClienteExcluido = {
  /** The id that the customer had. */
  id: Scalars['ID']['output'];
  /** How far the erasure is. */
  exclusao: Exclusao;
};

/** What can come of registering a customer. */
export type CriarClienteResultado = ClienteGravado | ErroDeValidacao | Conflito;

/** What can come of changing a customer. */
export type AtualizarClienteResultado = ClienteGravado | ErroDeValidacao | NaoEncontrado | Conflito;

/** What can come of erasing a customer. */
export type ExcluirClienteResultado = ClienteExcluido | ErroDeValidacao | NaoEncontrado | Conflito;

/** The erasure of a customer over all domains. Holds no personal data. */
export type Exclusao = {
  /** The id that the customer had. */
  id: Scalars['ID']['output'];
  /** How far it is. */
  estado: EstadoDaExclusao;
  /** When it was asked for. */
  solicitadaEm: Scalars['DateTime']['output'];
  /** The domains that have not confirmed it yet. */
  dominiosPendentes: Array<Scalars['String']['output']>;
};

/** How far an erasure is. */
export type EstadoDaExclusao =
  /** Some domains have not confirmed it yet. */
  | 'EM_ANDAMENTO'
  /** Every domain has erased what it had. */
  | 'CONCLUIDA';

/** What a conflict can be about. */
export type Entidade = Cliente;

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
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CriarClienteEntrada: CriarClienteEntrada;
  AtualizarClienteEntrada: AtualizarClienteEntrada;
  ExcluirClienteEntrada: ExcluirClienteEntrada;
  ClienteGravado: ResolverTypeWrapper<ClienteGravadoMapper>;
  ClienteExcluido: ResolverTypeWrapper<ClienteExcluidoMapper>;
  CriarClienteResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CriarClienteResultado']>;
  AtualizarClienteResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AtualizarClienteResultado']>;
  ExcluirClienteResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExcluirClienteResultado']>;
  Exclusao: ResolverTypeWrapper<ExclusaoMapper>;
  EstadoDaExclusao: EstadoDaExclusao;
  Entidade: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Entidade']>;
  Conflito: ResolverTypeWrapper<ConflitoMapper>;
  CodigoDeConflito: CodigoDeConflito;
  ErroDeValidacao: ResolverTypeWrapper<ErroDeValidacaoMapper>;
  CampoInvalido: ResolverTypeWrapper<CampoInvalido>;
  CodigoDeValidacao: CodigoDeValidacao;
  NaoEncontrado: ResolverTypeWrapper<NaoEncontradoMapper>;
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
  Mutation: Record<PropertyKey, never>;
  CriarClienteEntrada: CriarClienteEntrada;
  AtualizarClienteEntrada: AtualizarClienteEntrada;
  ExcluirClienteEntrada: ExcluirClienteEntrada;
  ClienteGravado: ClienteGravadoMapper;
  ClienteExcluido: ClienteExcluidoMapper;
  CriarClienteResultado: ResolversUnionTypes<ResolversParentTypes>['CriarClienteResultado'];
  AtualizarClienteResultado: ResolversUnionTypes<ResolversParentTypes>['AtualizarClienteResultado'];
  ExcluirClienteResultado: ResolversUnionTypes<ResolversParentTypes>['ExcluirClienteResultado'];
  Exclusao: ExclusaoMapper;
  Entidade: ResolversUnionTypes<ResolversParentTypes>['Entidade'];
  Conflito: ConflitoMapper;
  ErroDeValidacao: ErroDeValidacaoMapper;
  CampoInvalido: CampoInvalido;
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
  cliente?: Resolver<Maybe<ResolversTypes['Cliente']>, ParentType, ContextType, RequireFields<QueryClienteArgs, 'id'>>;
  clientePorCpf?: Resolver<Maybe<ResolversTypes['Cliente']>, ParentType, ContextType, RequireFields<QueryClientePorCpfArgs, 'cpf'>>;
  exclusao?: Resolver<Maybe<ResolversTypes['Exclusao']>, ParentType, ContextType, RequireFields<QueryExclusaoArgs, 'id'>>;
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
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  criarCliente?: Resolver<Maybe<ResolversTypes['CriarClienteResultado']>, ParentType, ContextType, RequireFields<MutationCriarClienteArgs, 'entrada'>>;
  atualizarCliente?: Resolver<Maybe<ResolversTypes['AtualizarClienteResultado']>, ParentType, ContextType, RequireFields<MutationAtualizarClienteArgs, 'entrada'>>;
  excluirCliente?: Resolver<Maybe<ResolversTypes['ExcluirClienteResultado']>, ParentType, ContextType, RequireFields<MutationExcluirClienteArgs, 'entrada'>>;
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
  Mutation?: MutationResolvers<ContextType>;
  ClienteGravado?: ClienteGravadoResolvers<ContextType>;
  ClienteExcluido?: ClienteExcluidoResolvers<ContextType>;
  CriarClienteResultado?: CriarClienteResultadoResolvers<ContextType>;
  AtualizarClienteResultado?: AtualizarClienteResultadoResolvers<ContextType>;
  ExcluirClienteResultado?: ExcluirClienteResultadoResolvers<ContextType>;
  Exclusao?: ExclusaoResolvers<ContextType>;
  Entidade?: EntidadeResolvers<ContextType>;
  Conflito?: ConflitoResolvers<ContextType>;
  ErroDeValidacao?: ErroDeValidacaoResolvers<ContextType>;
  CampoInvalido?: CampoInvalidoResolvers<ContextType>;
  NaoEncontrado?: NaoEncontradoResolvers<ContextType>;
};

