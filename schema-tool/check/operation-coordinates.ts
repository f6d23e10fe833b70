import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  Kind,
  typeFromAST,
} from 'graphql';
import { visitCoordinates } from '../../usage-format/coordinates.ts';

/** What an operation uses of a schema, as schema coordinates and names. */
export interface UsedCoordinates {
  /** `Type.field` */
  fields: Set<string>;
  /** `Type.field(argument:)` */
  arguments: Set<string>;
  /** `Type.field(argument:)` of selected fields that are not given, or by something that may be null. */
  lackedArguments: Set<string>;
  /** `Input.field`; those given in the document or seen in variables. */
  inputFields: Set<string>;
  /** `Enum.VALUE`; those given in the document or seen in variables. */
  enumValues: Set<string>;
  /** Types that are selected from, named in a condition, or given as input. */
  types: Set<string>;
  /** Input types of variables whose values are not known: any of their fields and values may be in use. */
  unknownInputs: Set<string>;
  /** Enums that selected fields give: any of their values may be in use. */
  outputEnums: Set<string>;
  directives: Set<string>;
  kinds: Set<string>;
}

/** Which fields and values of inputs were given by variables, where that was recorded. */
export interface VariableUse {
  inputFields: ReadonlySet<string>;
  enumValues: ReadonlySet<string>;
}

/** What the operations of a document use; parts that the schema does not know are left out. */
export function usedCoordinates(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: VariableUse | null,
): UsedCoordinates {
  const used: UsedCoordinates = {
    fields: new Set(),
    arguments: new Set(),
    lackedArguments: new Set(),
    inputFields: new Set(variables?.inputFields),
    enumValues: new Set(variables?.enumValues),
    types: new Set(),
    unknownInputs: new Set(),
    outputEnums: new Set(),
    directives: new Set(),
    kinds: new Set(),
  };
  visitCoordinates(schema, document, {
    field: (coordinate, node, info) => {
      used.fields.add(coordinate);
      for (const { name } of node.arguments ?? []) used.arguments.add(`${coordinate}(${name.value}:)`);
      for (const { name } of info.getFieldDef()?.args ?? []) {
        const value = node.arguments?.find((one) => one.name.value === name)?.value;
        if (!value || value.kind === Kind.VARIABLE || value.kind === Kind.NULL) {
          used.lackedArguments.add(`${coordinate}(${name}:)`);
        }
      }
    },
    inputField: (coordinate) => used.inputFields.add(coordinate),
    enumValue: (coordinate) => used.enumValues.add(coordinate),
    node(node, info) {
      switch (node.kind) {
        case Kind.OPERATION_DEFINITION:
          used.kinds.add(node.operation);
          break;
        case Kind.FIELD: {
          const parent = info.getParentType();
          if (parent) used.types.add(parent.name);
          const type = getNamedType(info.getType());
          if (type) used.types.add(type.name);
          if (isEnumType(type)) used.outputEnums.add(type.name);
          break;
        }
        case Kind.INLINE_FRAGMENT:
        case Kind.FRAGMENT_DEFINITION:
          if (node.typeCondition) used.types.add(node.typeCondition.name.value);
          break;
        case Kind.DIRECTIVE:
          used.directives.add(node.name.value);
          break;
        case Kind.VARIABLE_DEFINITION: {
          const type = typeFromAST(schema, node.type as Parameters<typeof typeFromAST>[1]);
          // A variable's type is an input type wherever the document is valid.
          if (type) collectInputs(type as GraphQLInputType, used, variables !== null);
          break;
        }
      }
    },
  });
  return used;
}

/** Adds the input types that a variable can give, whole trees of them. */
function collectInputs(type: GraphQLInputType, used: UsedCoordinates, known: boolean): void {
  const named = getNamedType(type);
  if (used.types.has(`input ${named.name}`)) return;
  used.types.add(named.name).add(`input ${named.name}`);
  if (!known && (isEnumType(named) || isInputObjectType(named))) used.unknownInputs.add(named.name);
  if (!isInputObjectType(named)) return;
  for (const field of Object.values(named.getFields())) collectInputs(field.type, used, known);
}
