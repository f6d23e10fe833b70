import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isUnionType,
  parse,
  validate,
} from 'graphql';

export interface AnyOperation {
  query: string;
  variables: Record<string, boolean>;
}

/** The ways to call a field, such as `['(id: "1")', '(id: "2")']`; an empty list leaves the field out. */
export type CallsOf = (
  type: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
) => readonly string[];

interface Part {
  text: string;
  /** Definitions of the fragments that it spreads. */
  fragments: readonly string[];
}

const MAX_DEPTH = 5;
const CONDITIONS = [
  '@include(if: $sim)',
  '@skip(if: $sim)',
  '@include(if: $talvez)',
  '@skip(if: $talvez)',
  '@include(if: true)',
  '@skip(if: false)',
  '@include(if: false)',
  '@include(if: $sim) @skip(if: $talvez)',
];

/** Any valid query: aliases, fields given twice, fragments of both kinds, conditions, `__typename` anywhere. */
export function anyOperation(schema: GraphQLSchema, callsOf: CallsOf): fc.Arbitrary<AnyOperation> {
  const root = schema.getQueryType();
  if (!root) throw new Error('a schema without queries');
  return fc
    .tuple(selection(root, 0), fc.boolean(), fc.option(fc.boolean(), { nil: undefined }))
    .map(([{ text, fragments }, sim, talvez]) => {
      const body = `${text} ${[...new Set(fragments)].join(' ')}`;
      const declared = [
        body.includes('$sim') ? '$sim: Boolean!' : '',
        body.includes('$talvez') ? '$talvez: Boolean = true' : '',
      ].join(' ');
      return {
        query: `query Qualquer${declared.trim() === '' ? '' : `(${declared})`} ${body}`,
        variables: {
          ...(body.includes('$sim') ? { sim } : {}),
          ...(body.includes('$talvez') && talvez !== undefined ? { talvez } : {}),
        },
      };
    })
    .filter(({ query }) => validate(schema, parse(query)).length === 0);

  function selection(type: GraphQLCompositeType, depth: number): fc.Arbitrary<Part> {
    return fc
      .array(fc.tuple(element(type, depth), fc.option(fc.constantFrom(...CONDITIONS), { freq: 6 })), {
        minLength: 1,
        maxLength: depth === 0 ? 3 : 5,
      })
      .map((elements) => ({
        text: `{ ${elements.map(([{ text }, condition]) => text.replace('@', condition ?? '')).join(' ')} }`,
        fragments: elements.flatMap(([{ fragments }]) => fragments),
      }));
  }

  /** With an `@` where a condition may stand. */
  function element(type: GraphQLCompositeType, depth: number): fc.Arbitrary<Part> {
    const fields = isUnionType(type)
      ? []
      : Object.values(type.getFields()).filter(
          (field) =>
            callsOf(type, field).length > 0 && (depth < MAX_DEPTH || isLeafType(getNamedType(field.type))),
        );
    const typename = fc
      .constantFrom('__typename @', 't: __typename @')
      .map((text) => ({ text, fragments: [] }));
    const options: { arbitrary: fc.Arbitrary<Part>; weight: number }[] = [{ arbitrary: typename, weight: 1 }];
    if (fields.length > 0) {
      options.push({
        arbitrary: fc.constantFrom(...fields).chain((field) => fieldOf(type, field, depth)),
        weight: 8,
      });
    }
    if (depth < MAX_DEPTH)
      options.push({ arbitrary: fragmentOf(type, depth), weight: isUnionType(type) ? 8 : 2 });
    return fc.oneof(...options);
  }

  function fieldOf(
    type: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
    depth: number,
  ): fc.Arbitrary<Part> {
    const calls = callsOf(type, field);
    const inner = getNamedType(field.type);
    const body = isCompositeType(inner)
      ? selection(inner, depth + 1)
      : fc.constant<Part>({ text: '', fragments: [] });
    return fc
      .tuple(fc.nat(calls.length - 1), fc.boolean(), body)
      .map(([call, alias, { text, fragments }]) => ({
        // A call has one name, so that a field that is given twice is one field.
        text: `${alias || call > 0 ? `${field.name}${call}: ` : ''}${field.name}${calls[call]} @ ${text}`,
        fragments,
      }));
  }

  function fragmentOf(type: GraphQLCompositeType, depth: number): fc.Arbitrary<Part> {
    const conditions: GraphQLCompositeType[] = isAbstractType(type)
      ? [type, ...schema.getPossibleTypes(type)]
      : [type];
    return fc
      .tuple(fc.constantFrom(...conditions), fc.constantFrom('inline', 'plain', 'named'))
      .chain(([condition, kind]) =>
        selection(kind === 'plain' ? type : condition, depth + 1).map(({ text, fragments }): Part => {
          if (kind === 'plain') return { text: `... @ ${text}`, fragments };
          if (kind === 'inline') return { text: `... on ${condition} @ ${text}`, fragments };
          const name = `F${createHash('sha256').update(`${condition}${text}`).digest('hex').slice(0, 12)}`;
          return {
            text: `...${name} @`,
            fragments: [...fragments, `fragment ${name} on ${condition} ${text}`],
          };
        }),
      );
  }
}
