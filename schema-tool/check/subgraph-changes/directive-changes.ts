import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import { type Change, change } from '../changes/change.ts';
import { withContextNamesOf } from './context-names.ts';
import { type NormalDirective, normalDirectives } from './directive-normal-form.ts';
import { changeVerdict, comingVerdict, isOfFederation } from './directive-verdicts.ts';

/** What the schema itself says with a directive is compared as part of the schema. */
const PART_OF_SCHEMA: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy', 'oneOf']);
/** Directives that stand at most once at a place: with other arguments they have changed. */
const ONCE: ReadonlySet<string> = new Set([
  'override',
  'requires',
  'provides',
  'requiresScopes',
  'policy',
  'cost',
  'listSize',
  'fromContext',
]);

/** A schema as it is written. */
type Written = Pick<SubgraphSource, 'document' | 'file'>;

/**
 * The directives that were applied, taken away or changed on elements that both versions of a subgraph have, and each `@override` on
 * a new one.
 */
export function directiveChanges(scope: string, before: Written | null, after: Written): Change[] {
  const now = normalDirectives(after);
  const old = withContextNamesOf(before ? normalDirectives(before) : new Map(), now);
  const changes: Change[] = [];
  for (const [coordinate, directives] of now) {
    const earlier = old.get(coordinate);
    if (!earlier) {
      // Of a new element its directives are part, but for those by which it is taken from another subgraph.
      for (const one of directives.values())
        if (one.name === 'override') changes.push(cameOrWent(scope, coordinate, one, 'added'));
      continue;
    }
    const added = without(directives, earlier);
    const removed = without(earlier, directives);
    for (const isOne of [isSameUse, isSameSubject]) {
      for (const one of [...added]) {
        const replaced = removed.find((other) => isOne(other, one));
        if (!replaced) continue;
        removed.splice(removed.indexOf(replaced), 1);
        added.splice(added.indexOf(one), 1);
        changes.push(changed(scope, coordinate, replaced, one));
      }
    }
    for (const one of added) changes.push(cameOrWent(scope, coordinate, one, 'added'));
    for (const one of removed) changes.push(cameOrWent(scope, coordinate, one, 'removed'));
    const [from, to] = [earlier, directives].map(customOnes);
    if (from && to && from !== to && isSameSet(from, to))
      changes.push(reordered(scope, coordinate, from, to));
  }
  return changes;
}

/** The custom directives of an element in their order, which may mean something, one in a line. */
function customOnes(directives: ReadonlyMap<string, NormalDirective>): string {
  return [...directives.values()]
    .filter(({ name }) => !isOfFederation(name) && !ONCE.has(name) && !PART_OF_SCHEMA.has(name))
    .map(({ text }) => text)
    .join('\n');
}

function isSameSet(a: string, b: string): boolean {
  return a.split('\n').sort().join('\n') === b.split('\n').sort().join('\n');
}

function reordered(scope: string, coordinate: string, from: string, to: string): Change {
  const [before, after] = [from, to].map((text) => text.replaceAll('\n', ' '));
  return change({
    scope,
    type: 'DIRECTIVE_USAGE_REORDERED',
    coordinate,
    severity: 'safe',
    message: `The directives of ${coordinate} stand in another order: ${after}.`,
    reason: 'What their order means, if anything, is for their owner to say.',
    from: before ?? '',
    to: after ?? '',
  });
}

/** Whether two uses at one place are one that changed; a type has several keys, each known by its fields. */
function isSameUse(a: NormalDirective, b: NormalDirective): boolean {
  if (a.name !== b.name) return false;
  return ONCE.has(a.name) || (a.name === 'key' && a.values.fields === b.values.fields);
}

/** Directives that say the same thing of an element: which subgraph resolves a field, and who may read it. */
const SUBJECTS: readonly ReadonlySet<string>[] = [
  new Set(['external', 'override', 'shareable']),
  new Set(['authenticated', 'requiresScopes', 'policy']),
];

/** Whether one use takes the place of another one, as `@override` does where `@external` was. */
function isSameSubject(a: NormalDirective, b: NormalDirective): boolean {
  return SUBJECTS.some((names) => names.has(a.name) && names.has(b.name));
}

function without(
  these: ReadonlyMap<string, NormalDirective>,
  those: ReadonlyMap<string, NormalDirective>,
): NormalDirective[] {
  return [...these]
    .filter(([text, { name }]) => !those.has(text) && !PART_OF_SCHEMA.has(name))
    .map(([, directive]) => directive);
}

function cameOrWent(
  scope: string,
  coordinate: string,
  directive: NormalDirective,
  what: 'added' | 'removed',
): Change {
  const { name, text } = directive;
  const [severity, reason] = comingVerdict(directive, what);
  return {
    ...change({
      scope,
      type: `DIRECTIVE_USAGE_${what.toUpperCase()}`,
      coordinate: `${coordinate} ${text}`,
      severity,
      message:
        what === 'added' ? `${text} was added to ${coordinate}.` : `${text} was removed from ${coordinate}.`,
      reason,
      directive: name,
      ...(what === 'added' ? slicingOf(directive, null) : {}),
    }),
    coordinate,
  };
}

function changed(scope: string, coordinate: string, from: NormalDirective, to: NormalDirective): Change {
  const [severity, reason] = changeVerdict(from, to);
  return change({
    scope,
    type: 'DIRECTIVE_USAGE_CHANGED',
    coordinate,
    severity,
    message: `${from.text} of ${coordinate} became ${to.text}.`,
    reason,
    from: from.text,
    to: to.text,
    directive: to.name,
    ...slicingOf(to, from),
  });
}

/** Of a `@listSize` that asks for exactly one of its arguments from now on: these. */
function slicingOf(
  { name, values }: NormalDirective,
  before: NormalDirective | null,
): { slicing?: readonly string[] } {
  const slicing = [values.slicingArguments ?? []].flat().map(String);
  if (name !== 'listSize' || values.requireOneSlicingArgument === false || slicing.length === 0) return {};
  const asked = before !== null && before.values.requireOneSlicingArgument !== false;
  return asked && JSON.stringify(before.values.slicingArguments) === JSON.stringify(values.slicingArguments)
    ? {}
    : { slicing };
}
