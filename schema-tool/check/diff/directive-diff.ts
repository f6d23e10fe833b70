import { type GraphQLDirective, type GraphQLSchema, isSpecifiedDirective } from 'graphql';
import { InputValueDiff } from './input-value-diff.ts';
import type { Diff } from './reasons.ts';

/** Compares the definitions of directives; their uses are in `directive-changes.ts`. */
export function compareDirectives(diff: Diff, before: GraphQLSchema, after: GraphQLSchema): void {
  const [earlier, later] = [before, after].map(ownDirectives);
  for (const [name, old] of earlier ?? []) {
    const now = later?.get(name);
    if (now) compareDirective(diff, old, now);
    else
      diff.add(
        'DIRECTIVE_REMOVED',
        `@${name}`,
        isExecutable(old) ? 'breaking' : 'safe',
        `Directive '${name}' was removed.`,
      );
  }
  for (const name of later?.keys() ?? []) {
    if (!earlier?.has(name))
      diff.add('DIRECTIVE_ADDED', `@${name}`, 'safe', `Directive '${name}' was added.`);
  }
}

function compareDirective(diff: Diff, old: GraphQLDirective, now: GraphQLDirective): void {
  const coordinate = `@${old.name}`;
  for (const location of old.locations) {
    if (now.locations.includes(location)) continue;
    const severity = EXECUTABLE.has(location) ? 'breaking' : 'safe';
    diff.add(
      'DIRECTIVE_LOCATION_REMOVED',
      coordinate,
      severity,
      `Location '${location}' was removed from directive '${old.name}'.`,
      { from: location },
    );
  }
  for (const location of now.locations) {
    if (old.locations.includes(location)) continue;
    diff.add(
      'DIRECTIVE_LOCATION_ADDED',
      coordinate,
      'safe',
      `Location '${location}' was added to directive '${old.name}'.`,
      { to: location },
    );
  }
  if (old.isRepeatable && !now.isRepeatable) {
    diff.add(
      'DIRECTIVE_REPEATABLE_REMOVED',
      coordinate,
      isExecutable(old) ? 'breaking' : 'safe',
      `Directive '${old.name}' may no longer be repeated.`,
    );
  }
  if (!isExecutable(old)) return;
  new InputValueDiff(diff).compare(
    'DIRECTIVE_ARGUMENT',
    old.args,
    now.args,
    (argument) => `${coordinate}(${argument}:)`,
  );
}

const EXECUTABLE: ReadonlySet<string> = new Set([
  'QUERY',
  'MUTATION',
  'SUBSCRIPTION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
]);

function isExecutable({ locations }: GraphQLDirective): boolean {
  return locations.some((one) => EXECUTABLE.has(one));
}

function ownDirectives(schema: GraphQLSchema): Map<string, GraphQLDirective> {
  return new Map(
    schema
      .getDirectives()
      .filter((directive) => !isSpecifiedDirective(directive))
      .map((directive) => [directive.name, directive]),
  );
}
