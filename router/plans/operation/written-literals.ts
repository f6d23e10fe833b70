import { randomUUID } from 'node:crypto';
import type { QueryPlan } from '@apollo/query-planner';
import {
  GraphQLError,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  type StringValueNode,
  type ValueNode,
  visit,
} from 'graphql';

/** What nobody outside this process can write. */
const MARK = `\uE000${randomUUID()}:`;
/** In a plan as JSON, where the quotes of its operations are escaped. */
const MARKED = new RegExp(`\\\\"${MARK}([^"\\\\]*)\\\\"`, 'g');

/**
 * A literal as the planner can take it: it makes a JavaScript value of each, and writes that, so that of custom scalars
 * 9007199254740993 is rounded, 1.0 becomes 1, and the name of an enum value becomes a text. Such ones become texts that
 * `withWrittenLiterals` turns back. Throws a GraphQLError of a Float that is too large for one.
 *
 * @param type undefined where nothing is known of it
 */
export function markedLiterals(value: ValueNode, type: GraphQLInputType | undefined): ValueNode {
  const of = type && getNullableType(type);
  if (isListType(of)) {
    return value.kind === Kind.LIST
      ? { ...value, values: value.values.map((item) => markedLiterals(item, of.ofType)) }
      : markedLiterals(value, of.ofType);
  }
  if (isInputObjectType(of)) {
    if (value.kind !== Kind.OBJECT) return value;
    const types = of.getFields();
    const fields = value.fields.map((field) => ({
      ...field,
      value: markedLiterals(field.value, types[field.name.value]?.type),
    }));
    return { ...value, fields };
  }
  if (!isScalarType(of)) return value;
  if (!isSpecifiedScalarType(of))
    return visit(value, { IntValue: marked, FloatValue: marked, EnumValue: text });
  const isNumber = value.kind === Kind.INT || value.kind === Kind.FLOAT;
  if (of.name === 'Float' && isNumber && !Number.isFinite(Number(value.value))) throw tooLarge(value);
  return value;
}

/** A plan of an operation whose literals were marked, with what the client has written. */
export function withWrittenLiterals(plan: QueryPlan, operation: string): QueryPlan {
  if (!operation.includes(MARK)) return plan;
  // A plan comes from another thread, and has nothing that JSON has not. What stands next to a text may need no space, and does next to a number.
  return JSON.parse(JSON.stringify(plan).replaceAll(MARKED, ' $1 ')) as QueryPlan;
}

function marked(node: { readonly value: string }): StringValueNode | undefined {
  return String(Number(node.value)) === node.value ? undefined : text(node);
}

function text({ value }: { readonly value: string }): StringValueNode {
  return { kind: Kind.STRING, value: `${MARK}${value}` };
}

/** https://spec.graphql.org/October2021/#sec-Float.Input-Coercion */
function tooLarge(node: ValueNode & { readonly value: string }): GraphQLError {
  return new GraphQLError(`Float cannot represent non numeric value: ${node.value}`, {
    nodes: node,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
