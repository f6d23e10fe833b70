import {
  type ASTNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parseConstValue,
  parseType,
  print,
  type TypeNode,
} from 'graphql';
import { withAnotherType } from './another-type.ts';
import type { Choices } from './choices.ts';

const TYPES = ['Int', 'String', 'ID', 'Float', 'Boolean', 'Cor', 'Qualquer'];
const OUTPUTS = [...TYPES, 'A', 'B', 'D', 'I', 'U'];
const INPUTS = [...TYPES, 'Filtro', 'Par'];
const DEFAULTS: Readonly<Record<string, string>> = {
  Int: '9',
  String: '"novo"',
  ID: '"9"',
  Float: '0.5',
  Boolean: 'true',
  Cor: 'AZUL',
  Filtro: '{}',
  Par: '{ um: 9 }',
};

/** A schema in which a few things are other ones; not always a valid one. */
export function changedSchema(schema: DocumentNode, choices: Choices): DocumentNode {
  let document = schema;
  for (const _ of choices.many(1, 3, () => 0)) {
    if (choices.oneIn(4)) {
      document = withAnotherType(document, choices);
      continue;
    }
    const at = choices.upTo(document.definitions.length - 1);
    const definitions = document.definitions.flatMap((definition, index) =>
      index === at ? changedDefinition(definition, choices) : [definition],
    );
    document = { ...document, definitions };
  }
  return document;
}

function changedDefinition(definition: DefinitionNode, choices: Choices): readonly DefinitionNode[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      if (choices.oneIn(8)) {
        const { interfaces = [] } = definition;
        const at = choices.upTo(Math.max(0, interfaces.length - 1));
        return [{ ...definition, interfaces: interfaces.filter((_, index) => index !== at) }];
      }
      return [
        { ...definition, fields: changedList(definition.fields ?? [], choices, changedField, newField) },
      ];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      if (choices.oneIn(8)) {
        const oneOf = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'oneOf' } } as const;
        const fields = (definition.fields ?? []).map(({ defaultValue: _, ...field }) => ({
          ...field,
          type: field.type.kind === Kind.NON_NULL_TYPE ? field.type.type : field.type,
        }));
        return [{ ...definition, fields, directives: definition.directives?.length ? [] : [oneOf] }];
      }
      const fields = changedList(definition.fields ?? [], choices, changedInput, newInput);
      return [{ ...definition, fields }];
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const added = { kind: Kind.ENUM_VALUE_DEFINITION, name: { kind: Kind.NAME, value: 'NOVA' } } as const;
      return [
        {
          ...definition,
          values: changedList(
            definition.values ?? [],
            choices,
            (one) => one,
            () => added,
          ),
        },
      ];
    }
    case Kind.UNION_TYPE_DEFINITION: {
      const added = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'B' } } as const;
      return [
        {
          ...definition,
          types: changedList(
            definition.types ?? [],
            choices,
            (one) => one,
            () => added,
          ),
        },
      ];
    }
    case Kind.DIRECTIVE_DEFINITION:
      return changedDirective(definition, choices);
    default:
      return [definition];
  }
}

/** A directive of operations that goes, takes other arguments, or may stand elsewhere or only once. */
function changedDirective(
  definition: DirectiveDefinitionNode,
  choices: Choices,
): readonly DirectiveDefinitionNode[] {
  switch (choices.upTo(5)) {
    case 0:
      return [];
    case 1:
      return [{ ...definition, repeatable: !definition.repeatable }];
    case 2: {
      const at = choices.upTo(definition.locations.length - 1);
      const locations = definition.locations.filter((_, index) => index !== at);
      return locations.length === 0 ? [] : [{ ...definition, locations }];
    }
    case 3:
      return [{ ...definition, name: { kind: Kind.NAME, value: `${definition.name.value}Nova` } }];
    default:
      return [
        {
          ...definition,
          arguments: changedList(definition.arguments ?? [], choices, changedInput, newInput),
        },
      ];
  }
}

/** One gone, changed or added. */
function changedList<Node>(
  list: readonly Node[],
  choices: Choices,
  change: (node: Node, choices: Choices) => Node,
  add: (choices: Choices) => Node,
): readonly Node[] {
  const at = choices.upTo(Math.max(0, list.length - 1));
  switch (choices.upTo(4)) {
    case 0:
      return list.filter((_, index) => index !== at);
    case 1:
      return [...list, add(choices)];
    default:
      return list.map((node, index) => (index === at ? change(node, choices) : node));
  }
}

function changedField(field: FieldDefinitionNode, choices: Choices): FieldDefinitionNode {
  const { arguments: args = [] } = field;
  if (args.length > 0 ? !choices.oneIn(3) : choices.oneIn(3))
    return { ...field, arguments: changedList(args, choices, changedInput, newInput) };
  return { ...field, type: changedType(field.type, OUTPUTS, choices) };
}

function newField(choices: Choices): FieldDefinitionNode {
  return {
    kind: Kind.FIELD_DEFINITION,
    name: { kind: Kind.NAME, value: 'novo' },
    type: parseType(choices.of(OUTPUTS)),
  };
}

function changedInput(input: InputValueDefinitionNode, choices: Choices): InputValueDefinitionNode {
  const { defaultValue, ...rest } = input;
  if (choices.oneIn(3)) return defaultValue ? rest : withDefault(rest, choices);
  const type = changedType(input.type, INPUTS, choices);
  // A default that is none of the type would make the schema invalid.
  return nameOf(type) === nameOf(input.type) && print(type).includes('[') === print(input.type).includes('[')
    ? { ...input, type }
    : withDefault({ ...rest, type }, choices);
}

function newInput(choices: Choices): InputValueDefinitionNode {
  const name = choices.of(INPUTS);
  const type = parseType(choices.of([name, `${name}!`, `[${name}!]`, `[${name}]!`]));
  return withDefault(
    { kind: Kind.INPUT_VALUE_DEFINITION, name: { kind: Kind.NAME, value: 'novo' }, type },
    choices,
  );
}

function withDefault(input: InputValueDefinitionNode, choices: Choices): InputValueDefinitionNode {
  const value = DEFAULTS[nameOf(input.type)];
  if (value === undefined || choices.oneIn(2)) return input;
  const isList = print(input.type).startsWith('[');
  return {
    ...input,
    defaultValue: parseConstValue(isList && print(input.type)[1] !== '[' ? `[${value}]` : value),
  };
}

function changedType(type: TypeNode, names: readonly string[], choices: Choices): TypeNode {
  const text = print(type);
  const name = nameOf(type);
  return parseType(
    choices.of([
      text.endsWith('!') ? text.slice(0, -1) : `${text}!`,
      text.includes('!]') ? text.replace('!]', ']') : text.replace(']', '!]'),
      `[${text}]`,
      text.startsWith('[') ? text.replace(/^\[(.*)\]!?$/, '$1') : text.replace(name, choices.of(names)),
      text.replace(name, choices.of(names)),
    ]),
  );
}

function nameOf(node: ASTNode): string {
  return print(node).replaceAll(/[[\]!]/g, '');
}
