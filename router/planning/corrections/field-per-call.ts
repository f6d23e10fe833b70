import { type DocumentNode, type FieldDefinitionNode, Kind } from 'graphql';
import {
  argumentOf,
  type FieldsType,
  hasFields,
  joinFields,
  type SupergraphDocument,
} from '../schema/supergraph-document.ts';
import { CallsWithArguments, type FieldCall } from './calls-with-arguments.ts';
import { usedFields } from './used-fields.ts';

/** A supergraph in which each field that some `@requires` calls with arguments has a name for each such call. */
export interface FieldPerCall {
  readonly document: DocumentNode;
  /** The call that each of the new names stands for. */
  readonly calls: ReadonlyMap<string, FieldCall>;
  /**
   * How each field with `@requires` names the fields that are called with arguments anywhere, by subgraph, type and name
   * (`shop.Order.parcel`), for interfaces what their types require together: some of the new names, and plain ones.
   */
  readonly requiredBy: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Rewrites `@requires(fields: "comments(limit: 3) { id }")` to `@requires(fields: "comments__vr1 { id }")` and gives
 * the type a field `comments__vr1` that is where `comments` is. The planner knows a field that is required by its name
 * alone: with two calls of it, and with a client's own call, it takes one value for all.
 *
 * @returns null when no `@requires` has arguments
 */
export function fieldPerCall(supergraph: SupergraphDocument): FieldPerCall | null {
  const required = new CallsWithArguments(supergraph);
  if (required.calls.size === 0) return null;
  const { document } = supergraph;
  const fields = new CalledFields(required);
  return {
    document: { ...document, definitions: document.definitions.map((node) => fields.withCalls(node)) },
    calls: required.calls,
    requiredBy: required.requiredBy(),
  };
}

/** Gives types the fields that stand for calls. */
class CalledFields {
  readonly #required: CallsWithArguments;
  readonly #called: ReadonlySet<string>;
  readonly #used: ReadonlySet<string>;

  constructor(required: CallsWithArguments) {
    this.#required = required;
    this.#called = required.calledFields();
    this.#used = usedFields(required);
  }

  /** A definition of the supergraph with the fields that calls have added. */
  withCalls(node: DocumentNode['definitions'][number]): DocumentNode['definitions'][number] {
    const type = hasFields(node) ? this.#required.rewritten.get(node.name.value) : undefined;
    if (!type) return node;
    const fields = (type.fields ?? []).map((field) => this.#withoutUnused(field, type));
    const more = [...(this.#required.added.get(type.name.value) ?? [])].flatMap(
      ([name, field]): FieldDefinitionNode[] => {
        const original = type.fields?.find((one) => one.name.value === field);
        if (!original) return [];
        const { description: _, ...definition } = original;
        return [
          this.#withoutUnused({ ...definition, name: { kind: Kind.NAME, value: name }, arguments: [] }, type),
        ];
      },
    );
    return { ...type, fields: [...fields, ...more] };
  }

  /** A subgraph that names a field of others for such calls only does not name it any more. */
  #withoutUnused(field: FieldDefinitionNode, type: FieldsType): FieldDefinitionNode {
    const name = field.name.value;
    if (!this.#required.calls.has(name) && !this.#called.has(name)) return field;
    return {
      ...field,
      directives: (field.directives ?? []).filter((directive) => {
        const graph = argumentOf(directive, 'join__field', 'graph');
        const external = directive.arguments?.some((argument) => argument.name.value === 'external');
        if (graph === null || !external || this.#used.has(`${graph}.${type.name.value}.${name}`)) return true;
        return this.#isOfInterface(name, type, graph);
      }),
    };
  }

  /** Whether an interface that the type has in a subgraph has the field there. */
  #isOfInterface(field: string, { directives = [] }: FieldsType, graph: string): boolean {
    return directives.some((directive) => {
      if (argumentOf(directive, 'join__implements', 'graph') !== graph) return false;
      const name = argumentOf(directive, 'join__implements', 'interface') ?? '';
      if (this.#required.calls.has(field) && !this.#required.added.get(name)?.has(field)) return false;
      const real = this.#required.calls.get(field)?.name ?? field;
      const definition = this.#required.types.get(name)?.fields?.find((one) => one.name.value === real);
      if (!definition) return false;
      const joined = joinFields(definition);
      return joined.length === 0 || joined.some((one) => argumentOf(one, 'join__field', 'graph') === graph);
    });
  }
}
