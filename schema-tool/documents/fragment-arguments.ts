import {
  type ArgumentNode,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  Kind,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  parseType,
  print,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

/** Fragments of one operation that are written out: more would be no document that anybody runs. */
const MAX_FRAGMENTS = 1_000;
const DEFINITIONS = 'argumentDefinitions';
const ARGUMENTS = 'arguments';

/** What an argument of a fragment stands for: null where nothing is given. */
type Bindings = ReadonlyMap<string, ValueNode | null>;

/**
 * An operation whose fragments have arguments of their own (`@argumentDefinitions`), as Relay's compiler sends it: with a
 * fragment for each way in which one is called, and a variable for each argument that a `provider` gives
 * (https://relay.dev/docs/api-reference/graphql-and-directives/). Other documents are given back as they are.
 */
export function withoutFragmentArguments(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const haveArguments = [...fragments.values()].some((one) => directiveOf(one, DEFINITIONS));
  return haveArguments ? new WrittenOut(fragments).of(document) : document;
}

class WrittenOut {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Names by how a fragment is called; the first has the fragment's own. */
  readonly #names = new Map<string, string>();
  readonly #written: FragmentDefinitionNode[] = [];
  readonly #provided = new Map<string, VariableDefinitionNode>();

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  of(document: DocumentNode): DocumentNode {
    const operations = document.definitions
      .filter((one) => one.kind === Kind.OPERATION_DEFINITION)
      .map((one) => this.#bound(one, new Map()));
    const withProvided = operations.map(
      (one): DefinitionNode => ({
        ...one,
        variableDefinitions: [...(one.variableDefinitions ?? []), ...this.#provided.values()],
      }),
    );
    return { ...document, definitions: [...withProvided, ...this.#written] };
  }

  #bound<Node extends FragmentDefinitionNode | OperationDefinitionNode>(
    node: Node,
    bindings: Bindings,
  ): Node {
    const leftOut = ({ value }: ArgumentNode | ObjectFieldNode) =>
      value.kind === Kind.VARIABLE && bindings.get(value.name.value) === null ? null : undefined;
    return visit(node, {
      Argument: leftOut,
      ObjectField: leftOut,
      Variable: (variable) => {
        const bound = bindings.get(variable.name.value);
        return bound === null ? { kind: Kind.NULL } : bound;
      },
      FragmentSpread: { leave: (spread) => this.#called(spread) },
    });
  }

  /** A spread of the fragment as it is called there. */
  #called(spread: FragmentSpreadNode): FragmentSpreadNode {
    const fragment = this.#fragments.get(spread.name.value);
    if (!fragment) return spread;
    const bindings = this.#bindings(fragment, spread);
    const own = fragment.name.value;
    const values = [...bindings].map(([name, value]) => `${name}: ${value ? print(value) : ''}`);
    const call = `${own}(${values.join(', ')})`;
    let name = this.#names.get(call);
    if (name === undefined && this.#names.size < MAX_FRAGMENTS) {
      name = this.#names.has(own) ? `${own}__${this.#names.size}` : own;
      // By its own name too, which is then taken; and before what is in it, which may be itself.
      this.#names.set(call, name).set(own, own);
      const place = this.#written.push(fragment) - 1;
      const written = this.#bound(fragment, bindings);
      this.#written[place] = { ...written, name: { ...fragment.name, value: name } };
    }
    return { ...spread, name: { ...spread.name, value: name ?? own } };
  }

  #bindings(fragment: FragmentDefinitionNode, spread: FragmentSpreadNode): Bindings {
    const given = directiveOf(spread, ARGUMENTS)?.arguments ?? [];
    const defined = directiveOf(fragment, DEFINITIONS)?.arguments ?? [];
    return new Map(
      defined.flatMap(({ name: { value: name }, value: definition }): [string, ValueNode | null][] => {
        const provider = fieldOf(definition, 'provider');
        if (provider) return [[name, this.#provide(fragment, name, definition)]];
        // A variable of the operation, said to be one.
        if (fieldOf(definition, 'kind')) return [];
        const value = given.find((one) => one.name.value === name)?.value;
        return [[name, value ?? fieldOf(definition, 'defaultValue') ?? null]];
      }),
    );
  }

  #provide(fragment: FragmentDefinitionNode, argument: string, definition: ValueNode): ValueNode | null {
    const type = fieldOf(definition, 'type');
    if (type?.kind !== Kind.STRING) return null;
    const name = `__provided__${fragment.name.value}__${argument}`;
    const variable: VariableDefinitionNode['variable'] = {
      kind: Kind.VARIABLE,
      name: { kind: Kind.NAME, value: name },
      loc: definition.loc,
    };
    this.#provided.set(name, {
      kind: Kind.VARIABLE_DEFINITION,
      variable,
      type: parseType(type.value, { noLocation: true }),
      loc: definition.loc,
    });
    return variable;
  }
}

function directiveOf(
  { directives = [] }: { readonly directives?: readonly DirectiveNode[] },
  name: string,
): DirectiveNode | undefined {
  return directives.find((one) => one.name.value === name);
}

function fieldOf(value: ValueNode, name: string): ValueNode | undefined {
  return value.kind === Kind.OBJECT ? value.fields.find((one) => one.name.value === name)?.value : undefined;
}
