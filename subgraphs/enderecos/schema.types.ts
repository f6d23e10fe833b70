import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EnderecoMapper, EnderecoGravadoMapper, EnderecoExcluidoMapper, ConflitoMapper, ErroDeValidacaoMapper, NaoEncontradoMapper, IndisponivelMapper, ClienteMapper } from './schema.mappers.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A Brazilian postal code. Accepted with or without the hyphen, answered as `00000-000`. */
  CEP: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  /** One address by id; null when there is none. */
  endereco: Maybe<Endereco>;
};


export type QueryEnderecoArgs = {
  id: Scalars['ID']['input'];
};

/** A postal address of a customer. */
export type Endereco = {
  /** Identifies the address. */
  id: Scalars['ID']['output'];
  /** What the address is used for. */
  tipo: TipoEndereco;
  /** Street, avenue or square, without the number. */
  logradouro: Scalars['String']['output'];
  /** House number, or `S/N` where there is none. */
  numero: Scalars['String']['output'];
  /** Flat, block or landmark. */
  complemento: Maybe<Scalars['String']['output']>;
  /** Neighbourhood. */
  bairro: Scalars['String']['output'];
  /** City. */
  cidade: Scalars['String']['output'];
  /** State, one of the 27 Brazilian abbreviations. */
  uf: Uf;
  /** Postal code. */
  cep: Scalars['CEP']['output'];
  /** Country, ISO 3166-1 alpha-2. */
  pais: Scalars['String']['output'];
  /** Whether this is the customer's principal address; at most one is. */
  principal: Scalars['Boolean']['output'];
  /** Whose address it is; null when the customer is gone or its domain is unavailable. */
  cliente: Maybe<Cliente>;
  /** Grows by one with every change. */
  versao: Scalars['Int']['output'];
};

/** What an address is used for. */
export type TipoEndereco =
  /** Where the customer lives. */
  | 'RESIDENCIAL'
  /** Where the customer works. */
  | 'COMERCIAL'
  /** Where purchases are delivered. */
  | 'ENTREGA'
  /** Anything else. */
  | 'OUTRO';

/** A Brazilian state or the Federal District. */
export type Uf =
  /** Acre */
  | 'AC'
  /** Alagoas */
  | 'AL'
  /** Amapá */
  | 'AP'
  /** Amazonas */
  | 'AM'
  /** Bahia */
  | 'BA'
  /** Ceará */
  | 'CE'
  /** Distrito Federal */
  | 'DF'
  /** Espírito Santo */
  | 'ES'
  /** Goiás */
  | 'GO'
  /** Maranhão */
  | 'MA'
  /** Mato Grosso */
  | 'MT'
  /** Mato Grosso do Sul */
  | 'MS'
  /** Minas Gerais */
  | 'MG'
  /** Pará */
  | 'PA'
  /** Paraíba */
  | 'PB'
  /** Paraná */
  | 'PR'
  /** Pernambuco */
  | 'PE'
  /** Piauí */
  | 'PI'
  /** Rio de Janeiro */
  | 'RJ'
  /** Rio Grande do Norte */
  | 'RN'
  /** Rio Grande do Sul */
  | 'RS'
  /** Rondônia */
  | 'RO'
  /** Roraima */
  | 'RR'
  /** Santa Catarina */
  | 'SC'
  /** São Paulo */
  | 'SP'
  /** Sergipe */
  | 'SE'
  /** Tocantins */
  | 'TO';

/** A person who is a customer of the company. */
export type Cliente = {
  /** Identifies the customer in every domain. */
  id: Scalars['ID']['output'];
  /** The customer's addresses (at most 50), the principal one first. Null only when this domain is unavailable. */
  enderecos: Maybe<Array<Endereco>>;
  /** The customer's principal address; null when there is none. */
  enderecoPrincipal: Maybe<Endereco>;
};

export type Mutation = {
  /** Adds an address to a customer; the first one is the principal one. */
  criarEndereco: Maybe<CriarEnderecoResultado>;
  /** Changes an address; fields that are left out stay as they are. */
  atualizarEndereco: Maybe<AtualizarEnderecoResultado>;
  /** Deletes an address; when it was the principal one, the oldest of the others becomes it. */
  excluirEndereco: Maybe<ExcluirEnderecoResultado>;
  /** Makes an address the customer's principal one. */
  definirEnderecoPrincipal: Maybe<AtualizarEnderecoResultado>;
};


export type MutationCriarEnderecoArgs = {
  entrada: CriarEnderecoEntrada;
};


export type MutationAtualizarEnderecoArgs = {
  entrada: AtualizarEnderecoEntrada;
};


export type MutationExcluirEnderecoArgs = {
  entrada: VersaoDeEnderecoEntrada;
};


export type MutationDefinirEnderecoPrincipalArgs = {
  entrada: VersaoDeEnderecoEntrada;
};

