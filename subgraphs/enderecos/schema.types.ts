import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EnderecoMapper, ClienteMapper } from './schema.mappers.ts';
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
};

export type ClienteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cliente'] = ResolversParentTypes['Cliente'], FederationReferenceType extends FederationReferenceTypes['Cliente'] = FederationReferenceTypes['Cliente']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cliente']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  enderecos?: Resolver<Maybe<Array<ResolversTypes['Endereco']>>, ParentType, ContextType>;
  enderecoPrincipal?: Resolver<Maybe<ResolversTypes['Endereco']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  CEP?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Endereco?: EnderecoResolvers<ContextType>;
  Cliente?: ClienteResolvers<ContextType>;
};

