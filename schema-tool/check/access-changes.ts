import { type ConstDirectiveNode, type DocumentNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import { namedTypeOf } from '../sdl/sdl-index.ts';
import { type Change, change } from './change.ts';

/**
 * What a request must have to read a field: one of the sets, all of each. Nothing at all is one empty set. Scopes and
 * policies are named as in the schema, `authenticated` stands for any identity.
 */
type Requirement = readonly ReadonlySet<string>[];

const OPEN: Requirement = [new Set()];
const AUTHENTICATED = 'authenticated';
/** Sets that a requirement may come to; beyond, it is one set with a name of its own, so that any change of it is told. */
const MAX_SETS = 256;

/**
 * How the protection of fields changed (`@authenticated`, `@requiresScopes`, `@policy`), compared where it takes effect:
 * in the supergraph, by what a request for the field needs in all. So a protection that goes with a move to another
 * subgraph is seen, and one that moves from a type to its fields is no change.
 */
export function accessChanges(before: string, after: string): Change[] {
  if (!PROTECTION.test(before) && !PROTECTION.test(after)) return [];
  const old = requirementsOf(parse(before, { noLocation: true }));
  const now = requirementsOf(parse(after, { noLocation: true }));
  const changes: Change[] = [];
  for (const [coordinate, needed] of old) {
    const needs = now.get(coordinate);
    if (!needs) continue; // That the field is gone is told there.
    const states = {
      from: textOf(needed),
      to: textOf(needs),
      access: { before: needed.map((set) => [...set]), after: needs.map((set) => [...set]) },
    };
    if (!implies(needs, needed)) {
      changes.push(
        change({
          scope: 'api',
          type: 'ACCESS_LOOSENED',
          coordinate,
          severity: 'breaking',
          message: `${coordinate} needs ${states.to} now, and needed ${states.from}.`,
          reason: 'A protection was dropped: requests that were refused are allowed.',
          ...states,
        }),
      );
    } else if (!implies(needed, needs)) {
      changes.push(
        change({
          scope: 'api',
          type: 'ACCESS_TIGHTENED',
          coordinate,
          severity: 'dangerous',
          message: `${coordinate} needs ${states.to} now, and needed ${states.from}.`,
          reason: 'Callers that have not what it needs now are refused.',
          ...states,
        }),
      );
    }
  }
  return changes;
}

const PROTECTION = /@(\w+__)?(authenticated|requiresScopes|policy)\b/;

/** By `Type.field`: what the type, the field, and the type of the field need together. */
function requirementsOf(document: DocumentNode): Map<string, Requirement> {
  const names = localNames(document);
  const ofTypes = new Map<string, Requirement>();
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || !/TypeDefinition$/.test(definition.kind)) continue;
    // Directives of a type definition are constant.
    const directives = (
      'directives' in definition ? definition.directives : []
    ) as readonly ConstDirectiveNode[];
    ofTypes.set(definition.name.value, requirementOf(directives, names));
  }
  const found = new Map<string, Requirement>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const typeName = definition.name.value;
    for (const field of definition.fields ?? []) {
      const parts = [
        ofTypes.get(typeName) ?? OPEN,
        requirementOf(field.directives ?? [], names),
        ofTypes.get(namedTypeOf(field.type)) ?? OPEN,
      ];
      found.set(`${typeName}.${field.name.value}`, parts.reduce(both, OPEN));
    }
  }
  return found;
}

/** What the directives are called in this supergraph, by their own names. */
function localNames(document: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const schema = document.definitions.find((one) => one.kind === Kind.SCHEMA_DEFINITION);
  for (const { name, arguments: given } of schema?.directives ?? []) {
    if (name.value !== 'link') continue;
    const values = Object.fromEntries(
      (given ?? []).map((one) => [one.name.value, valueFromASTUntyped(one.value)]),
    );
    const feature = /\/(authenticated|requiresScopes|policy)\/v[\d.]+$/.exec(String(values.url))?.[1];
    if (feature) names.set(typeof values.as === 'string' ? values.as : feature, feature);
  }
  return names;
}

function requirementOf(
  directives: readonly ConstDirectiveNode[],
  names: ReadonlyMap<string, string>,
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

function both(a: Requirement, b: Requirement): Requirement {
  if (a.length * b.length > MAX_SETS) return [new Set([`(${textOf(a)}) and (${textOf(b)})`])];
  return a.flatMap((one) => b.map((other) => new Set([...one, ...other])));
}

/** Whether whoever has what `a` needs has what `b` needs. */
function implies(a: Requirement, b: Requirement): boolean {
  return a.every((have) => b.some((need) => [...need].every((one) => have.has(one))));
}

function textOf(requirement: Requirement): string {
  const texts = requirement.map((set) => {
    const special = [...set].filter((one) => one !== AUTHENTICATED || set.size === 1);
    return special.sort().join(' and ') || 'nothing';
  });
  return [...new Set(texts)].sort().join(' or ');
}
