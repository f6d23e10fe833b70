import {
  type DocumentNode,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A schema of JSON Schema, 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What an object may have: no more than these. */
export interface ObjectSchema extends JsonSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties: false;
}

/** https://spec.graphql.org/September2025/#sec-Scalars.Built-in-Scalars */
const BUILT_IN: Readonly<Record<string, JsonSchema>> = {
  Int: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  Float: { type: 'number' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  ID: { type: 'string' },
};

/** Formats of JSON Schema that are what a scalar says that it is specified by. */
const FORMATS: Readonly<Record<string, string>> = {
  'https://scalars.graphql.org/andimarek/date-time': 'date-time',
  'https://scalars.graphql.org/andimarek/local-date': 'date',
  'https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address': 'email',
  'https://www.rfc-editor.org/rfc/rfc3986': 'uri',
  'https://www.rfc-editor.org/rfc/rfc9562': 'uuid',
};

/**
 * The JSON Schema of an operation's variables. Input objects are in `$defs`, as they may hold themselves. Null where the schema
 * has no such types: the document is not for it.
 */
export function toolInput(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ObjectSchema | null {
  const definitions: Record<string, JsonSchema> = {};
  const meanings = variableMeanings(schema, document);
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) return null;
    const name = definition.variable.name.value;
    const meaning = definition.description?.value ?? meanings.get(name);
    properties[name] = described(schemaOf(type, definitions), meaning, defaultOf(definition));
    if (isNonNullType(type) && !definition.defaultValue) required.push(name);
  }
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    ...(Object.keys(definitions).length > 0 ? { $defs: definitions } : {}),
  };
}

/** What the arguments and input fields mean that variables are given to; of several the first. */
function variableMeanings(schema: GraphQLSchema, document: DocumentNode): Map<string, string> {
  const meanings = new Map<string, string>();
  const info = new TypeInfo(schema);
  let inputField: GraphQLInputField | null | undefined = null;
  visit(
    document,
    visitWithTypeInfo(info, {
      VariableDefinition: { enter: () => false },
      ObjectField: {
        enter({ name }) {
          const parent = info.getParentInputType();
          inputField = isInputObjectType(parent) ? parent.getFields()[name.value] : null;
        },
        leave() {
          inputField = null;
        },
      },
      Variable({ name }) {
        const meaning = (inputField ?? info.getArgument())?.description;
        if (meaning && !meanings.has(name.value)) meanings.set(name.value, meaning);
      },
    }),
  );
  return meanings;
}

function schemaOf(type: GraphQLInputType, definitions: Record<string, JsonSchema>): JsonSchema {
  return isNonNullType(type)
    ? schemaOfValue(type.ofType, definitions)
    : orNull(schemaOfValue(type, definitions));
}

/** Of a value that is not null. */
function schemaOfValue(
  type: Exclude<GraphQLInputType, { readonly ofType: never }>,
  definitions: Record<string, JsonSchema>,
): JsonSchema {
  if (isNonNullType(type)) return schemaOfValue(type.ofType, definitions);
  if (isListType(type)) return { type: 'array', items: schemaOf(type.ofType, definitions) };
  if (isEnumType(type)) {
    const values = type.getValues();
    const meanings = values.flatMap(({ name, description }) =>
      description ? [`${name}: ${description}`] : [],
    );
    return described(
      { type: 'string', enum: values.map(({ name }) => name) },
      [type.description ?? '', ...meanings].join('\n').trim(),
    );
  }
  if (isInputObjectType(type)) {
    if (!Object.hasOwn(definitions, type.name)) {
      // Known from now on, for those that it holds.
      definitions[type.name] = {};
      definitions[type.name] = objectSchema(type, definitions);
    }
    return { $ref: `#/$defs/${type.name}` };
  }
  return scalarSchema(type);
}

function objectSchema(type: GraphQLInputObjectType, definitions: Record<string, JsonSchema>): JsonSchema {
  const fields = Object.values(type.getFields());
  const properties: Record<string, JsonSchema> = {};
  for (const field of fields) {
    // The schema is made of a text.
    const given = field.astNode?.defaultValue;
    // Of a OneOf type the one field that is given is not null.
    const value = type.isOneOf ? schemaOfValue(field.type, definitions) : schemaOf(field.type, definitions);
    properties[field.name] = described(
      value,
      field.description,
      given ? { value: valueFromASTUntyped(given) } : null,
    );
  }
  const required = fields.filter(
    ({ type: its, defaultValue }) => isNonNullType(its) && defaultValue === undefined,
  );
  const schema = {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required: required.map(({ name }) => name) } : {}),
    additionalProperties: false,
    ...(type.isOneOf ? { minProperties: 1, maxProperties: 1 } : {}),
  };
  return described(schema, type.description);
}

/** Any value where nothing says which form a scalar has in JSON. */
function scalarSchema({ name, description, specifiedByURL }: GraphQLScalarType): JsonSchema {
  const builtIn = BUILT_IN[name];
  if (builtIn) return builtIn;
  const format = FORMATS[specifiedByURL ?? ''];
  const source = specifiedByURL ? `${name}, as specified by ${specifiedByURL}` : name;
  return described(
    format ? { type: 'string', format } : {},
    [description, source].filter(Boolean).join('\n'),
  );
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema;
  if (typeof type === 'string') {
    return {
      ...schema,
      type: [type, 'null'],
      ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
    };
  }
  // Without a type it is any value, null too.
  return '$ref' in schema ? { anyOf: [schema, { type: 'null' }] } : schema;
}

/** A schema with what its value means here, before what its type means, and with its default. */
function described(
  schema: JsonSchema,
  meaning: string | null | undefined,
  given: { value: unknown } | null = null,
): JsonSchema {
  const { description: ofType, ...rest } = schema;
  const description = [meaning, ofType].filter(Boolean).join('\n');
  return { ...rest, ...(description ? { description } : {}), ...(given ? { default: given.value } : {}) };
}

function defaultOf({ defaultValue }: VariableDefinitionNode): { value: unknown } | null {
  return defaultValue ? { value: valueFromASTUntyped(defaultValue) } : null;
}
