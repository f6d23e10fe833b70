import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  Kind,
  type ObjectValueNode,
  type TypeInfo,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import { visitCoordinates } from '../../../usage-format/coordinates.ts';
import type { VariableUse } from '../../documents/known-operations.ts';

/** A variable that can give a type. */
export interface GivingVariable {
  node: VariableDefinitionNode;
  /** Whether each valid call gives a value of the type: nothing on the way to it may be null or an empty list. */
  certain: boolean;
}

/** A fragment, inline or spread, with the type of the selection that it is in. */
export interface Condition {
  node: InlineFragmentNode | FragmentSpreadNode;
  parent: string;
}

/** What an operation uses of a schema, by schema coordinates and names, each with the nodes that use it. */
export interface OperationUses {
  /** `Type.field` */
  fields: Map<string, FieldNode[]>;
  /** `Type.field(argument:)` or `@directive(argument:)` that are given, with their values. */
  given: Map<string, ValueNode[]>;
  /** `Type.field(argument:)` or `@directive(argument:)` that are left out, with the field or directive. */
  omitted: Map<string, ASTNode[]>;
  /** `Input.field` given in the document, with their values. */
  inputFields: Map<string, ValueNode[]>;
  /** Input types given in the document. */
  inputObjects: Map<string, ObjectValueNode[]>;
  /** `Enum.VALUE` given in the document. */
  enumValues: Map<string, ASTNode[]>;
  /** Enums and custom scalars given in the document. */
  literals: Map<string, ASTNode[]>;
  /** Types named in conditions and variables. */
  named: Map<string, ASTNode[]>;
  /** By their type, the fragments that apply to objects of a type only. */
  conditions: Map<string, Condition[]>;
  /** Types that are selected from, and those of selected fields. */
  outputs: Map<string, ASTNode[]>;
  /** Types of selected fields. */
  got: Map<string, ASTNode[]>;
  /** Input types, enums and custom scalars that variables can give, whole trees of them. */
  variables: Map<string, GivingVariable[]>;
  directives: Map<string, ASTNode[]>;
  /** `query`, `mutation` or `subscription`. */
  kinds: Map<string, ASTNode[]>;
  definitions: Map<string, VariableDefinitionNode>;
  /** What variables gave, null where it was not recorded. */
  recorded: VariableUse | null;
  document: DocumentNode;
}

