import {
  type ConstValueNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  print,
  stripIgnoredCharacters,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Longest operation name that is written; the rest is cut off. */
export const MAX_OPERATION_NAME_LENGTH = 100;

/**
 * The signature of one operation: its document without what its caller filled in, so that it may be kept, and two calls that
 * differ by values only are one operation. Still valid wherever the original is:
 *
 * - every text is `""` and every number `0`; values of custom scalars lose the names in them too
 * - equal neighbours in a list become one
 * - aliases are numbered: `c52998224725: cliente(id: 1)` says as much as its argument
 *
 * Enum values, booleans, nulls and the names of operations, variables and fragments stay.
 *
 * @param document one valid operation and its fragments
 */
export function operationSignature(schema: GraphQLSchema, document: DocumentNode): string {
  const aliases = new AliasNumbers(document);
  const info = new TypeInfo(schema);
  const hidden = visit(
    document,
    visitWithTypeInfo(info, {
      enter(node) {
        switch (node.kind) {
          case Kind.OPERATION_DEFINITION:
            return withShortName(node);
          case Kind.FIELD:
            return aliases.renamed(node);
          case Kind.INT:
          case Kind.FLOAT:
            return { kind: Kind.INT, value: '0' };
          case Kind.STRING:
            return HIDDEN_TEXT;
          case Kind.ENUM:
            // A name where no enum is expected is a text without quotes, which a custom scalar may accept.
            return isEnumType(getNamedType(info.getInputType())) ? undefined : HIDDEN_TEXT;
          case Kind.OBJECT:
            if (isInputObjectType(getNamedType(info.getInputType()))) return undefined;
            return {
              ...node,
              fields: node.fields.map((field, index) => ({ ...field, name: nameNode(`k${index + 1}`) })),
            };
        }
        return undefined;
      },
      leave(node) {
        return node.kind === Kind.LIST ? { ...node, values: withoutRepeated(node.values) } : undefined;
      },
    }),
  );
  return stripIgnoredCharacters(print(hidden));
}

const HIDDEN_TEXT = { kind: Kind.STRING, value: '' } as const;

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function withShortName(node: OperationDefinitionNode): OperationDefinitionNode | undefined {
  if (!node.name || node.name.value.length <= MAX_OPERATION_NAME_LENGTH) return undefined;
  return { ...node, name: nameNode(node.name.value.slice(0, MAX_OPERATION_NAME_LENGTH)) };
}

/** Leaves out hidden values that are in the list already. Variables, lists and objects all stay. */
function withoutRepeated(values: readonly ValueNode[]): ValueNode[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    if (!isPlain(value)) return true;
    const key = value.kind === Kind.NULL ? value.kind : `${value.kind} ${value.value}`;
    return !seen.has(key) && seen.add(key);
  });
}

type PlainValue = Exclude<ConstValueNode, { kind: Kind.LIST | Kind.OBJECT }>;

function isPlain(value: ValueNode): value is PlainValue {
  return value.kind !== Kind.VARIABLE && value.kind !== Kind.LIST && value.kind !== Kind.OBJECT;
}

/** Numbers for aliases: the same for the same alias, so that fields which merge still do. */
class AliasNumbers {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  #last = 0;

  constructor(document: DocumentNode) {
    const taken = this.#taken;
    visit(document, {
      enter(node) {
        if (node.kind === Kind.FIELD) taken.add(node.name.value);
      },
    });
  }

  /** The field with its alias numbered, or undefined when it has none. */
  renamed(node: FieldNode): FieldNode | undefined {
    if (!node.alias) return undefined;
    const alias = node.alias.value;
    if (alias === node.name.value) return { ...node, alias: undefined };
    const name = this.#names.get(alias) ?? this.#next();
    this.#names.set(alias, name);
    return { ...node, alias: nameNode(name) };
  }

  #next(): string {
    do this.#last += 1;
    while (this.#taken.has(`alias${this.#last}`));
    return `alias${this.#last}`;
  }
}
