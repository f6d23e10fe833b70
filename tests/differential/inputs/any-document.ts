import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { anyLiteral, anyValue } from './any-schema.ts';
import type { Choices } from './choices.ts';

export interface AnyDocument {
  source: string;
  /** Which of the operations is meant; undefined where there is one. */
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

const MAX_DEPTH = 4;
/** Names that mean something else: keys, what the planner adds, and what every object has. */
const OTHER_NAMES = ['id', 'code', 'pair', '__typename', '_entities', 'constructor', 'toString'];
const VARIABLES = ['representations', 'constructor', 'toString', 'valueOf', '_', 'if'];

/** An operation that is nearly always valid: what is asked for twice has the same name and arguments. */
export function anyDocument(schema: GraphQLSchema, choices: Choices): AnyDocument {
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const conditions = new Map<string, string>();
  const names = new Set<string>();
  const fragments: { name: string; on: string; text: string }[] = [];
  /** The arguments that a field has wherever it stands under one name. */
  const calls = new Map<string, string>();
  /** Whether that is so for each type by itself: those of a union may have others. */
  const isByType = choices.oneIn(3);

  const kind = choices.of(['query', 'query', 'query', 'mutation']);
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  if (!root) throw new Error('a schema without roots');
  const body = selection(root, 0);
  const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
  const texts = fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`);
  const others = choices.oneIn(5) ? ['query Outra { t: __typename }'] : [];
  const source = [...others, `${kind} Op${head} ${body}`, ...texts].join('\n');
  return {
    source: choices.oneIn(6) ? unusuallySpaced(source, choices) : source,
    operationName: others.length > 0 || choices.oneIn(3) ? 'Op' : undefined,
    variables,
  };

  function selection(type: GraphQLCompositeType, depth: number): string {
    const parts = choices.many(1, depth === 0 ? 4 : 3, () => part(type, depth));
    // The same once more, with conditions of its own.
    const [first] = parts;
    if (first !== undefined && choices.oneIn(4)) parts.push(first);
    return `{ ${parts.map((text) => text.replaceAll('@?', () => condition())).join(' ')} }`;
  }

  function part(type: GraphQLCompositeType, depth: number): string {
    if (choices.oneIn(9)) return choices.of(['__typename @?', 't: __typename @?', '__proto__: __typename']);
    if (type === schema.getQueryType() && choices.oneIn(15)) {
      return choices.of([
        '__schema { queryType { name } }',
        '__type(name: "Filtro") { name inputFields { name defaultValue } isOneOf }',
      ]);
    }
    if (depth < MAX_DEPTH && (isUnionType(type) || choices.oneIn(4))) return fragment(type, depth);
    if (isUnionType(type)) return '__typename';
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < MAX_DEPTH || isLeafType(getNamedType(field.type)),
    );
    if (fields.length === 0) return '__typename';
    const definition = choices.of(fields);
    const one = field(definition, type, depth);
    // Equal fields under several names, each with selections of its own, may be asked for once.
    return choices.oneIn(6) ? `${one} ${underAnotherName(definition, type, depth)}` : one;
  }

  function underAnotherName(
    definition: GraphQLField<unknown, unknown>,
    parent: GraphQLCompositeType,
    depth: number,
  ): string {
    const { name } = definition;
    const alias = `${name}_z`;
    const prefix = isByType ? parent.name : '';
    // With the arguments of the field by its own name, where it has been asked for by that.
    const call = calls.get(`${prefix} ${name} ${name}`) ?? argumentsOf(definition);
    const known = calls.get(`${prefix} ${alias} ${name}`);
    calls.set(`${prefix} ${alias} ${name}`, known ?? call);
    return written(definition, alias, known ?? call, depth);
  }

  function field(
    definition: GraphQLField<unknown, unknown>,
    parent: GraphQLCompositeType,
    depth: number,
  ): string {
    const alias = aliasOf(definition.name);
    const key = `${isByType ? parent.name : ''} ${alias} ${definition.name}`;
    let call = calls.get(key);
    if (call === undefined) {
      call = argumentsOf(definition);
      calls.set(key, call);
    }
    return written(definition, alias, call, depth);
  }

  function written(
    { name, type: of }: GraphQLField<unknown, unknown>,
    alias: string,
    call: string,
    depth: number,
  ): string {
    const type = getNamedType(of);
    const inner = isCompositeType(type) ? ` ${selection(type, depth + 1)}` : '';
    return `${alias === name ? '' : `${alias}: `}${name}${call} @?${inner}`;
  }

  function aliasOf(name: string): string {
    if (!choices.oneIn(4)) return name;
    return choices.oneIn(4) ? choices.of(OTHER_NAMES) : `${name}_${choices.of(['x', 'y'])}`;
  }

  function argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.filter(({ type, defaultValue }) =>
      isNonNullType(type) && defaultValue === undefined ? true : choices.oneIn(2),
    );
    if (given.length === 0) return '';
    const literals = given.map(
      ({ name, type, defaultValue }) =>
        `${name}: ${anyLiteral(type, choices, variable, { hasDefault: defaultValue !== undefined })}`,
    );
    return `(${literals.join(', ')})`;
  }

  function fragment(type: GraphQLCompositeType, depth: number): string {
    const matching = fragments.filter(({ on }) => on === type.name);
    if (matching.length > 0 && choices.oneIn(2)) return `...${choices.of(matching).name} @?`;
    const possible: GraphQLNamedType[] = isAbstractType(type)
      ? [type, ...schema.getPossibleTypes(type)]
      : [type, ...type.getInterfaces()];
    const on = choices.of(possible.filter(isCompositeType));
    const text = selection(on, depth + 1);
    const form = choices.upTo(2);
    if (form === 0) return `... on ${on.name} @? ${text}`;
    if (form === 1 && on === type) return `... @? ${text}`;
    const name = `F${fragments.length}`;
    fragments.push({ name, on: on.name, text });
    return `...${name} @?`;
  }

  function condition(): string {
    if (!choices.oneIn(4)) return '';
    const directive = choices.of(['@include', '@skip']);
    return choices.oneIn(4)
      ? `${directive}(if: ${choices.of(['true', 'false'])})`
      : `${directive}(if: ${booleanVariable()})${directive === '@include' && choices.oneIn(5) ? '@skip(if: false)' : ''}`;
  }

  /** One of two, so that the same stands in several conditions. */
  function booleanVariable(): string {
    const name = choices.of(['sim', 'nao']);
    if (!conditions.has(name)) {
      const type = choices.of(['Boolean!', 'Boolean! = true', 'Boolean = false']);
      conditions.set(name, type);
      declared.push(`$${name}: ${type}`);
      const given = choices.upTo(19);
      if (given < 18 && (given < 12 || type === 'Boolean!')) variables[name] = given % 2 === 0;
      else if (given === 18) variables[name] = null;
    }
    return `$${name}`;
  }

  function variable(type: GraphQLInputType, hasDefault: boolean): string | null {
    const other = choices.oneIn(8) ? choices.of(VARIABLES) : null;
    const name = other !== null && !names.has(other) ? other : `v${declared.length}`;
    names.add(name);
    const nullable = getNullableType(type);
    let declaredType = String(type);
    let fallback = '';
    if (isNonNullType(type)) {
      // A nullable variable may stand here where there is a default, and then be null after all.
      const form = choices.upTo(2);
      if (form === 1 || (form === 2 && hasDefault)) declaredType = String(nullable);
      if (form > 0 && !(form === 2 && hasDefault)) {
        const literal = anyLiteral(nullable, choices, () => null);
        if (literal === 'null') declaredType = String(type);
        else fallback = ` = ${literal}`;
      }
    } else {
      if (choices.oneIn(4)) declaredType = `${declaredType}!`;
      if (choices.oneIn(3) && !isInputObjectType(nullable)) {
        const literal = anyLiteral(nullable, choices, () => null);
        if (literal !== 'null') fallback = ` = ${literal}`;
      }
    }
    declared.push(`$${name}: ${declaredType}${fallback}`);
    const required = declaredType.endsWith('!') && fallback === '';
    const given = choices.upTo(required ? 59 : 3);
    if (required ? given < 58 : given < 2) variables[name] = anyValue(type, choices);
    else if (required ? given === 58 : given === 2) variables[name] = null;
    return `$${name}`;
  }
}

/** The same document, with whatever may stand between tokens. Block strings keep their lines. */
function unusuallySpaced(source: string, choices: Choices): string {
  if (source.includes('"""')) return source;
  const parts = source.split(/("(?:[^"\\]|\\.)*")/);
  const spaced = parts.map((part, index) =>
    index % 2 === 1
      ? part
      : part.replaceAll(' ', () =>
          choices.of([' ', '\n', '\r', '\r\n', '\t', ',', ' ,, ', '\uFEFF', '# "a" {\n']),
        ),
  );
  return `${choices.of(['', '\uFEFF', '\n#\r', ','])}${spaced.join('')}`;
}
