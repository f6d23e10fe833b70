import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
  isTypeSubTypeOf,
  Kind,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import { isRequired } from '../diff/input-types.ts';
import type { InputValue } from '../diff/input-value-diff.ts';

/** Whether a value that a document gives is still one: `possible` when that depends on what is sent. */
export type ValueVerdict = 'valid' | 'invalid' | 'possible';

const RANK: Record<ValueVerdict, number> = { valid: 0, possible: 1, invalid: 2 };

/** What validation and coercion of the new schema say about a value that a document gives to an argument or input field. */
export function checkGivenValue(
  value: ValueNode,
  { before, after }: { before: InputValue; after: InputValue },
  schema: GraphQLSchema,
  definitions: ReadonlyMap<string, VariableDefinitionNode>,
): ValueVerdict {
  return check(value, after.type, before.type, after.defaultValue !== undefined);

  /** @param old what stood there before; undefined when nothing did */
  function check(
    node: ValueNode,
    type: GraphQLInputType,
    old: GraphQLInputType | undefined,
    hasDefault: boolean,
  ): ValueVerdict {
    if (node.kind === Kind.VARIABLE) return checkVariable(node.name.value, type, hasDefault);
    if (isNonNullType(type))
      return node.kind === Kind.NULL ? 'invalid' : check(node, type.ofType, old, false);
    if (node.kind === Kind.NULL) return 'valid';
    const was = old && getNullableType(old);
    if (isListType(type)) {
      const oldItem = isListType(was) ? was.ofType : was;
      if (node.kind !== Kind.LIST) return check(node, type.ofType, oldItem, false);
      return worst(node.values.map((one) => check(one, type.ofType, oldItem, false)));
    }
    if (isInputObjectType(type)) {
      if (node.kind !== Kind.OBJECT) return 'invalid';
      const given = new Map(node.fields.map((field) => [field.name.value, field.value]));
      const fields = type.getFields();
      const former = was && getNamedType(was);
      const oldFields = isInputObjectType(former) ? former.getFields() : {};
      if ([...given.keys()].some((name) => !fields[name])) return 'invalid';
      return worst(
        Object.values(fields).map((field) => {
          const one = given.get(field.name);
          if (!one) return isRequired(field) ? 'invalid' : 'valid';
          return check(one, field.type, oldFields[field.name]?.type, field.defaultValue !== undefined);
        }),
      );
    }
    if (valueFromAST(node, type) === undefined) return 'invalid';
    if (isEnumType(type) || isSpecifiedScalarType(type)) return 'valid';
    // What another custom scalar makes of it, or the same of a list of what it was given one by one, only its server knows.
    const wasGiven = node.kind === Kind.LIST ? was : was && getNamedType(was);
    return isScalarType(wasGiven) && wasGiven.name === type.name ? 'valid' : 'possible';
  }

  /** https://spec.graphql.org/draft/#sec-All-Variable-Usages-Are-Allowed */
  function checkVariable(name: string, type: GraphQLInputType, hasDefault: boolean): ValueVerdict {
    const definition = definitions.get(name);
    const declared = definition && typeFromAST(schema, definition.type as Parameters<typeof typeFromAST>[1]);
    if (!definition || !declared) return 'invalid';
    if (!isNonNullType(type) || isNonNullType(declared)) {
      return isTypeSubTypeOf(schema, declared, type) ? 'valid' : 'invalid';
    }
    const ownDefault = definition.defaultValue && definition.defaultValue.kind !== Kind.NULL;
    if (!ownDefault && !hasDefault) return 'invalid';
    if (!isTypeSubTypeOf(schema, declared, type.ofType)) return 'invalid';
    return isNonNullType(before.type) ? 'valid' : 'possible';
  }
}

function worst(verdicts: readonly ValueVerdict[]): ValueVerdict {
  return verdicts.reduce((a, b) => (RANK[b] > RANK[a] ? b : a), 'valid' as ValueVerdict);
}
