import {
  type ASTNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  typeFromAST,
  type ValueNode,
} from 'graphql';
import type { Change } from '../changes/change.ts';
import type { Schemas } from '../changes/side.ts';
import { coercesAll, isRequired, onlyNullsDiffer } from '../diff/input-types.ts';
import { broken, type Effect, gravestOf, possible } from './effect.ts';
import { interfacesOf } from './field-readers.ts';
import type { GivingVariable, OperationUses } from './operation-uses.ts';
import { checkGivenValue } from './value-check.ts';

/** The places in the document of variables. */
export function nodesOf(variables: readonly GivingVariable[] | undefined): ASTNode[] | undefined {
  return variables?.map(({ node }) => node);
}

/** What another type or default of an argument does to an operation; null for nothing. */
export function argumentEffect(change: Change, uses: OperationUses, schemas: Schemas): Effect | null {
  const { coordinate, severity } = change;
  const before = argumentAt(schemas.before, coordinate);
  const after = argumentAt(schemas.after, coordinate);
  if (!before || !after) return null;
  const omitted = uses.omitted.get(coordinate);
  const given = uses.given.get(coordinate) ?? [];
  if (severity !== 'breaking') {
    // The default is that of the object, also where an interface of it is read.
    const [, typeName = '', rest = ''] = /^(\w+)\.(.*)$/.exec(coordinate) ?? [];
    const others = interfacesOf(typeName, schemas.before).map((name) => `${name}.${rest}`);
    const omittedThere = others.flatMap((one) => uses.omitted.get(one) ?? []);
    const openThere = others
      .flatMap((one) => uses.given.get(one) ?? [])
      .filter((value) => mayBeLeftOut(value, uses));
    const open = given.filter((value) => mayBeLeftOut(value, uses));
    return possible(
      [...(omitted ?? []), ...open, ...omittedThere, ...openThere],
      'it leaves the argument to its default',
    );
  }
  return gravestOf([
    isRequired(after) ? broken(omitted, 'it does not give the argument') : null,
    valuesEffect(given, before, after, uses, schemas.after),
  ]);
}

function valuesEffect(
  values: readonly ValueNode[],
  before: GraphQLArgument | GraphQLInputField,
  after: GraphQLArgument | GraphQLInputField,
  uses: OperationUses,
  schema: GraphQLSchema,
): Effect | null {
  const checked = values.map((value) => ({
    value,
    verdict: checkGivenValue(value, { before, after }, schema, uses.definitions),
  }));
  const valuesThat = (verdict: string) =>
    checked.filter((one) => one.verdict === verdict).map(({ value }) => value);
  return (
    broken(valuesThat('invalid'), `what it gives is not ${after.type}`) ??
    possible(valuesThat('possible'), `what it gives may not be ${after.type}`)
  );
}

/** Whether a caller may leave a value out, so that a default is taken. */
function mayBeLeftOut(value: ValueNode, { definitions }: OperationUses): boolean {
  if (value.kind !== Kind.VARIABLE) return false;
  const definition = definitions.get(value.name.value);
  return definition !== undefined && definition.type.kind !== Kind.NON_NULL_TYPE && !definition.defaultValue;
}

/** What the removal of a field of an input does to an operation; null when nothing gives the field. */
export function inputFieldRemoved(coordinate: string, typeName: string, uses: OperationUses): Effect | null {
  const { recorded } = uses;
  const variables = nodesOf(uses.variables.get(typeName));
  const inDocument = broken(uses.inputFields.get(coordinate), 'it gives the field');
  if (inDocument) return inDocument;
  if (recorded)
    return recorded.inputFields.has(coordinate)
      ? broken(variables ?? anywhere(uses), 'variables gave the field')
      : null;
  return possible(variables, 'variables may give the field, and nobody has recorded what they gave');
}

/** What a field of an input that has to be given now does to an operation that gives the input without it; null for nothing. */
export function inputFieldMissing(
  typeName: string,
  field: string,
  uses: OperationUses,
  schema: GraphQLSchema,
): Effect | null {
  const objects = uses.inputObjects.get(typeName) ?? [];
  const without = objects.filter(({ fields }) => !fields.some(({ name }) => name.value === field));
  const inDocument = broken(without, `it gives ${typeName} without ${field}`);
  if (inDocument) return inDocument;
  const variables = uses.variables.get(typeName) ?? [];
  const { recorded } = uses;
  const certain = nodesOf(variables.filter((one) => one.certain));
  const knew = recorded?.inputFields.has(`${typeName}.${field}`) ?? false;
  if (recorded && !knew) {
    const gave = [...recorded.inputFields].some((one) => one.startsWith(`${typeName}.`));
    return gave
      ? broken(nodesOf(variables), `variables gave ${typeName} without ${field}`)
      : broken(certain, `variables give ${typeName} without ${field}`);
  }
  if (recorded) return possible(nodesOf(variables), `variables may give ${typeName} without ${field}`);
  const type = schema.getType(typeName);
  const isNew = isInputObjectType(type) && isRequiredField(type.getFields()[field]);
  return (
    (isNew
      ? broken(certain, `variables give ${typeName}, which nobody has recorded to have ${field}`)
      : null) ?? possible(nodesOf(variables), `variables may give ${typeName} without ${field}`)
  );
}

