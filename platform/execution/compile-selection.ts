import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { argumentValues } from './argument-values.ts';
import { collectFields } from './collect-fields.ts';
import { located, type Place } from './collected-errors.ts';
import { compileCompletion, compileLeaf, type Selections } from './complete-value.ts';
import type { IsIncluded } from './conditions.ts';
import { type Execution, type Field, hasProperties, type Selection } from './execute-fields.ts';
import type { OperationParts } from './operation-parts.ts';
import { plainLeaf } from './plain-leaves.ts';
import { type FieldParts, ResolveInfo } from './resolve-info.ts';
import { isThenable } from './thenable.ts';

/**
 * Compiles the selections of one operation under one combination of its conditions, each when the first object of its
 * type comes to be answered, and once.
 */
export class SelectionCompiler implements Selections {
  readonly parts: OperationParts;
  readonly #isIncluded: IsIncluded;
  /** By the type of the object and the nodes that it is selected by. */
  readonly #known = new Map<string, Selection>();
  readonly #numbers = new Map<FieldNode, number>();

  constructor(parts: OperationParts, isIncluded: IsIncluded) {
    this.parts = parts;
    this.#isIncluded = isIncluded;
  }

  root(type: GraphQLObjectType): Selection {
    return this.#compile([this.parts.operation.selectionSet], type);
  }

  below(nodes: readonly FieldNode[], type: GraphQLObjectType): Selection {
    const key = `${type.name} ${nodes.map((node) => this.#numberOf(node)).join()}`;
    const known = this.#known.get(key);
    if (known) return known;
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const selection = this.#compile(selectionSets, type);
    this.#known.set(key, selection);
    return selection;
  }

  #numberOf(node: FieldNode): number {
    const number = this.#numbers.get(node) ?? this.#numbers.size;
    this.#numbers.set(node, number);
    return number;
  }

  #compile(selectionSets: readonly SelectionSetNode[], type: GraphQLObjectType): Selection {
    const { schema, fragments } = this.parts;
    const collected = collectFields(selectionSets, type, {
      schema,
      fragments,
      isIncluded: this.#isIncluded,
    });
    const fields: Field[] = [];
    for (const [name, nodes] of collected) {
      const definition = nodes[0] && this.#definition(type, nodes[0].name.value);
      // A field that there is not has no place in the answer.
      if (definition) fields.push(this.#compileField(name, nodes, definition, type));
    }
    return { fields, hasProto: collected.has('__proto__') };
  }

  #definition(parentType: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (parentType === this.parts.schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return parentType.getFields()[name];
  }

  #compileField(
    name: string,
    nodes: FieldNode[],
    definition: GraphQLField<unknown, unknown>,
    parentType: GraphQLObjectType,
  ): Field {
    const { parts } = this;
    const { type } = definition;
    const fieldName = definition.name;
    const resolve = definition.resolve === defaultFieldResolver ? undefined : definition.resolve;
    const nonNull = isNonNullType(type);
    const field: FieldParts = { fieldName, nodes, type, parentType };
    const completeValue = compileCompletion(type, field, this);
    const valuesOfArguments = argumentValues(definition, nodes);
    const typeNeedsInfo = needsInfo(getNamedType(type));

    return {
      name,
      fieldName,
      nodes,
      parentType,
      nonNull,
      constant: definition === TypeNameMetaFieldDef ? parentType.name : null,
      isProperty: resolve === undefined && definition.args.length === 0,
      plain: plainLeaf(type),
      serialize: compileLeaf(type, field),
      recover,
      complete: (value, source, execution, place) => completeProperty(value, source, execution, place, {}),
      execute(source, execution, place) {
        const values = valuesOfArguments(execution.variables);
        if (!resolve) {
          const property = hasProperties(source) ? source[fieldName] : undefined;
          return completeProperty(property, source, execution, place, values);
        }
        const info = infoOf(execution, place);
        return complete(resolve(source, values, execution.context, info), execution, place, info);
      },
    };

    function completeProperty(
      property: unknown,
      source: unknown,
      execution: Execution,
      place: NonNullable<Place>,
      values: Record<string, unknown>,
    ): unknown {
      if (typeof property === 'function') {
        const info = infoOf(execution, place);
        return complete(property.call(source, values, execution.context, info), execution, place, info);
      }
      return complete(property, execution, place, typeNeedsInfo ? infoOf(execution, place) : undefined);
    }

    function infoOf({ variables }: Execution, place: NonNullable<Place>): ResolveInfo {
      return new ResolveInfo(field, place, parts, variables);
    }

    /** Throws what `completeValue` throws at once; what comes later is an error of the field. */
    function complete(
      value: unknown,
      execution: Execution,
      place: NonNullable<Place>,
      info: ResolveInfo | undefined,
    ): unknown {
      if (isThenable(value)) return completeLater(value, execution, place, info);
      const completed = completeValue(value, execution, place, info);
      return completed instanceof Promise ? recover(completed, execution, place) : completed;
    }

    function recover(completed: Promise<unknown>, execution: Execution, place: Place): Promise<unknown> {
      return completed.then(undefined, (thrown) => failed(thrown, execution, place));
    }

    function completeLater(
      value: PromiseLike<unknown>,
      execution: Execution,
      place: NonNullable<Place>,
      info: ResolveInfo | undefined,
    ): Promise<unknown> {
      const onError = (thrown: unknown) => failed(thrown, execution, place);
      return Promise.resolve(value).then((resolved) => {
        try {
          const completed = completeValue(resolved, execution, place, info);
          return completed instanceof Promise ? completed.then(undefined, onError) : completed;
        } catch (thrown) {
          return onError(thrown);
        }
      }, onError);
    }

    function failed(thrown: unknown, execution: Execution, place: Place): null {
      const error = located(thrown, nodes, place);
      if (nonNull) throw error;
      execution.errors.add(error, place);
      return null;
    }
  }
}

/** Whether what a type does with a value asks for an info. */
function needsInfo(type: ReturnType<typeof getNamedType>): boolean {
  return (
    isAbstractType(type) || (isObjectType(type) && type.isTypeOf !== undefined && type.isTypeOf !== null)
  );
}
