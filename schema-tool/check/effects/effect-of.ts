import {
  type ASTNode,
  type GraphQLArgument,
  type GraphQLError,
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
import type { Change } from '../change.ts';
import { coercesAll, isRequired, onlyNullsDiffer } from '../diff/input-types.ts';
import { KINDS } from '../diff/reasons.ts';
import type { Granted } from '../granted.ts';
import { accessEffect } from './access-effect.ts';
import { broken, type Effect, possible, type Schemas, together } from './effect.ts';
import { concernedBy, impossibleConditions } from './error-nodes.ts';
import { interfacesOf } from './field-readers.ts';
import { fieldTypeEffect } from './field-type-effect.ts';
import { fragmentsThatChange } from './fields-of-type.ts';
import type { GivingVariable, OperationUses } from './operation-uses.ts';
import { checkGivenValue } from './value-check.ts';

/**
 * What a change does to an operation; null when it does not concern it.
 *
 * @param newErrors what makes the operation invalid after the change, and did not before
 * @param granted what its client may, null when that is not known
 */
export function effectOf(
  change: Change,
  uses: OperationUses,
  schemas: Schemas,
  newErrors: readonly GraphQLError[],
  granted: Granted | null = null,
): Effect | null {
  const { type, coordinate } = change;
  const [typeName = '', member = ''] = coordinate.split('.');
  switch (type) {
    case 'FIELD_REMOVED':
      return broken(uses.fields.get(coordinate), 'it selects the field');
    case 'FIELD_TYPE_CHANGED':
      return fieldTypeEffect(change, uses, schemas, newErrors);
    case 'FIELD_ARGUMENT_REMOVED':
    case 'DIRECTIVE_ARGUMENT_REMOVED':
      return broken(uses.given.get(coordinate), 'it gives the argument');
    case 'FIELD_ARGUMENT_ADDED':
      return broken(uses.fields.get(coordinate.replace(/\(.*$/, '')), 'it does not give the argument');
    case 'DIRECTIVE_ARGUMENT_ADDED':
      return broken(
        uses.directives.get(coordinate.slice(1).replace(/\(.*$/, '')),
        'it does not give the argument',
      );
    case 'FIELD_ARGUMENT_TYPE_CHANGED':
    case 'FIELD_ARGUMENT_DEFAULT_CHANGED':
    case 'DIRECTIVE_ARGUMENT_TYPE_CHANGED':
    case 'DIRECTIVE_ARGUMENT_DEFAULT_CHANGED':
      return argumentEffect(change, uses, schemas);
    case 'INPUT_FIELD_REMOVED':
      return inputFieldRemoved(coordinate, typeName, uses);
    case 'INPUT_FIELD_ADDED':
      return inputFieldMissing(typeName, member, uses, schemas.after);
    case 'INPUT_FIELD_TYPE_CHANGED':
    case 'INPUT_FIELD_DEFAULT_VALUE_CHANGED':
      return inputFieldEffect(change, typeName, member, uses, schemas);
    case 'INPUT_ONE_OF_ADDED':
      return oneOfEffect(typeName, uses, schemas.after);
    case 'ENUM_VALUE_REMOVED':
      if (change.severity !== 'breaking')
        return possible(uses.outputs.get(typeName), 'it may have got the value');
      return together([
        enumValueEffect(coordinate, typeName, uses),
        change.isHidden ? possible(uses.outputs.get(typeName), insteadOf('the value')) : null,
      ]);
    case 'ENUM_VALUE_ADDED':
      return possible(uses.outputs.get(typeName), 'it may get the value');
    case 'UNION_MEMBER_ADDED':
      return possible(uses.outputs.get(typeName), 'it may get an object of this type');
    case 'OBJECT_TYPE_INTERFACE_ADDED':
      return (
        possible(uses.got.get(member), 'it may get an object of this type') ??
        possible(
          fragmentsThatChange(uses.document, typeName, schemas),
          `its condition on ${member} holds for the type now`,
        )
      );
    case 'UNION_MEMBER_REMOVED':
      return noLongerComes(typeName, member, uses, newErrors, change.isHidden);
    case 'OBJECT_TYPE_INTERFACE_REMOVED':
      // The type keeps its fields: who never names the interface does not notice.
      return (
        broken(fragmentsThatChange(uses.document, typeName, schemas), `it has a condition on ${member}`) ??
        noLongerComes(member, typeName, uses, newErrors)
      );
    case 'TYPE_REMOVED':
    case 'TYPE_KIND_CHANGED':
      return (
        typeEffect(change, typeName, uses, newErrors) ??
        (type === 'TYPE_REMOVED'
          ? possible(
              interfacesOf(typeName, schemas.before).flatMap((one) => uses.got.get(one) ?? []),
              change.isHidden ? insteadOf(`a ${typeName}`) : `it gets no ${typeName} there any more`,
            )
          : null)
      );
    case 'ACCESS_LOOSENED':
    case 'ACCESS_TIGHTENED':
      return accessEffect(change, uses, schemas, granted);
  }
  if (type.startsWith('DIRECTIVE_')) {
    const used = uses.directives.get(coordinate.slice(1)) ?? [];
    return type === 'DIRECTIVE_REMOVED'
      ? broken(used, 'it uses the directive')
      : broken(concernedBy(newErrors, used), 'it uses the directive so');
  }
  if (type === 'SPECIFIED_BY_CHANGED') {
    const given = [...(uses.literals.get(typeName) ?? []), ...(nodesOf(uses.variables.get(typeName)) ?? [])];
    return possible([...(uses.outputs.get(typeName) ?? []), ...given], 'it uses the scalar');
  }
  const kind = /^SCHEMA_(QUERY|MUTATION|SUBSCRIPTION)_/.exec(type)?.[1]?.toLowerCase();
  return kind === undefined ? null : broken(uses.kinds.get(kind), `it is a ${kind}`);
}

/** Of what is hidden, and which a subgraph may still send. */
function insteadOf(what: string): string {
  return `it gets an error in place of ${what} that a subgraph sends`;
}

/** A type that no longer comes where a union or an interface is read. */
function noLongerComes(
  abstract: string,
  typeName: string,
  uses: OperationUses,
  newErrors: readonly GraphQLError[],
  isHidden = false,
): Effect | null {
  const wrong = new Set(impossibleConditions(newErrors));
  const there = [...uses.conditions.values()].flat().filter(({ parent }) => parent === abstract);
  return (
    broken(
      there.map(({ node }) => node).filter((node) => wrong.has(node)),
      'it has a condition on a type that can no longer come',
    ) ??
    possible(
      uses.got.get(abstract),
      isHidden ? insteadOf(`a ${typeName}`) : `it gets no ${typeName} there any more`,
    )
  );
}

/** A type that is gone or of another kind: what is still valid without it is told with the fields that led to it. */
function typeEffect(
  { type, from, to }: Change,
  typeName: string,
  uses: OperationUses,
  newErrors: readonly GraphQLError[],
): Effect | null {
  const variables = nodesOf(uses.variables.get(typeName)) ?? [];
  const using = [uses.named, uses.outputs, uses.inputObjects, uses.literals].flatMap(
    (map): readonly ASTNode[] => map.get(typeName) ?? [],
  );
  const invalid = broken(concernedBy(newErrors, [...using, ...variables]), 'it uses the type');
  if (invalid || type === 'TYPE_REMOVED') return invalid;
  if (variables.length > 0) return possible(variables, `variables may give what is no ${to}`);
  // Of two kinds of many objects, those that come or go are told one by one.
  return isAbstract(from) && isAbstract(to)
    ? null
    : possible(uses.outputs.get(typeName), 'it may get an object of another type');
}

function isAbstract(kind: string | null): boolean {
  return kind === KINDS.interface || kind === KINDS.union;
}

function nodesOf(variables: readonly GivingVariable[] | undefined): ASTNode[] | undefined {
  return variables?.map(({ node }) => node);
}

/** An argument of another type, or with another default. */
function argumentEffect(change: Change, uses: OperationUses, schemas: Schemas): Effect | null {
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
  const missing = isRequired(after) ? broken(omitted, 'it does not give the argument') : null;
  return missing ?? valuesEffect(given, before, after, uses, schemas.after);
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

function inputFieldRemoved(coordinate: string, typeName: string, uses: OperationUses): Effect | null {
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

/** A field of an input that has to be given now, by those that give the input without it. */
function inputFieldMissing(
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

/** A field of an input that has another type, or another default. */
function inputFieldEffect(
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
  if (inDocument?.certainty === 'broken') return inDocument;
  if (becomesRequired) {
    const missing = inputFieldMissing(typeName, field, uses, schemas.before);
    if (missing) return missing;
  }
  if (variables.length === 0 || coercesAll(after.type, before.type)) return inDocument;
  if (!recorded) return possible(variables, `variables may give the field what is not ${after.type}`);
  if (!recorded.inputFields.has(coordinate)) return inDocument;
  return onlyNullsDiffer(after.type, before.type)
    ? possible(variables, `variables gave the field, which may have been null`)
    : broken(variables, `variables gave the field as ${before.type}`);
}

/** An input of which exactly one field may be given now (https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects). */
function oneOfEffect(typeName: string, uses: OperationUses, schema: GraphQLSchema): Effect | null {
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
  const variables = nodesOf(uses.variables.get(typeName));
  const { recorded } = uses;
  if (recorded) {
    const gave = [...recorded.inputFields].filter((one) => one.startsWith(`${typeName}.`));
    return gave.length > 1
      ? possible(variables, `variables gave ${gave.length} fields of ${typeName}, maybe at once`)
      : null;
  }
  return possible(variables, `variables may give more than one field of ${typeName}`);
}

function enumValueEffect(coordinate: string, typeName: string, uses: OperationUses): Effect | null {
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
