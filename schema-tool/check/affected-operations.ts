import type { Change } from './change.ts';
import type { KnownOperation } from './known-operations.ts';
import type { UsedCoordinates } from './operation-coordinates.ts';

/** A known operation that a change or an error concerns, with what a person needs to find its owner. */
export interface AffectedOperation {
  name: string;
  /** Null for a document of the repository. */
  client: string | null;
  clientVersion: string | null;
  /** Calls within the window; null for a document. */
  calls: number | null;
  /** ISO 8601; null for a document. */
  lastSeen: string | null;
  file: string;
  line: number;
  /** Why it does not count in a verdict, null when it does. */
  ignored: string | null;
}

export function affected(operation: KnownOperation): AffectedOperation {
  const { name, client, clientVersion, calls, lastSeen, file, line, ignored } = operation;
  return { name, client, clientVersion, calls, lastSeen, file, line, ignored };
}

/** Whether an operation relies on what a breaking change of the API takes away. Errs on the side of yes. */
export function relyOn(used: UsedCoordinates, { type, coordinate, required }: Change): boolean {
  const [typeName = '', rest = ''] = coordinate.split('.');
  const inputs = (name: string) => used.unknownInputs.has(name);
  if (type.startsWith('FIELD_ARGUMENT_')) {
    if (type === 'FIELD_ARGUMENT_ADDED') return used.fields.has(coordinate.replace(/\(.*$/, ''));
    if (required && used.lackedArguments.has(coordinate)) return true;
    return !type.startsWith('FIELD_ARGUMENT_DEFAULT_') && used.arguments.has(coordinate);
  }
  if (type.startsWith('FIELD_')) return used.fields.has(coordinate);
  if (type.startsWith('INPUT_FIELD_')) {
    // A field that is required now concerns everybody who gives the input at all.
    if (type !== 'INPUT_FIELD_REMOVED') return used.types.has(typeName) || givesSome(used, typeName);
    return used.inputFields.has(coordinate) || inputs(typeName);
  }
  if (type.startsWith('ENUM_VALUE_')) return used.enumValues.has(coordinate) || inputs(typeName);
  if (type.startsWith('UNION_MEMBER_')) return used.types.has(typeName) && used.types.has(rest);
  // The type keeps its fields: who never names the interface does not notice.
  if (type.startsWith('OBJECT_TYPE_INTERFACE_')) return used.types.has(rest);
  if (type.startsWith('TYPE_')) {
    return used.types.has(typeName) || givesSome(used, typeName);
  }
  if (type.startsWith('DIRECTIVE_'))
    return used.directives.has(typeName.replace('@', '').split('(')[0] ?? '');
  const kind = /^SCHEMA_(QUERY|MUTATION|SUBSCRIPTION)_/.exec(type)?.[1]?.toLowerCase();
  return kind === undefined || used.kinds.has(kind);
}

function givesSome({ inputFields, enumValues }: UsedCoordinates, typeName: string): boolean {
  return [...inputFields, ...enumValues].some((one) => one.startsWith(`${typeName}.`));
}