/** What the operation of a document uses; parts that the schema does not know are left out. */
export function operationUses(
  schema: GraphQLSchema,
  document: DocumentNode,
  recorded: VariableUse | null,
): OperationUses {
  const uses: OperationUses = {
    fields: new Map(),
    given: new Map(),
    omitted: new Map(),
    inputFields: new Map(),
    inputObjects: new Map(),
    enumValues: new Map(),
    literals: new Map(),
    named: new Map(),
    conditions: new Map(),
    outputs: new Map(),
    got: new Map(),
    variables: new Map(),
    directives: new Map(),
    kinds: new Map(),
    definitions: new Map(),
    recorded,
    document,
  };
  const note = <Node>(map: Map<string, Node[]>, key: string, node: Node) => {
    const found = map.get(key);
    if (found) found.push(node);
    else map.set(key, [node]);
  };
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.typeCondition.name.value]] : [],
    ),
  );
  const noteCondition = (node: Condition['node'], type: string | undefined, info: TypeInfo) => {
    const parent = info.getParentType();
    if (type !== undefined && parent) note(uses.conditions, type, { node, parent: parent.name });
  };
  visitCoordinates(schema, document, {
    field(coordinate, node, info) {
      note(uses.fields, coordinate, node);
      for (const { name } of info.getFieldDef()?.args ?? []) {
        const value = node.arguments?.find((one) => one.name.value === name)?.value;
        if (value) note(uses.given, `${coordinate}(${name}:)`, value);
        else note<ASTNode>(uses.omitted, `${coordinate}(${name}:)`, node.name);
      }
    },
    inputField: (coordinate, node) => note(uses.inputFields, coordinate, node.value),
    enumValue: (coordinate, node) => note<ASTNode>(uses.enumValues, coordinate, node),
    node(node, info) {
      switch (node.kind) {
        case Kind.OPERATION_DEFINITION:
          note<ASTNode>(uses.kinds, node.operation, node);
          break;
        case Kind.FIELD: {
          const parent = info.getParentType();
          if (parent) note<ASTNode>(uses.outputs, parent.name, node.name);
          const type = getNamedType(info.getType());
          if (!type) break;
          note<ASTNode>(uses.outputs, type.name, node.name);
          note<ASTNode>(uses.got, type.name, node.name);
          break;
        }
        case Kind.INLINE_FRAGMENT:
        case Kind.FRAGMENT_DEFINITION:
          if (node.typeCondition)
            note<ASTNode>(uses.named, node.typeCondition.name.value, node.typeCondition);
          if (node.kind === Kind.INLINE_FRAGMENT) noteCondition(node, node.typeCondition?.name.value, info);
          break;
        case Kind.FRAGMENT_SPREAD:
          noteCondition(node, fragments.get(node.name.value), info);
          break;
        case Kind.OBJECT: {
          const type = getNamedType(info.getInputType());
          if (isInputObjectType(type)) note(uses.inputObjects, type.name, node);
          else if (type && isOwnLeaf(type)) note<ASTNode>(uses.literals, type.name, node);
          break;
        }
        case Kind.STRING:
        case Kind.INT:
        case Kind.FLOAT:
        case Kind.BOOLEAN:
        case Kind.ENUM: {
          const type = getNamedType(info.getInputType());
          if (type && isOwnLeaf(type)) note<ASTNode>(uses.literals, type.name, node);
          break;
        }
        case Kind.DIRECTIVE: {
          const { value: name } = node.name;
          note<ASTNode>(uses.directives, name, node);
          for (const argument of schema.getDirective(name)?.args ?? []) {
            const value = node.arguments?.find((one) => one.name.value === argument.name)?.value;
            const coordinate = `@${name}(${argument.name}:)`;
            if (value) note(uses.given, coordinate, value);
            else note<ASTNode>(uses.omitted, coordinate, node);
          }
          break;
        }
        case Kind.VARIABLE_DEFINITION: {
          uses.definitions.set(node.variable.name.value, node);
          // typeFromAST has an overload for each kind of node; any of them gives the type or undefined.
          const type = typeFromAST(schema, node.type as Parameters<typeof typeFromAST>[1]);
          const name = type ? getNamedType(type).name : null;
          if (name !== null) note<ASTNode>(uses.named, name, node.type);
          // A variable's type is an input type wherever the document is valid.
          if (type) collectVariable(type as GraphQLInputType, node, true, uses.variables);
          break;
        }
      }
    },
  });
  return uses;
}

function isOwnLeaf(type: GraphQLNamedType): boolean {
  return isLeafType(type) && !isSpecifiedScalarType(type);
}

/** Adds the types that a variable can give. */
function collectVariable(
  type: GraphQLInputType,
  node: VariableDefinitionNode,
  certain: boolean,
  into: OperationUses['variables'],
): void {
  if (isNonNullType(type)) collectNullable(type.ofType, node, certain, into);
  else collectNullable(type, node, false, into);
}

function collectNullable(
  type: GraphQLInputType,
  node: VariableDefinitionNode,
  certain: boolean,
  into: OperationUses['variables'],
): void {
  if (isListType(type)) collectVariable(type.ofType, node, false, into);
  if (isListType(type) || isNonNullType(type) || isSpecifiedScalarType(type)) return;
  const found = into.get(type.name) ?? [];
  const known = found.find((one) => one.node === node);
  if (known && (known.certain || !certain)) return;
  if (known) known.certain = true;
  else into.set(type.name, [...found, { node, certain }]);
  if (!isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) collectVariable(field.type, node, certain, into);
}
