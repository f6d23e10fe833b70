import { type ConstDirectiveNode, type DocumentNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import { namedTypeOf } from '../sdl/sdl-index.ts';
import {
  AUTHENTICATED,
  both,
  implies,
  OPEN,
  type Protection,
  type Requirement,
  textOf,
} from './access-requirement.ts';
import { reachedOver } from './access-ways.ts';
import { type Change, change } from './change.ts';

/** How what is needed to read an element changed. */
interface Shift {
  coordinate: string;
  kind: 'tightened' | 'loosened' | 'replaced';
  before: Requirement;
  after: Requirement;
  /** The same with what a request needs on every way to a field. */
  whole?: { before: Requirement; after: Requirement };
}

/** Fields that a message names; the change has all. */
const MAX_NAMES = 20;

/**
 * How the protection of fields changed (`@authenticated`, `@requiresScopes`, `@policy`), compared where it takes effect:
 * in the supergraph, by what a request for the field needs in all. So a protection that goes with a move to another
 * subgraph is seen, and one that moves from a type to its fields is no change, nor one that moves from a type to all fields that
 * lead to it, or back. What changed on a type is told once, with
 * the fields that nothing else protects in another way.
 */
export function accessChanges(before: string, after: string): Change[] {
  if (!PROTECTION.test(before) && !PROTECTION.test(after)) return [];
  const old = protectionsOf(parse(before, { noLocation: true }));
  const now = protectionsOf(parse(after, { noLocation: true }));
  const ofType = (name: string) => shiftOf(name, old.types.get(name) ?? OPEN, now.types.get(name) ?? OPEN);
  const single: Shift[] = [];
  const byType = new Map<string, Shift[]>();
  for (const [coordinate, earlier] of old.fields) {
    const field = now.fields.get(coordinate);
    const alone = field && shiftOf(coordinate, earlier.needs, field.needs);
    if (!alone || earlier.isHidden || field.isHidden) continue; // That a field is gone is told there.
    const shift = ofWays(alone, { old: old.ways(earlier), now: now.ways(field) });
    if (!shift) continue;
    const cause = shiftOf(coordinate, earlier.own, field.own)
      ? undefined
      : [field.parent, field.value].find((name) => ofType(name)?.kind === shift.kind);
    if (cause === undefined) single.push(shift);
    else byType.set(cause, [...(byType.get(cause) ?? []), shift]);
  }
  return [
    ...single.map((shift) => changeOf(shift, [shift])),
    ...[...byType].flatMap(([name, fields]) => {
      const shift = ofType(name);
      return shift ? [changeOf(shift, fields)] : [];
    }),
  ];
}

const PROTECTION = /@(\w+__)?(authenticated|requiresScopes|policy)\b/;

function shiftOf(coordinate: string, before: Requirement, after: Requirement): Shift | null {
  const [keepsAll, allowsAll] = [implies(after, before), implies(before, after)];
  if (keepsAll && allowsAll) return null;
  return { coordinate, kind: keepsAll ? 'tightened' : allowsAll ? 'loosened' : 'replaced', before, after };
}

/**
 * What a shift of a field's own comes to with all that a request needs on its way there; null when that is no less, or no more:
 * then the protection has only moved along the ways, and what else changed on them is told there.
 */
function ofWays(alone: Shift, { old, now }: { old: Requirement; now: Requirement }): Shift | null {
  const before = both(old, alone.before);
  const after = both(now, alone.after);
  const whole = shiftOf(alone.coordinate, before, after);
  if (!whole) return null;
  if (alone.kind !== whole.kind && alone.kind !== 'replaced' && whole.kind !== 'replaced') return null;
  return { ...alone, whole: { before, after } };
}

const REASONS: Record<Shift['kind'], string> = {
  tightened: 'Callers that have not what it needs now are refused.',
  loosened: 'A protection was dropped: requests that were refused are allowed.',
  replaced:
    'What it needs now is neither more nor less: requests that were refused may be allowed, and others refused.',
};

/** The change of an element, told of the fields that it concerns. */
function changeOf({ coordinate, kind, before, after }: Shift, fields: readonly Shift[]): Change {
  const [from, to] = [textOf(before), textOf(after)];
  const names = fields.map((one) => one.coordinate).sort();
  const rest = names.length - MAX_NAMES;
  const shown = [...names.slice(0, MAX_NAMES), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  const which = names.length === 1 && names[0] === coordinate ? '' : ` It is needed for ${shown}.`;
  return change({
    scope: 'api',
    type: kind === 'tightened' ? 'ACCESS_TIGHTENED' : 'ACCESS_LOOSENED',
    coordinate,
    severity: kind === 'tightened' ? 'dangerous' : 'breaking',
    message: `${coordinate} needs ${to} now, and needed ${from}.${which}`,
    reason: REASONS[kind],
    from,
    to,
    access: fields.map((one) => ({
      field: one.coordinate,
      before: (one.whole ?? one).before.map((set) => [...set]),
      after: (one.whole ?? one).after.map((set) => [...set]),
    })),
  });
}

/** What types need themselves, and fields by `Type.field`. */
function protectionsOf(document: DocumentNode): {
  types: Map<string, Requirement>;
  fields: Map<string, Protection>;
  /** What a request needs on whatever way it comes to the type that has a field. */
  ways: (field: Protection) => Requirement;
} {
  const names = localNames(document);
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
      const isHidden = field.directives?.some(({ name }) => name.value === 'inaccessible') ?? false;
      const needs = [types.get(parent) ?? OPEN, own, types.get(value) ?? OPEN].reduce(both, OPEN);
      fields.set(`${parent}.${field.name.value}`, { needs, own, parent, value, isHidden });
    }
  }
  let reached: ReadonlyMap<string, Requirement> | null = null;
  return {
    types,
    fields,
    ways({ parent }) {
      reached ??= reachedOver(document, [...fields.values()]);
      return reached.get(parent) ?? OPEN;
    },
  };
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
