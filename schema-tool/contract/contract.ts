import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
} from 'graphql';
import { withOneOfInputs } from '../compose/one-of.ts';
import { buildSupergraph } from '../compose/supergraph.ts';
import type { SubgraphSource } from '../compose/supergraph-config.ts';
import { schemaText } from '../sdl/default-values.ts';
import { federationDirectives } from '../sdl/directive-names.ts';
import { type Directed, hasInaccessible, isMachinery, markInaccessible, type TagSet } from './tag-filter.ts';

export type Contract =
  | {
      kind: 'valid';
      /** The schema that clients of the contract see. */
      api: string;
      /** The supergraph of the contract, for a router of its own. */
      supergraph: string;
    }
  | { kind: 'invalid'; errors: string[] };

const INACCESSIBLE_URL = 'https://specs.apollo.dev/inaccessible/v0.2';
const INACCESSIBLE_DEFINITION =
  'directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION';

/**
 * The part of a supergraph that a tag set selects. Types that no field of the contract reaches are left out. Errors
 * are those of a selection that does not hold together, such as a field in the contract whose type is not.
 *
 * @param subgraphs what it was composed of: they say which inputs are `@oneOf`, and a supergraph does not
 */
export function contractOf(
  supergraphSdl: string,
  tags: TagSet,
  subgraphs: readonly SubgraphSource[],
): Contract {
  const document = withInaccessible(parse(supergraphSdl));
  try {
    const selected = markInaccessible(document, tags, new Set());
    const unreachable = unreachableTypes(selected);
    const contract = markInaccessible(document, tags, unreachable);
    const api = withOneOfInputs(text(schemaText(apiOf(contract))), subgraphs);
    return { kind: 'valid', api, supergraph: text(print(contract)) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { kind: 'invalid', errors: messagesOf(error) };
  }
}

/** Throws GraphQLError when the accessible part is no schema. */
function apiOf(document: DocumentNode): GraphQLSchema {
  return buildSupergraph(document).apiSchema().toGraphQLJSSchema();
}

/** Several errors come as the causes of one. */
function messagesOf(error: GraphQLError): string[] {
  const { causes } = error as { causes?: readonly GraphQLError[] }; // Of federation's aggregate errors.
  return causes && causes.length > 0 ? causes.map(({ message }) => message) : [error.message];
}

/** A supergraph that can say `@inaccessible`, whether it did so far or not. */
function withInaccessible(document: DocumentNode): DocumentNode {
  if ([...federationDirectives(document).values()].includes('inaccessible')) return document;
  const definitions = document.definitions.map((one) =>
    one.kind === Kind.SCHEMA_DEFINITION
      ? { ...one, directives: [...(one.directives ?? []), linkTo(INACCESSIBLE_URL)] }
      : one,
  );
  return { ...document, definitions: [...definitions, ...parse(INACCESSIBLE_DEFINITION).definitions] };
}

function linkTo(url: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'link' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'url' },
        value: { kind: Kind.STRING, value: url },
      },
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'for' },
        value: { kind: Kind.ENUM, value: 'SECURITY' },
      },
    ],
  };
}

/** Types that no accessible field leads to. They are found before the selection is validated: it need not be valid in what nobody sees. */
function unreachableTypes(selected: DocumentNode): Set<string> {
  const schema = buildASTSchema(selected, { assumeValid: true, assumeValidSDL: true });
  const names = federationDirectives(selected);
  const reached = new Set<GraphQLNamedType>();
  const reach = (type: GraphQLNamedType | null | undefined) => {
    if (!type || reached.has(type) || isInaccessible(type)) return;
    reached.add(type);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const one of type.getInterfaces()) reach(one);
    }
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      // Fields of inputs are fields without arguments.
      const fields: readonly AnyField[] = Object.values(type.getFields());
      for (const field of accessible(fields)) {
        reach(getNamedType(field.type));
        for (const argument of accessible(field.args ?? [])) reach(getNamedType(argument.type));
      }
    }
    if (isAbstractType(type)) for (const one of schema.getPossibleTypes(type)) reach(one);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    reach(root);
  }
  const all = Object.values(schema.getTypeMap()).filter((type) => !isMachinery(type.name));
  return new Set(all.filter((type) => !reached.has(type)).map(({ name }) => name));

  function accessible<Element extends { astNode?: Directed | null | undefined }>(
    elements: readonly Element[],
  ): Element[] {
    return elements.filter((one) => !isInaccessible(one));
  }

  function isInaccessible({ astNode }: { astNode?: Directed | null | undefined }): boolean {
    return hasInaccessible(astNode ?? {}, names);
  }
}

interface AnyField {
  type: GraphQLType;
  args?: readonly GraphQLArgument[];
  astNode?: Directed | null | undefined;
}

function text(sdl: string): string {
  return `${sdl.trimEnd()}\n`;
}
