import { type ConstDirectiveNode, type DocumentNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import { type FederationDirective, federationDirectives } from '../../sdl/directive-names.ts';
import { namedTypeOf } from '../../sdl/sdl-index.ts';
import { AUTHENTICATED, both, OPEN, type Protection, type Requirement } from './access-requirement.ts';
import { reachedOver } from './access-ways.ts';

/** Whatever they are imported as, their specifications are linked. */
const PROTECTION = /specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\//;

/** How a supergraph protects its fields (`@authenticated`, `@requiresScopes`, `@policy`); it is parsed when something is asked. */
export class Protections {
  readonly #supergraph: string;
  #found: Found | null = null;

  constructor(supergraph: string) {
    this.#supergraph = supergraph;
  }

  /** Whether there are any. */
  get some(): boolean {
    return PROTECTION.test(this.#supergraph);
  }

  /** What a type needs itself. */
  ofType(name: string): Requirement {
    return this.#read.types.get(name) ?? OPEN;
  }

  /** Fields by `Type.field`. */
  get fields(): ReadonlyMap<string, Protection> {
    return this.#read.fields;
  }

  /** What a request needs at least to come to the type that has a field, whichever way it goes. */
  waysTo({ parent }: Protection): Requirement {
    const found = this.#read;
    found.reached ??= reachedOver(found.document, [...found.fields.values()]);
    return found.reached.get(parent) ?? OPEN;
  }

  get #read(): Found {
    this.#found ??= protectionsOf(parse(this.#supergraph, { noLocation: true }));
    return this.#found;
  }
}

interface Found {
  document: DocumentNode;
  types: ReadonlyMap<string, Requirement>;
  fields: ReadonlyMap<string, Protection>;
  reached: ReadonlyMap<string, Requirement> | null;
}

function protectionsOf(document: DocumentNode): Found {
  const names = federationDirectives(document);
  const types = new Map<string, Requirement>();
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || !/TypeDefinition$/.test(definition.kind)) continue;
    // Directives of a type definition are constant.
    const directives = (
      'directives' in definition ? definition.directives : []
    ) as readonly ConstDirectiveNode[];
    types.set(definition.name.value, requirementOf(directives, names));
  }
  const fields = new Map<string, Protection>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const parent = definition.name.value;
    for (const field of definition.fields ?? []) {
      const own = requirementOf(field.directives ?? [], names);
      const value = namedTypeOf(field.type);
      const isHidden =
        field.directives?.some(({ name }) => names.get(name.value) === 'inaccessible') ?? false;
      const needs = [types.get(parent) ?? OPEN, own, types.get(value) ?? OPEN].reduce(both, OPEN);
      fields.set(`${parent}.${field.name.value}`, { needs, own, parent, value, isHidden });
    }
  }
  return { document, types, fields, reached: null };
}

function requirementOf(
  directives: readonly ConstDirectiveNode[],
  names: ReadonlyMap<string, FederationDirective>,
): Requirement {
  return directives.reduce((sum, { name, arguments: given }) => {
    const feature = names.get(name.value);
    const value = given?.[0] && valueFromASTUntyped(given[0].value);
    if (feature === 'authenticated') return both(sum, [new Set([AUTHENTICATED])]);
    if (feature === 'requiresScopes') return both(sum, setsOf(value, 'scope', [AUTHENTICATED]));
    return feature === 'policy' ? both(sum, setsOf(value, 'policy', [])) : sum;
  }, OPEN);
}

function setsOf(value: unknown, kind: string, more: readonly string[]): Requirement {
  const lists = Array.isArray(value) ? value : [];
  return lists.map((names) => new Set([...more, ...[names].flat().map((name) => `${kind} ${name}`)]));
}
