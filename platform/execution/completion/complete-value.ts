import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import type { OperationParts } from '../document/operation-parts.ts';
import type { AnswerPath } from '../run/collected-errors.ts';
import { type Execution, executeFields, executeLeaves, type Selection } from '../run/execute-fields.ts';
import { plainLeaf, staysAsItIs } from '../run/plain-leaves.ts';
import { isThenable } from '../run/thenable.ts';
import { completeList } from './complete-list.ts';
import { type Complete, type CompleteLeaves, isNothing } from './completion.ts';
import { objectTypeOf } from './object-type-of.ts';
import type { FieldParts, ResolveInfo } from './resolve-info.ts';

/** Compiles what is selected of an object. */
export interface SubselectionCompiler {
  readonly parts: OperationParts;
  /** What is selected below the nodes of a field when its value is an object of this type. */
  below(nodes: readonly FieldNode[], type: GraphQLObjectType): Selection;
}

/** Compiles how the values of a type become values of the answer. */
export function compileCompletion(
  type: GraphQLOutputType,
  field: FieldParts,
  selections: SubselectionCompiler,
): Complete {
  if (isNonNullType(type)) {
    return nonNull(compileCompletion(type.ofType, field, selections), field);
  }
  if (isListType(type)) {
    const complete = compileCompletion(type.ofType, field, selections);
    return completeList(
      type.ofType,
      { complete, leaves: compileLeaves(type.ofType, field, selections) },
      field,
    );
  }
  if (isLeafType(type)) return completeLeaf(type);
  if (isObjectType(type)) return completeObject(type, field, selections);
  return completeAbstract(type, field, selections);
}

/** The same for a leaf, which needs to know nothing but the value; null for another type. */
export function compileLeaf(
  type: GraphQLOutputType,
  field: FieldParts,
): ((value: unknown) => unknown) | null {
  const leaf = getNullableType(type);
  if (!isLeafType(leaf)) return null;
  const complete = completeLeaf(leaf);
  if (!isNonNullType(type)) return complete;
  return (value) => {
    const completed = complete(value);
    if (completed === null) throw nullError(field);
    return completed;
  };
}

/**
 * Completes objects that have nothing but leaves, without their places; null for any other value, and for what has to be looked at
 * more closely.
 */
function compileLeaves(
  type: GraphQLOutputType,
  field: FieldParts,
  selections: SubselectionCompiler,
): CompleteLeaves | null {
  const named = getNullableType(type);
  const { schema } = selections.parts;
  if (isObjectType(named)) {
    let only: Selection | null = null;
    return (value, execution) => {
      only ??= below(named);
      return completed(only, value, execution);
    };
  }
  if (!isAbstractType(named) || (named.resolveType && named.resolveType !== defaultTypeResolver)) return null;
  const known = new Map<unknown, Selection>();
  return (value, execution) => {
    const name = value.__typename;
    let selection = known.get(name) ?? null;
    if (selection === null) {
      const object = typeof name === 'string' ? schema.getType(name) : undefined;
      if (!isObjectType(object) || !schema.isSubType(named, object)) return null;
      selection = below(object);
      if (selection !== null) known.set(name, selection);
    }
    return completed(selection, value, execution);
  };

  /** Null for what cannot be compiled, which is an error of each item, at its place. */
  function below(object: GraphQLObjectType): Selection | null {
    if (object.isTypeOf) return null;
    try {
      return selections.below(field.nodes, object);
    } catch {
      return null;
    }
  }

  function completed(
    selection: Selection | null,
    value: Readonly<Record<string, unknown>>,
    execution: Execution,
  ): Record<string, unknown> | null {
    if (selection === null || !selection.isLeaves || value instanceof Error) return null;
    return executeLeaves(selection, value, execution);
  }
}

function nonNull(complete: Complete, field: FieldParts): Complete {
  return (value, execution, place, info) => {
    const completed = complete(value, execution, place, info);
    if (completed === null) throw nullError(field);
    return completed;
  };
}

function nullError({ parentType, fieldName }: FieldParts): Error {
  return new Error(`Cannot return null for non-nullable field ${parentType.name}.${fieldName}.`);
}

function completeLeaf(type: GraphQLLeafType): (value: unknown) => unknown {
  const plain = plainLeaf(type);
  return (value) => {
    if (staysAsItIs(value, plain)) return value;
    if (isNothing(value)) return null;
    const serialized: unknown = type.serialize(value);
    if (serialized === null || serialized === undefined) {
      throw new Error(
        `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
      );
    }
    return isThenable(serialized) ? Promise.resolve(serialized) : serialized;
  };
}

function completeObject(
  type: GraphQLObjectType,
  field: FieldParts,
  selections: SubselectionCompiler,
): Complete {
  let compiled: Selection | undefined;
  const refuse = (value: unknown) =>
    new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, {
      nodes: field.nodes,
    });
  return (value, execution, place, info) => {
    if (isNothing(value)) return null;
    compiled ??= selections.below(field.nodes, type);
    const selection = compiled;
    if (!type.isTypeOf || !info) return executeFields(selection, value, execution, place);
    const isOfType = type.isTypeOf(value, execution.context, info);
    if (isThenable(isOfType)) return completeLater(isOfType, selection, value, execution, place);
    if (!isOfType) throw refuse(value);
    return executeFields(selection, value, execution, place);
  };

  /** Stands by itself: a function that keeps what it is called with would have the one above make a piece of memory for each value. */
  function completeLater(
    isOfType: PromiseLike<boolean>,
    selection: Selection,
    value: unknown,
    execution: Execution,
    place: AnswerPath,
  ): Promise<unknown> {
    return Promise.resolve(isOfType).then((is) => {
      if (!is) throw refuse(value);
      return executeFields(selection, value, execution, place);
    });
  }
}

function completeAbstract(
  type: GraphQLAbstractType,
  field: FieldParts,
  selections: SubselectionCompiler,
): Complete {
  const completions = new Map<unknown, Complete>();
  const resolveType = type.resolveType ?? defaultTypeResolver;

  function completionFor(name: unknown, value: unknown): Complete {
    let complete = completions.get(name);
    if (!complete) {
      complete = completeObject(
        objectTypeOf(value, name, type, field, selections.parts.schema),
        field,
        selections,
      );
      completions.set(name, complete);
    }
    return complete;
  }

  return (value, execution, place, info) => {
    if (isNothing(value)) return null;
    if (!info) throw new Error('a value of an abstract type is completed without an info');
    const name = resolveType(value, execution.context, info, type);
    if (isThenable(name)) return completeLater(name, value, execution, place, info);
    return completionFor(name, value)(value, execution, place, info);
  };

  /** Stands by itself, as in completeObject. */
  function completeLater(
    name: PromiseLike<unknown>,
    value: unknown,
    execution: Execution,
    place: AnswerPath,
    info: ResolveInfo,
  ): Promise<unknown> {
    return Promise.resolve(name).then((resolved) =>
      completionFor(resolved, value)(value, execution, place, info),
    );
  }
}
