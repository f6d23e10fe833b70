import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
} from 'graphql';
import type { Random } from './random.ts';

export interface AnyQuery {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

const MAX_DEPTH = 4;
const ALIASES = [
  '__typename',
  '_entities',
  'constructor',
  'toString',
  'representations',
  'hasOwnProperty',
  'x',
  'y',
];
const CONDITIONS = [
  '@include(if: $s)',
  '@skip(if: $s)',
  '@include(if: $t)',
  '@skip(if: $t)',
  '@include(if: true)',
  '@skip(if: true)',
];

/** A query that is nearly always valid, in which aliases have names that mean something else. */
export function anyQuery(schema: GraphQLSchema, names: readonly string[], random: Random): AnyQuery {
  const fragments: string[] = [];
  const root = schema.getQueryType();
  if (!root) throw new Error('a schema without queries');
  const body = selection(root, 0, new Set());
  const text = `${body} ${fragments.join(' ')}`;
  const declared = [
    text.includes('$s)') ? '$s: Boolean!' : '',
    text.includes('$t)') ? '$t: Boolean = true' : '',
    text.includes('$representations') ? '$representations: Int' : '',
  ].join(' ');
  return {
    query: `query Any${declared.trim() === '' ? '' : `(${declared})`} ${text}`,
    variables: {
      ...(text.includes('$s)') ? { s: random.oneIn(2) } : {}),
      ...(text.includes('$t)') && random.oneIn(2) ? { t: random.oneIn(2) } : {}),
      ...(text.includes('$representations') && !random.oneIn(3) ? { representations: random.upTo(3) } : {}),
    },
  };

  /** @param used response names of this object */
  function selection(type: GraphQLCompositeType, depth: number, used: Set<string>): string {
    const parts = Array.from({ length: 1 + random.upTo(depth === 0 ? 3 : 4) }, () => part(type, depth, used));
    return `{ ${parts.join(' ')} }`;
  }

  function part(type: GraphQLCompositeType, depth: number, used: Set<string>): string {
    const condition = random.oneIn(8) ? ` ${random.of(CONDITIONS)}` : '';
    if (isUnionType(type) || random.oneIn(5)) {
      if (random.oneIn(6)) return `${used.has('__typename') ? 't: ' : ''}__typename${condition}`;
      const on = isAbstractType(type) ? random.of([...schema.getPossibleTypes(type), type]) : type;
      // Other members of a union may have the same names for other things of the same type only; most have not.
      const inner = selection(on, depth + 1, used);
      if (!random.oneIn(3))
        return `...${on === type && random.oneIn(2) ? '' : ` on ${on}`}${condition} ${inner}`;
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} on ${on} ${inner}`);
      return `...${name}${condition}`;
    }
    const fields = Object.values(type.getFields()).filter(
      ({ type: of }) => depth < MAX_DEPTH || !isCompositeType(getNamedType(of)),
    );
    if (fields.length === 0) return used.has('__typename') ? 't: __typename' : '__typename';
    const field = random.of(fields);
    const inner = getNamedType(field.type);
    const free = [field.name, ...ALIASES, ...names].filter((name) => !used.has(name));
    const name =
      !used.has(field.name) && random.oneIn(2) ? field.name : random.of([...free, `z${used.size}`]);
    used.add(name);
    const call =
      field.args.length > 0 ? random.of(['', '(x: 0)', '(x: 1)', '(x: 2)', '(x: $representations)']) : '';
    const argument = field.args[0]?.name ?? 'x';
    return `${name === field.name ? '' : `${name}: `}${field.name}${call.replace('x', argument)}${condition} ${
      isCompositeType(inner) ? selection(inner, depth + 1, new Set()) : ''
    }`;
  }
}
