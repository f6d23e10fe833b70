import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

/** Schema coordinates of inputs; never a value that is not the name of an enum's. */
export interface InputUse {
  /** `Enum.VALUE` */
  enumValues: Set<string>;
  /** `Input.field` */
  inputFields: Set<string>;
}

/** What to look for in the value of a variable. Lists are looked through, however deep. */
type InputShape =
  | { kind: 'enum'; coordinates: ReadonlyMap<string, string> }
  | { kind: 'input'; fields: ReadonlyMap<string, { coordinate: string; shape: InputShape | null }> };

/** The variables of an operation that can give enum values or input fields, by name. */
export type VariableShapes = ReadonlyMap<string, InputShape>;

/** Shapes of one schema's types, made once each. */
const knownShapes = new WeakMap<GraphQLEnumType | GraphQLInputObjectType, InputShape>();

/** What to look for in the variables of a valid operation. */
export function variableShapes(schema: GraphQLSchema, operation: OperationDefinitionNode): VariableShapes {
  const shapes = new Map<string, InputShape>();
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    // typeFromAST has an overload for each kind of node; any of them gives the type or undefined.
    const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]);
    const shape = type && isInputType(type) ? shapeOf(type) : null;
    if (shape) shapes.set(variable.name.value, shape);
  }
  return shapes;
}

function shapeOf(type: GraphQLInputType): InputShape | null {
  const named = getNamedType(type);
  if (!isEnumType(named) && !isInputObjectType(named)) return null;
  const known = knownShapes.get(named);
  if (known) return known;
  if (isEnumType(named)) {
    const coordinates = new Map(named.getValues().map(({ name }) => [name, `${named.name}.${name}`]));
    const shape: InputShape = { kind: 'enum', coordinates };
    knownShapes.set(named, shape);
    return shape;
  }
  const fields = new Map<string, { coordinate: string; shape: InputShape | null }>();
  const shape: InputShape = { kind: 'input', fields };
  // Before its fields, which may be of this type.
  knownShapes.set(named, shape);
  for (const field of Object.values(named.getFields())) {
    fields.set(field.name, { coordinate: `${named.name}.${field.name}`, shape: shapeOf(field.type) });
  }
  return shape;
}

/**
 * Adds which enum values and input fields the variables of a request give. Takes as long as the variables are large
 * and no stack, however deep they are.
 */
export function collectVariableUse(
  shapes: VariableShapes,
  variables: Readonly<Record<string, unknown>>,
  into: InputUse,
): void {
  const todo: { shape: InputShape; value: unknown }[] = [];
  for (const [name, shape] of shapes) todo.push({ shape, value: variables[name] });
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { shape, value } = next;
    if (Array.isArray(value)) {
      for (const one of value) todo.push({ shape, value: one });
    } else if (shape.kind === 'enum') {
      const coordinate = typeof value === 'string' ? shape.coordinates.get(value) : undefined;
      if (coordinate !== undefined) into.enumValues.add(coordinate);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, given] of Object.entries(value)) {
        const field = shape.fields.get(name);
        if (!field) continue;
        into.inputFields.add(field.coordinate);
        if (field.shape) todo.push({ shape: field.shape, value: given });
      }
    }
  }
}
