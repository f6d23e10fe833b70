import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
} from 'graphql';
import { compileCompletion, compileLeaf, type SubselectionCompiler } from '../completion/complete-value.ts';
import type { Complete } from '../completion/completion.ts';
import { type FieldParts, ResolveInfo } from '../completion/resolve-info.ts';
import type { OperationParts } from '../document/operation-parts.ts';
import type { AnswerPath } from '../run/collected-errors.ts';
import { type Execution, type Field, hasProperties } from '../run/execute-fields.ts';
import { type PlainLeaf, plainLeaf } from '../run/plain-leaves.ts';
import { isThenable } from '../run/thenable.ts';
import { type ArgumentValues, argumentValues } from '../values/argument-values.ts';

/** One field of an operation. There can be thousands of them, so that it has as little of its own as it can. */
export class CompiledField implements Field, FieldParts {
  readonly name: string;
  readonly fieldName: string;
  readonly nodes: FieldNode[];
  readonly type: GraphQLOutputType;
  readonly parentType: GraphQLObjectType;
  readonly nonNull: boolean;
  readonly constant: string | null;
  readonly isProperty: boolean;
  readonly plain: PlainLeaf;
  readonly serialize: ((value: unknown) => unknown) | null;
  readonly #parts: OperationParts;
  /** Undefined where the value is a property. */
  readonly #resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  readonly #arguments: ArgumentValues;
  readonly #complete: Complete;
  readonly #typeNeedsInfo: boolean;

  constructor(
    name: string,
    nodes: FieldNode[],
    definition: GraphQLField<unknown, unknown>,
    parentType: GraphQLObjectType,
    selections: SubselectionCompiler,
  ) {
    const { type, resolve } = definition;
    this.name = name;
    this.fieldName = definition.name;
    this.nodes = nodes;
    this.type = type;
    this.parentType = parentType;
    this.nonNull = isNonNullType(type);
    this.constant = definition === TypeNameMetaFieldDef ? parentType.name : null;
    this.#resolve = resolve === defaultFieldResolver ? undefined : resolve;
    this.isProperty = !this.#resolve && definition.args.length === 0;
    this.plain = plainLeaf(type);
    this.serialize = compileLeaf(type, this);
    this.#parts = selections.parts;
    this.#arguments = argumentValues(definition, nodes);
    this.#complete = this.serialize ?? compileCompletion(type, this, selections);
    this.#typeNeedsInfo = needsInfo(getNamedType(type));
  }

  execute(source: unknown, execution: Execution, place: NonNullable<AnswerPath>): unknown {
    const values = this.#arguments(execution.variables);
    if (!this.#resolve) {
      const property = hasProperties(source) ? source[this.fieldName] : undefined;
      return this.#completeProperty(property, source, execution, place, values);
    }
    const info = this.#info(execution, place);
    const resolve = this.#resolve;
    return this.#completeResult(resolve(source, values, execution.context, info), execution, place, info);
  }

  complete(value: unknown, source: unknown, execution: Execution, place: NonNullable<AnswerPath>): unknown {
    return this.#completeProperty(value, source, execution, place, {});
  }

  recover(
    completed: Promise<unknown>,
    execution: Execution,
    place: NonNullable<AnswerPath>,
  ): Promise<unknown> {
    return completed.then(undefined, (thrown) => this.#failed(thrown, execution, place));
  }

  #completeProperty(
    property: unknown,
    source: unknown,
    execution: Execution,
    place: NonNullable<AnswerPath>,
    values: Record<string, unknown>,
  ): unknown {
    if (typeof property !== 'function') {
      const info = this.#typeNeedsInfo ? this.#info(execution, place) : undefined;
      return this.#completeResult(property, execution, place, info);
    }
    const info = this.#info(execution, place);
    return this.#completeResult(
      property.call(source, values, execution.context, info),
      execution,
      place,
      info,
    );
  }

  /** Throws what is wrong with a value at once; what turns out later is an error of the field here. */
  #completeResult(
    value: unknown,
    execution: Execution,
    place: NonNullable<AnswerPath>,
    info: ResolveInfo | undefined,
  ): unknown {
    if (isThenable(value)) return this.#completeLater(value, execution, place, info);
    const completed = this.#complete(value, execution, place, info);
    return completed instanceof Promise ? this.recover(completed, execution, place) : completed;
  }

  #completeLater(
    value: PromiseLike<unknown>,
    execution: Execution,
    place: NonNullable<AnswerPath>,
    info: ResolveInfo | undefined,
  ): Promise<unknown> {
    const { turns } = execution;
    const complete = (resolved: unknown): unknown => {
      try {
        const completed = this.#complete(resolved, execution, place, info);
        return completed instanceof Promise ? this.recover(completed, execution, place) : completed;
      } catch (thrown) {
        return this.#failed(thrown, execution, place);
      }
    };
    return Promise.resolve(value).then(
      // Many values may be there at the same moment.
      (resolved) =>
        turns.isOver
          ? this.recover(
              turns.later(() => complete(resolved)),
              execution,
              place,
            )
          : complete(resolved),
      (thrown) => this.#failed(thrown, execution, place),
    );
  }

  #failed(thrown: unknown, execution: Execution, place: AnswerPath): null {
    const error = execution.errors.locate(thrown, this.nodes, place);
    if (this.nonNull) throw error;
    execution.errors.add(error, place);
    return null;
  }

  #info({ variables }: Execution, place: NonNullable<AnswerPath>): ResolveInfo {
    return new ResolveInfo(this, place, this.#parts, variables);
  }
}

/** Whether what a type does with a value asks for an info. */
function needsInfo(type: GraphQLNamedType): boolean {
  return (
    isAbstractType(type) || (isObjectType(type) && type.isTypeOf !== undefined && type.isTypeOf !== null)
  );
}
