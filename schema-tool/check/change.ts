/** What a change means for those who rely on the schema. */
export type ChangeSeverity = 'breaking' | 'dangerous' | 'safe';

/** One difference between two schemas. */
export interface Change {
  /** `scope:TYPE:coordinate`, the same whenever the same change is made; approvals name it. */
  id: string;
  /** `api`, or the name of a subgraph. */
  scope: string;
  /** Such as `FIELD_REMOVED`. */
  type: string;
  /** Schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`, `@directive`. */
  coordinate: string;
  severity: ChangeSeverity;
  message: string;
  reason: string;
  /** For arguments and input fields that have to be given now, and had not to be before. */
  required: boolean;
}

export function changeId(scope: string, type: string, coordinate: string): string {
  return `${scope}:${type}:${coordinate}`;
}
