import type { Needed } from '../access/granted.ts';

/** What a change means for those who rely on the schema. */
export type ChangeSeverity = 'breaking' | 'dangerous' | 'safe';

/** What reading a field needs. */
export interface FieldAccess {
  /** `Type.field` */
  field: string;
  before: Needed;
  after: Needed;
}

/** One difference between two schemas. */
export interface Change {
  /** `scope:TYPE:coordinate`, with `:from -> to` where there are any; approvals name it. */
  id: string;
  /** `api`, `contract/<name>`, or the name of a subgraph. */
  scope: string;
  /** Such as `FIELD_REMOVED`. */
  type: string;
  /** Schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`, `@directive`. */
  coordinate: string;
  /** What was there before, such as a type, when the coordinate does not say it; null when there is no such thing. */
  from: string | null;
  /** What is there now. */
  to: string | null;
  severity: ChangeSeverity;
  message: string;
  reason: string;
  /** What reading fields needs, before and now, where that changed; those of a type are told together. */
  access?: readonly FieldAccess[];
  /** The name of the directive, of a change in how one is used. */
  directive?: string;
  /** Arguments of which operations must give exactly one from now on (`@listSize`). */
  slicing?: readonly string[];
  /** Whether what left the API is still there, hidden, so that a subgraph may send it. */
  isHidden?: boolean;
  /** The same change of elements that have it from this one, told with it. */
  inherited?: readonly Change[];
}

/** Changes with those that are told with them. */
export function withInherited(changes: readonly Change[]): Change[] {
  return changes.flatMap((one) => [one, ...(one.inherited ?? [])]);
}

/** A change with its id. */
export function change(values: Omit<Change, 'id' | 'from' | 'to'> & { from?: string; to?: string }): Change {
  const { scope, type, coordinate, severity, message, reason, access, directive, slicing } = values;
  const from = values.from ?? null;
  const to = values.to ?? null;
  const states =
    from === null && to === null ? '' : `:${[from, to].filter((one) => one !== null).join(' -> ')}`;
  return {
    id: `${scope}:${type}:${coordinate}${states}`,
    scope,
    type,
    coordinate,
    from,
    to,
    severity,
    message,
    reason,
    ...(access ? { access } : {}),
    ...(directive === undefined ? {} : { directive }),
    ...(slicing ? { slicing } : {}),
  };
}

/** Directives by which a field is protected; who may read it is a matter of the whole graph. */
export const ACCESS_DIRECTIVES: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy']);

/** Tells whether a change of a subgraph is one of the API too, and told there. */
export function toldIn(toldThere: readonly Change[]): (change: Change) => boolean {
  const ofApi = withInherited(toldThere);
  const told = new Set(ofApi.map(changeKey));
  const protectedHere = new Set(
    ofApi.flatMap(({ access = [] }) => access.flatMap(({ field }) => [field, field.replace(/\..*$/, '')])),
  );
  const seenOrNot = new Set(
    ofApi.filter(({ type }) => /_(ADDED|REMOVED)$/.test(type)).map(({ coordinate }) => coordinate),
  );
  return (change) => {
    const { directive, coordinate } = change;
    if (directive === 'inaccessible') return seenOrNot.has(coordinate);
    return directive !== undefined && ACCESS_DIRECTIVES.has(directive)
      ? protectedHere.has(coordinate)
      : told.has(changeKey(change));
  };
}

/** Tells changes apart: the same for two that are of the same thing in the same way. */
export function changeKey({ type, coordinate, from, to }: Change): string {
  return JSON.stringify([type, coordinate, from, to]);
}

/** The gravest has the lowest. */
export const RANK: Readonly<Record<ChangeSeverity, number>> = { breaking: 0, dangerous: 1, safe: 2 };

/** The gravest first, then by name, so that the same change always gives the same report. */
export function inOrder(a: Change, b: Change): number {
  return RANK[a.severity] - RANK[b.severity] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
