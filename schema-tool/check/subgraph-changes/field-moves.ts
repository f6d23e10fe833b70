import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import type { Change } from '../changes/change.ts';
import { type NormalDirective, normalDirectives } from './directive-normal-form.ts';

type Directives = ReadonlyMap<string, NormalDirective>;

/**
 * Changes of a subgraph with what they mean where another subgraph has a part in it: a field that is removed where nobody
 * asked for it any more, an `@override` that goes because the other subgraph no longer has the field, a tag that another
 * subgraph still gives, and what meant nothing where it was.
 */
export function withMoves(
  changes: readonly Change[],
  before: readonly SubgraphSource[],
  after: readonly SubgraphSource[],
): Change[] {
  const [old, now] = [before, after].map(elementsOf);
  return changes.map((change) => {
    const { scope, type, coordinate, directive } = change;
    if (type === 'FIELD_REMOVED') {
      const reason = whyNobodyAsked(scope, coordinate);
      return reason === null ? change : { ...change, severity: 'safe', reason };
    }
    const why = whyNothing(change);
    if (why !== null) return { ...change, severity: 'safe', reason: why };
    if (type === 'DIRECTIVE_USAGE_REMOVED' && directive === 'tag') {
      const tag = [...(old?.(scope, coordinate)?.keys() ?? [])].find((text) =>
        change.message.startsWith(`${text} `),
      );
      const keeper = after.find(({ name }) => tag !== undefined && now?.(name, coordinate)?.has(tag));
      if (keeper)
        return { ...change, severity: 'safe', reason: `The element keeps it: ${keeper.name} says so too.` };
      const where = tag === undefined ? null : whereItMoved(coordinate, tag);
      return where === null
        ? change
        : { ...change, severity: 'safe', reason: `The element keeps it: ${where}.` };
    }
    if (type === 'DIRECTIVE_USAGE_ADDED' && directive === 'override') {
      const from = String(named(now?.(scope, coordinate), 'override')?.values.from);
      const resolved = old?.(from, coordinate);
      return resolved && !named(resolved, 'external')
        ? change
        : {
            ...change,
            severity: 'safe',
            reason: `Nothing is taken over: ${from} did not resolve the field.`,
          };
    }
    if (type !== 'DIRECTIVE_USAGE_REMOVED' || directive !== 'override') return change;
    const override = named(old?.(scope, coordinate), 'override');
    const from = String(override?.values.from);
    const there = now?.(from, coordinate);
    if (!override || (there && !named(there, 'external'))) return change;
    return override.values.label === undefined
      ? { ...change, severity: 'safe', reason: `The field stays here: ${from} has it no more.` }
      : { ...change, reason: `All requests are resolved here from now on: ${from} has the field no more.` };
  });

  /** Why a change means nothing to anybody; null where it may. */
  function whyNothing({ scope, type, coordinate, directive, severity }: Change): string | null {
    if (type === 'TYPE_REMOVED' && severity === 'dangerous')
      return named(old?.(scope, coordinate), 'key') ? null : 'Only fields led to it here, which are told.';
    if (type === 'DIRECTIVE_USAGE_REMOVED' && directive === 'shareable') {
      const isShared = after.some(({ name }) => {
        const there = name === scope ? undefined : now?.(name, coordinate);
        return there && !named(there, 'external');
      });
      return isShared ? null : 'No other subgraph resolves the field.';
    }
    if (type !== 'DIRECTIVE_USAGE_CHANGED' || directive !== 'key') return null;
    const keys = [...(old?.(scope, coordinate)?.values() ?? [])].filter(({ name }) => name === 'key');
    const inKeys = new Set(keys.flatMap(({ values }) => String(values.fields).match(/\w+/g) ?? []));
    const others = old?.fieldsOf(scope, coordinate).filter((one) => !inKeys.has(one.split('.')[1] ?? ''));
    return others?.length === 0 ? 'The subgraph has no more of the entity than its key.' : null;
  }

  /** The tags of a type are those of its fields; null when neither has it where the other had it. */
  function whereItMoved(coordinate: string, tag: string): string | null {
    const [typeName = '', field] = coordinate.split('.');
    const has = (at: string) => after.some(({ name }) => now?.(name, at)?.has(tag));
    if (field !== undefined) return has(typeName) ? `${typeName} has it now` : null;
    const fields = new Set(after.flatMap(({ name }) => now?.fieldsOf(name, typeName) ?? []));
    return fields.size > 0 && [...fields].every(has) ? 'each of its fields has it now' : null;
  }

  /** Null when this subgraph was asked for a field that it no longer has. */
  function whyNobodyAsked(scope: string, coordinate: string): string | null {
    const directives = old?.(scope, coordinate);
    if (named(directives, 'external')) return 'It was never resolved here.';
    if (named(directives, 'override')?.values.label === 'percent(0)')
      return 'No request was resolved here yet.';
    const taker = before.find(({ name }) => {
      const override = named(old?.(name, coordinate), 'override');
      return override?.values.from === scope && override.values.label === undefined;
    });
    return taker ? `Nobody asked here: ${taker.name} resolves it (@override).` : null;
  }
}

interface Elements {
  /** The directives of an element in a subgraph; undefined when it is not there. */
  (subgraph: string, coordinate: string): Directives | undefined;
  /** The fields that a subgraph has of a type, by their coordinates. */
  fieldsOf(subgraph: string, typeName: string): string[];
}

/** Finds elements in subgraphs. */
function elementsOf(subgraphs: readonly SubgraphSource[]): Elements {
  const known = new Map<string, ReadonlyMap<string, Directives>>();
  const all = (subgraph: string) => {
    let elements = known.get(subgraph);
    const source = subgraphs.find(({ name }) => name === subgraph);
    if (!source) return undefined;
    elements ??= normalDirectives(source);
    known.set(subgraph, elements);
    return elements;
  };
  const fields = (subgraph: string, typeName: string) =>
    [...(all(subgraph)?.keys() ?? [])].filter((one) => one.startsWith(`${typeName}.`) && !one.endsWith(')'));
  return Object.assign((subgraph: string, coordinate: string) => all(subgraph)?.get(coordinate), {
    fieldsOf: fields,
  });
}

function named(directives: Directives | undefined, name: string): NormalDirective | undefined {
  return [...(directives?.values() ?? [])].find((one) => one.name === name);
}
