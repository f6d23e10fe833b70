import type { NormalDirective } from './directive-normal-form.ts';

type Elements = ReadonlyMap<string, ReadonlyMap<string, NormalDirective>>;

/**
 * Elements of a subgraph with the names that its contexts have now, where they are only called otherwise: nobody but the subgraph
 * itself knows a context's name.
 */
export function withContextNamesOf(old: Elements, now: Elements): Elements {
  const renamed = new Map<string, string>();
  for (const [coordinate, directives] of old) {
    const before = contextsOf(directives);
    const after = contextsOf(now.get(coordinate) ?? new Map());
    const [from, to] = [before[0], after[0]];
    if (before.length === 1 && after.length === 1 && from !== undefined && to !== undefined)
      renamed.set(from, renamed.get(from) ?? to);
  }
  for (const [from, to] of renamed) {
    if (from === to) renamed.delete(from);
  }
  const isEach = new Set(renamed.values()).size === renamed.size;
  return renamed.size === 0 || !isEach
    ? old
    : new Map([...old].map(([coordinate, directives]) => [coordinate, named(directives, renamed)]));
}

function contextsOf(directives: ReadonlyMap<string, NormalDirective>): string[] {
  return [...directives.values()].flatMap(({ name, values }) =>
    name === 'context' ? [String(values.name)] : [],
  );
}

function named(
  directives: ReadonlyMap<string, NormalDirective>,
  renamed: ReadonlyMap<string, string>,
): Map<string, NormalDirective> {
  return new Map(
    [...directives].map(([text, directive]) => {
      const own =
        directive.name === 'context'
          ? text.replace(
              /^@context\(name: "(\w+)"/,
              (_, name: string) => `@context(name: "${renamed.get(name) ?? name}"`,
            )
          : directive.name === 'fromContext'
            ? text.replace(/"\$(\w+)/, (_, name: string) => `"$${renamed.get(name) ?? name}`)
            : text;
      return [own, { ...directive, text: own }];
    }),
  );
}