/** An address to add. */
export type CriarEnderecoEntrada = {
  /** Whose address it is. */
  clienteId: Scalars['ID']['input'];
  /** What it is used for. */
  tipo: TipoEndereco;
  /** Street, avenue or square, 1 to 160 characters. */
  logradouro: Scalars['String']['input'];
  /** House number, or `S/N`; 1 to 10 characters. */
  numero: Scalars['String']['input'];
  /** Flat, block or landmark, at most 80 characters. */
  complemento?: InputMaybe<Scalars['String']['input']>;
  /** Neighbourhood, 1 to 80 characters. */
  bairro: Scalars['String']['input'];
  /** City, 1 to 80 characters. */
  cidade: Scalars['String']['input'];
  /** State, one of the 27 abbreviations. */
  uf: Scalars['String']['input'];
  /** Postal code, with or without the hyphen. */
  cep: Scalars['String']['input'];
  /** Whether it becomes the principal address. */
  principal?: InputMaybe<Scalars['Boolean']['input']>;
  /** Names this request, 8 to 100 characters: sent again with the same input it gives the first result again. */
  chaveDeIdempotencia?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of an address. */
export type AtualizarEnderecoEntrada = {
  /** The address. */
  id: Scalars['ID']['input'];
  /** The version that the change is based on. */
  versao: Scalars['Int']['input'];
  /** What it is used for. */
  tipo?: InputMaybe<TipoEndereco>;
  /** Street, avenue or square, 1 to 160 characters. */
  logradouro?: InputMaybe<Scalars['String']['input']>;
  /** House number, or `S/N`; 1 to 10 characters. */
  numero?: InputMaybe<Scalars['String']['input']>;
  /** Flat, block or landmark; null removes it. */
  complemento?: InputMaybe<Scalars['String']['input']>;
  /** Neighbourhood, 1 to 80 characters. */
  bairro?: InputMaybe<Scalars['String']['input']>;
  /** City, 1 to 80 characters. */
  cidade?: InputMaybe<Scalars['String']['input']>;
  /** State, one of the 27 abbreviations. */
  uf?: InputMaybe<Scalars['String']['input']>;
  /** Postal code, with or without the hyphen. */
  cep?: InputMaybe<Scalars['String']['input']>;
};

/** An address in a version of it. */
export type VersaoDeEnderecoEntrada = {
  /** The address. */
  id: Scalars['ID']['input'];
  /** The version that the decision is based on. */
  versao: Scalars['Int']['input'];
};

/** An address was written. */
export type EnderecoGravado = {
  /** The address as written. */
  endereco: Endereco;
};

/** An address was deleted. */
export type EnderecoExcluido = {
  /** The id that it had. */
  id: Scalars['ID']['output'];
  /** Whose address it was. */
  cliente: Maybe<Cliente>;
};

/** What can come of adding an address. */
export type CriarEnderecoResultado = EnderecoGravado | ErroDeValidacao | NaoEncontrado | Conflito | Indisponivel;

/** What can come of changing an address. */
export type AtualizarEnderecoResultado = EnderecoGravado | ErroDeValidacao | NaoEncontrado | Conflito;

/** What can come of deleting an address. */
export type ExcluirEnderecoResultado = EnderecoExcluido | ErroDeValidacao | NaoEncontrado | Conflito;

/** What a conflict can be about. */
export type Entidade = Endereco;

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

/** The domain that owns a reference does not answer. Nothing was written; the same request may work later. */
export type Indisponivel = {
  /** The domain that does not answer. */
  dominio: Scalars['String']['output'];
  /** What happened, for people. */
  mensagem: Scalars['String']['output'];
  /** When to try again, seconds. */
  tentarNovamenteEmSegundos: Scalars['Int']['output'];
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
  Endereco: Endereco;
  Cliente: Cliente;
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


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CEP: ResolverTypeWrapper<Scalars['CEP']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Endereco: ResolverTypeWrapper<EnderecoMapper>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  TipoEndereco: TipoEndereco;
  UF: Uf;
  Cliente: ResolverTypeWrapper<ClienteMapper>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CriarEnderecoEntrada: CriarEnderecoEntrada;
  AtualizarEnderecoEntrada: AtualizarEnderecoEntrada;
  VersaoDeEnderecoEntrada: VersaoDeEnderecoEntrada;
  EnderecoGravado: ResolverTypeWrapper<EnderecoGravadoMapper>;
  EnderecoExcluido: ResolverTypeWrapper<EnderecoExcluidoMapper>;
  CriarEnderecoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CriarEnderecoResultado']>;
  AtualizarEnderecoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AtualizarEnderecoResultado']>;
  ExcluirEnderecoResultado: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExcluirEnderecoResultado']>;
  Entidade: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Entidade']>;
  Conflito: ResolverTypeWrapper<ConflitoMapper>;
  CodigoDeConflito: CodigoDeConflito;
  ErroDeValidacao: ResolverTypeWrapper<ErroDeValidacaoMapper>;
  CampoInvalido: ResolverTypeWrapper<CampoInvalido>;
  CodigoDeValidacao: CodigoDeValidacao;
  NaoEncontrado: ResolverTypeWrapper<NaoEncontradoMapper>;
  Indisponivel: ResolverTypeWrapper<IndisponivelMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CEP: Scalars['CEP']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Endereco: EnderecoMapper;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  Cliente: ClienteMapper;
  Mutation: Record<PropertyKey, never>;
  CriarEnderecoEntrada: CriarEnderecoEntrada;
  AtualizarEnderecoEntrada: AtualizarEnderecoEntrada;
  VersaoDeEnderecoEntrada: VersaoDeEnderecoEntrada;
  EnderecoGravado: EnderecoGravadoMapper;
  EnderecoExcluido: EnderecoExcluidoMapper;
  CriarEnderecoResultado: ResolversUnionTypes<ResolversParentTypes>['CriarEnderecoResultado'];
  AtualizarEnderecoResultado: ResolversUnionTypes<ResolversParentTypes>['AtualizarEnderecoResultado'];
  ExcluirEnderecoResultado: ResolversUnionTypes<ResolversParentTypes>['ExcluirEnderecoResultado'];
  Entidade: ResolversUnionTypes<ResolversParentTypes>['Entidade'];
  Conflito: ConflitoMapper;
  ErroDeValidacao: ErroDeValidacaoMapper;
  CampoInvalido: CampoInvalido;
  NaoEncontrado: NaoEncontradoMapper;
  Indisponivel: IndisponivelMapper;
};

export interface CepScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CEP'], any> {
  name: 'CEP';
}

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  endereco?: Resolver<Maybe<ResolversTypes['Endereco']>, ParentType, ContextType, RequireFields<QueryEnderecoArgs, 'id'>>;
};

