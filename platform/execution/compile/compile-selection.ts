import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { SubselectionCompiler } from '../completion/complete-value.ts';
import { collectFields } from '../document/collect-fields.ts';
import type { IsIncluded } from '../document/conditions.ts';
import type { OperationParts } from '../document/operation-parts.ts';
import type { Selection } from '../run/execute-fields.ts';
import { CompiledField } from './compiled-field.ts';

/**
 * Compiles the selections of one operation under one combination of its conditions, each when the first object of its
 * type comes to be answered, and once.
 */
export class SelectionCompiler implements SubselectionCompiler {
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
    const fields: CompiledField[] = [];
    for (const [name, nodes] of collected) {
      const definition = nodes[0] && this.#definition(type, nodes[0].name.value);
      // A field that there is not has no place in the answer.
      if (definition) fields.push(new CompiledField(name, nodes, definition, type, this));
    }
    return {
      fields,
      hasProto: collected.has('__proto__'),
      isLeaves: fields.every(
        ({ constant, isProperty, serialize }) => constant !== null || (isProperty && serialize !== null),
      ),
    };
  }

  #definition(parentType: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (parentType === this.parts.schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return parentType.getFields()[name];
  }
}
