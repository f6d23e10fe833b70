import { type DefinitionNode, type DirectiveNode, Kind, parse, valueFromASTUntyped } from 'graphql';

/** How long the list of a field is, or the lists in the object that it gives. */
export interface ListSize {
  /** Without any of the arguments below; null where nobody has said. */
  readonly assumedSize: number | null;
  /** Arguments that say how long; the largest counts. */
  readonly slicingArguments: readonly string[];
  /** The lists in the field's object that have this length; none where it is the field's own. */
  readonly sizedFields: readonly string[];
}

/** What a supergraph says of the cost of answering, by schema coordinate. */
export interface Prices {
  /** `Type`, `Type.field`, `Type.field(argument:)`, `Input.field` */
  readonly weights: ReadonlyMap<string, number>;
  /** `Type.field` */
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

/** Of a supergraph without `@cost` and `@listSize`. */
export const NO_PRICES: Prices = { weights: new Map(), listSizes: new Map() };

const COST_SPEC = 'https://specs.apollo.dev/cost/';

/**
 * The `@cost` and `@listSize` of a supergraph, which subgraphs import from `federation/v2.9` and later
 * (https://www.apollographql.com/docs/graphos/routing/security/demand-control). Nothing where it does not link them.
 */
export function readPrices(supergraphSdl: string): Prices {
  if (!supergraphSdl.includes(COST_SPEC)) return NO_PRICES;
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const names = directiveNames(definitions);
  if (!names) return NO_PRICES;
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  for (const definition of definitions) {
    if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
    const type = definition.name.value;
    addWeight(type, definition.directives);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      addWeight(coordinate, field.directives);
      const size = argumentsOf(field.directives, names.listSize);
      if (size) listSizes.set(coordinate, listSizeOf(size));
      if (!('arguments' in field)) continue;
      for (const argument of field.arguments ?? []) {
        addWeight(`${coordinate}(${argument.name.value}:)`, argument.directives);
      }
    }
  }
  return { weights, listSizes };

  function addWeight(coordinate: string, directives: readonly DirectiveNode[] | undefined): void {
    const weight = Number(argumentsOf(directives, names?.cost ?? '')?.weight);
    if (weight >= 0) weights.set(coordinate, weight);
  }
}

/** What the supergraph calls the two; null when it does not link their specification. */
function directiveNames(definitions: readonly DefinitionNode[]): { cost: string; listSize: string } | null {
  for (const definition of definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const { url, as, import: imports } = argumentsOf([directive], directive.name.value) ?? {};
      if (typeof url !== 'string' || !url.startsWith(COST_SPEC)) continue;
      const prefix = typeof as === 'string' ? as : 'cost';
      const imported = importedNames(imports);
      // The directive that is called as its specification has the specification's own name.
      return {
        cost: imported.get('@cost') ?? prefix,
        listSize: imported.get('@listSize') ?? `${prefix}__listSize`,
      };
    }
  }
  return null;
}

/** Names without `@`, by the name that the specification has for them. */
function importedNames(imports: unknown): Map<string, string> {
  const names = new Map<string, string>();
  for (const one of Array.isArray(imports) ? imports : []) {
    if (typeof one === 'string') names.set(one, one.slice(1));
    else if (typeof one?.name === 'string') names.set(one.name, String(one.as ?? one.name).slice(1));
  }
  return names;
}

function listSizeOf({ assumedSize, slicingArguments, sizedFields }: Record<string, unknown>): ListSize {
  return {
    assumedSize: typeof assumedSize === 'number' && assumedSize >= 0 ? assumedSize : null,
    slicingArguments: texts(slicingArguments),
    sizedFields: texts(sizedFields),
  };
}

function argumentsOf(
  directives: readonly DirectiveNode[] | undefined,
  name: string,
): Record<string, unknown> | null {
  const directive = directives?.find((one) => one.name.value === name);
  if (!directive) return null;
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