export type EnderecoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Endereco'] = ResolversParentTypes['Endereco'], FederationReferenceType extends FederationReferenceTypes['Endereco'] = FederationReferenceTypes['Endereco']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Endereco']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tipo?: Resolver<ResolversTypes['TipoEndereco'], ParentType, ContextType>;
  logradouro?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  numero?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  complemento?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bairro?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cidade?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uf?: Resolver<ResolversTypes['UF'], ParentType, ContextType>;
  cep?: Resolver<ResolversTypes['CEP'], ParentType, ContextType>;
  pais?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  principal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cliente?: Resolver<Maybe<ResolversTypes['Cliente']>, ParentType, ContextType>;
  versao?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClienteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cliente'] = ResolversParentTypes['Cliente'], FederationReferenceType extends FederationReferenceTypes['Cliente'] = FederationReferenceTypes['Cliente']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cliente']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  enderecos?: Resolver<Maybe<Array<ResolversTypes['Endereco']>>, ParentType, ContextType>;
  enderecoPrincipal?: Resolver<Maybe<ResolversTypes['Endereco']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  criarEndereco?: Resolver<Maybe<ResolversTypes['CriarEnderecoResultado']>, ParentType, ContextType, RequireFields<MutationCriarEnderecoArgs, 'entrada'>>;
  atualizarEndereco?: Resolver<Maybe<ResolversTypes['AtualizarEnderecoResultado']>, ParentType, ContextType, RequireFields<MutationAtualizarEnderecoArgs, 'entrada'>>;
  excluirEndereco?: Resolver<Maybe<ResolversTypes['ExcluirEnderecoResultado']>, ParentType, ContextType, RequireFields<MutationExcluirEnderecoArgs, 'entrada'>>;
  definirEnderecoPrincipal?: Resolver<Maybe<ResolversTypes['AtualizarEnderecoResultado']>, ParentType, ContextType, RequireFields<MutationDefinirEnderecoPrincipalArgs, 'entrada'>>;
};

export type EnderecoGravadoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnderecoGravado'] = ResolversParentTypes['EnderecoGravado']> = {
  endereco?: Resolver<ResolversTypes['Endereco'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EnderecoExcluidoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnderecoExcluido'] = ResolversParentTypes['EnderecoExcluido']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cliente?: Resolver<Maybe<ResolversTypes['Cliente']>, ParentType, ContextType>;
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

export type IndisponivelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Indisponivel'] = ResolversParentTypes['Indisponivel']> = {
  dominio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mensagem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tentarNovamenteEmSegundos?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  CEP?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Endereco?: EnderecoResolvers<ContextType>;
  Cliente?: ClienteResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  EnderecoGravado?: EnderecoGravadoResolvers<ContextType>;
  EnderecoExcluido?: EnderecoExcluidoResolvers<ContextType>;
  CriarEnderecoResultado?: CriarEnderecoResultadoResolvers<ContextType>;
  AtualizarEnderecoResultado?: AtualizarEnderecoResultadoResolvers<ContextType>;
  ExcluirEnderecoResultado?: ExcluirEnderecoResultadoResolvers<ContextType>;
  Entidade?: EntidadeResolvers<ContextType>;
  Conflito?: ConflitoResolvers<ContextType>;
  ErroDeValidacao?: ErroDeValidacaoResolvers<ContextType>;
  CampoInvalido?: CampoInvalidoResolvers<ContextType>;
  NaoEncontrado?: NaoEncontradoResolvers<ContextType>;
  Indisponivel?: IndisponivelResolvers<ContextType>;
};