function isRequiredField(field: GraphQLInputField | undefined): boolean {
  return field !== undefined && isRequired(field);
}

/** What another type or default of a field of an input does to an operation; null for nothing. */
export function inputFieldEffect(
  change: Change,
  typeName: string,
  field: string,
  uses: OperationUses,
  schemas: Schemas,
): Effect | null {
  const { coordinate } = change;
  const before = inputFieldAt(schemas.before, typeName, field);
  const after = inputFieldAt(schemas.after, typeName, field);
  if (!before || !after) return null;
  const values = uses.inputFields.get(coordinate) ?? [];
  const objects = uses.inputObjects.get(typeName) ?? [];
  const without = objects.filter(({ fields }) => !fields.some(({ name }) => name.value === field));
  const variables = nodesOf(uses.variables.get(typeName)) ?? [];
  const { recorded } = uses;
  if (change.severity !== 'breaking') {
    const open = values.filter((value) => mayBeLeftOut(value, uses));
    const gives = !recorded || [...recorded.inputFields].some((one) => one.startsWith(`${typeName}.`));
    return possible(
      [...without, ...open, ...(gives ? variables : [])],
      'it may leave the field to its default',
    );
  }
  const becomesRequired = isRequired(after) && !isRequired(before);
  const inDocument = valuesEffect(values, before, after, uses, schemas.after);
  const missing = becomesRequired ? inputFieldMissing(typeName, field, uses, schemas.before) : null;
  if (missing || inDocument?.certainty === 'broken') return gravestOf([inDocument, missing]);
  if (variables.length === 0 || coercesAll(after.type, before.type)) return inDocument;
  if (!recorded) return possible(variables, `variables may give the field what is not ${after.type}`);
  if (!recorded.inputFields.has(coordinate)) return inDocument;
  return onlyNullsDiffer(after.type, before.type)
    ? possible(variables, `variables gave the field, which may have been null`)
    : broken(variables, `variables gave the field as ${before.type}`);
}

/** What it does to an operation that of an input exactly one field may be given now; null for nothing (https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects). */
export function oneOfEffect(typeName: string, uses: OperationUses, schema: GraphQLSchema): Effect | null {
  const wrong = (uses.inputObjects.get(typeName) ?? []).filter(({ fields }) => {
    const [only] = fields;
    if (!only || fields.length !== 1 || only.value.kind === Kind.NULL) return true;
    if (only.value.kind !== Kind.VARIABLE) return false;
    const definition = uses.definitions.get(only.value.name.value);
    const declared = definition && typeFromAST(schema, definition.type as Parameters<typeof typeFromAST>[1]);
    return !declared || !isNonNullType(declared);
  });
  const inDocument = broken(wrong, `it does not give exactly one field of ${typeName}`);
  if (inDocument) return inDocument;
  const given = uses.variables.get(typeName) ?? [];
  const variables = nodesOf(given);
  const { recorded } = uses;
  if (recorded) {
    const gave = [...recorded.inputFields].filter((one) => one.startsWith(`${typeName}.`));
    if (gave.length === 0)
      return broken(
        nodesOf(given.filter(({ certain }) => certain)),
        `variables gave no field of ${typeName}`,
      );
    return gave.length > 1
      ? possible(variables, `variables gave ${gave.length} fields of ${typeName}, maybe at once`)
      : null;
  }
  return possible(variables, `variables may give more than one field of ${typeName}`);
}

/** What the removal of an enum value does to operations that give it; null when nothing does. */
export function enumValueEffect(coordinate: string, typeName: string, uses: OperationUses): Effect | null {
  const inDocument = broken(uses.enumValues.get(coordinate), 'it gives the value');
  if (inDocument) return inDocument;
  const { recorded } = uses;
  const variables = nodesOf(uses.variables.get(typeName));
  if (recorded)
    return recorded.enumValues.has(coordinate)
      ? broken(variables ?? anywhere(uses), 'variables gave the value')
      : null;
  return possible(variables, 'variables may give the value, and nobody has recorded what they gave');
}

/** The operation itself: what was recorded of it need not be in its document any more. */
function anywhere({ kinds }: OperationUses): ASTNode[] {
  return [...kinds.values()].flat();
}

/** The argument at `Type.field(argument:)` or `@directive(argument:)`. */
function argumentAt(schema: GraphQLSchema, coordinate: string): GraphQLArgument | null {
  const directive = /^@(\w+)\((\w+):\)$/.exec(coordinate);
  if (directive)
    return schema.getDirective(directive[1] ?? '')?.args.find(({ name }) => name === directive[2]) ?? null;
  const [, typeName = '', fieldName = '', argument] = /^(\w+)\.(\w+)\((\w+):\)$/.exec(coordinate) ?? [];
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  return type.getFields()[fieldName]?.args.find(({ name }) => name === argument) ?? null;
}

function inputFieldAt(schema: GraphQLSchema, typeName: string, field: string): GraphQLInputField | null {
  const type = schema.getType(typeName);
  return isInputObjectType(type) ? (type.getFields()[field] ?? null) : null;
}
