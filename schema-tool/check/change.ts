import type { Needed } from './granted.ts';

/** What a change means for those who rely on the schema. */
export type ChangeSeverity = 'breaking' | 'dangerous' | 'safe';

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
  /** What reading it needs, before and now, where that changed. */
  access?: { before: Needed; after: Needed };
}

/** A change with its id. */
export function change(values: Omit<Change, 'id' | 'from' | 'to'> & { from?: string; to?: string }): Change {
  const { scope, type, coordinate, severity, message, reason, access } = values;
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
  };
}

/** Whether a change of a subgraph is one of the API too, and told there. */
export function isToldIn(ofApi: readonly Change[], { type, coordinate, from, to }: Change): boolean {
  return ofApi.some(
    (one) => type === one.type && coordinate === one.coordinate && from === one.from && to === one.to,
  );
}

const RANK: Record<ChangeSeverity, number> = { breaking: 0, dangerous: 1, safe: 2 };

/** The gravest first, then by name, so that the same change always gives the same report. */
export function inOrder(a: Change, b: Change): number {
  return RANK[a.severity] - RANK[b.severity] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
