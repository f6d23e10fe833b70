import {
  type ConstDirectiveNode,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
  valueFromASTUntyped,
} from 'graphql';
import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import { indexSdl } from '../../sdl/sdl-index.ts';
import { withUsualRoots } from '../../sdl/usual-roots.ts';
import { type DefinedDirectives, definedDirectives, withDefinedArguments } from './defined-arguments.ts';

/** A use of a directive, in a form that is the same however it is written. */
export interface NormalDirective {
  /** Its own name, whatever it is imported as. */
  name: string;
  /** Its arguments as values, with defaults filled in and in alphabetical order. */
  values: Readonly<Record<string, unknown>>;
  /** As text for people and for comparing. */
  text: string;
}

/** A directive under its own name, in normal form. */
function normalized(directive: ConstDirectiveNode, defined: DefinedDirectives): NormalDirective {
  const { value: name } = directive.name;
  const given = Object.fromEntries(
    (withDefinedArguments(directive, defined).arguments ?? []).map((one) => [
      one.name.value,
      valueFromASTUntyped(one.value),
    ]),
  );
  const values = normalValues(name, given);
  return { name, values, text: textOf(name, values) };
}

/** Directives of each element of a subgraph in normal form; those of a type that mean its fields are told of its fields. */
export function normalDirectives({
  document,
  file,
}: Pick<SubgraphSource, 'document' | 'file'>): Map<string, Map<string, NormalDirective>> {
  const defined = definedDirectives(document);
  const found = new Map<string, Map<string, NormalDirective>>();
  let ofFields: NormalDirective[] = [];
  for (const { coordinate, kind, directives } of indexSdl(withUsualRoots(document), file)) {
    const own = directives.map((one) => normalized(one, defined));
    if (kind === 'type') ofFields = own.filter(({ name }) => MEANT_FOR_FIELDS.has(name));
    const applied = kind === 'type' ? own.filter(({ name }) => !MEANT_FOR_FIELDS.has(name)) : own;
    if (kind === 'field') applied.push(...ofFields);
    const known = found.get(coordinate) ?? new Map<string, NormalDirective>();
    for (const one of applied) known.set(one.text, one);
    found.set(coordinate, known);
  }
  return found;
}

/** On a type they stand for the same on each of its fields (https://specs.apollo.dev/federation/v2.9/). */
const MEANT_FOR_FIELDS: ReadonlySet<string> = new Set(['shareable', 'external']);

/** Arguments that are left out mean these. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  key: { resolvable: true },
  listSize: { requireOneSlicingArgument: true },
};
const SELECTIONS: ReadonlySet<string> = new Set(['key.fields', 'requires.fields', 'provides.fields']);
/** Lists of which the order means nothing. */
const SETS: ReadonlySet<string> = new Set([
  'requiresScopes.scopes',
  'policy.policies',
  'listSize.slicingArguments',
  'listSize.sizedFields',
]);

function normalValues(name: string, given: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = { ...DEFAULTS[name], ...given };
  const normal: Record<string, unknown> = {};
  for (const key of Object.keys(values).sort()) {
    const value = values[key];
    if (value === null || value === undefined || value === DEFAULTS[name]?.[key]) continue;
    if (SELECTIONS.has(`${name}.${key}`)) normal[key] = normalSelection(String(value));
    else if (SETS.has(`${name}.${key}`)) normal[key] = sorted(value);
    else if (name === 'link' && key === 'import') normal[key] = importedNames(value);
    else if (name === 'link' && key === 'as') continue;
    else normal[key] = typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : value;
  }
  return normal;
}

/** A set of fields such as `id organization { id }`, in one order and spacing. */
function normalSelection(text: string): string {
  const selection = selectionOf(text);
  return selection ? stripIgnoredCharacters(print(inOneOrder(selection))).slice(1, -1) : text.trim();
}

/** Whether a set of fields has all that another one has. */
export function includesSelection(outer: string, inner: string): boolean {
  const [all, some] = [outer, inner].map(selectionOf);
  if (!all || !some) return false;
  const paths = pathsOf(all);
  return [...pathsOf(some)].every((path) => paths.has(path));
}

function selectionOf(text: string): SelectionSetNode | null {
  try {
    const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
    return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : null;
  } catch {
    return null; // Composition says what is wrong with it; here it is only compared.
  }
}

/** Each field that is selected, with the way to it. */
function pathsOf({ selections }: SelectionSetNode, path = ''): Set<string> {
  return new Set(
    selections.flatMap((one) => {
      const below = 'selectionSet' in one ? one.selectionSet : undefined;
      if (!below) return [`${path}/${print(one)}`];
      const text = print(one);
      return [...pathsOf(below, `${path}/${text.slice(0, text.indexOf('{'))}`)];
    }),
  );
}

function inOneOrder(set: SelectionSetNode): SelectionSetNode {
  const selections = set.selections.map((one) =>
    'selectionSet' in one && one.selectionSet ? { ...one, selectionSet: inOneOrder(one.selectionSet) } : one,
  );
  const keyed = selections.map((one) => ({ one, key: print(one) }));
  return {
    ...set,
    selections: keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ one }) => one),
  };
}

function sorted(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function importedNames(value: unknown): string[] {
  return [value]
    .flat()
    .map((one) => (typeof one === 'object' && one !== null && 'name' in one ? String(one.name) : String(one)))
    .sort();
}

function textOf(name: string, values: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(values).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return given.length === 0 ? `@${name}` : `@${name}(${given.join(', ')})`;
}
