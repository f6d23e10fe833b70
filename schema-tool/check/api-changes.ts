import { CriticalityLevel, diff, type Change as InspectorChange } from '@graphql-inspector/core';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type Change, type ChangeSeverity, changeId } from './change.ts';

const SEVERITIES: Record<CriticalityLevel, ChangeSeverity> = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
};

/** Why, where the engine gives no reason or one that explains GraphQL and not the change. */
const REASONS: Readonly<Record<string, string>> = {
  'breaking FIELD_REMOVED': 'Operations that select it are no longer valid.',
  'breaking FIELD_TYPE_CHANGED': 'Clients read a value of another type, or null where they never got null.',
  'breaking FIELD_ARGUMENT_REMOVED': 'Operations that give it are no longer valid.',
  'breaking FIELD_ARGUMENT_ADDED': 'Operations that do not give it are no longer valid.',
  'breaking FIELD_ARGUMENT_TYPE_CHANGED': 'Values that operations give may no longer be valid.',
  'breaking TYPE_REMOVED': 'Operations that name it or select its fields are no longer valid.',
  'breaking TYPE_KIND_CHANGED': 'Operations use another kind of type in another way.',
  'safe FIELD_ADDED': 'Operations select only what they know.',
  'safe FIELD_ARGUMENT_ADDED': 'Operations need not give it.',
  'safe FIELD_TYPE_CHANGED': 'Every value of the new type is one of the old type.',
  'safe FIELD_ARGUMENT_TYPE_CHANGED': 'Every value of the old type is one of the new type.',
  'safe INPUT_FIELD_ADDED': 'Operations need not give it.',
  'safe INPUT_FIELD_TYPE_CHANGED': 'Every value of the old type is one of the new type.',
  'safe TYPE_ADDED': 'No operation knows it yet.',
};
const FALLBACK_REASONS: Readonly<Record<ChangeSeverity, string>> = {
  breaking: 'Operations that were valid may no longer be.',
  dangerous: 'Operations stay valid, and may get other answers.',
  safe: 'Operations stay valid and get the same answers.',
};

/**
 * The differences between two schemas that clients see, classified by GraphQL Inspector. Uses of directives are left
 * out; see `directive-changes.ts`.
 *
 * @param scope `api`, or the name of a subgraph
 */
export async function schemaChanges(
  scope: string,
  before: GraphQLSchema,
  after: GraphQLSchema,
): Promise<Change[]> {
  const found = await diff(before, after);
  const changes = found
    .filter(({ type }) => !type.startsWith('DIRECTIVE_USAGE_'))
    .map((change) => toChange(scope, change, { before, after }));
  return withoutRepeats(changes).sort(inOrder);
}

function toChange(
  scope: string,
  { type, path, message, meta, criticality }: InspectorChange,
  schemas: { before: GraphQLSchema; after: GraphQLSchema },
): Change {
  const coordinate = coordinateOf(type, path ?? '', meta);
  const required = becomesRequired(coordinate, schemas);
  // For the engine a default that goes is one that changes, also where it was what made something optional.
  const losesDefault = required && /_DEFAULT(_VALUE)?_CHANGED$/.test(type);
  const severity = losesDefault ? 'breaking' : SEVERITIES[criticality.level];
  const stated = criticality.reason === message ? undefined : criticality.reason;
  return {
    id: changeId(scope, type, coordinate),
    scope,
    type,
    coordinate,
    severity,
    message: `${message.trim()}${message.endsWith('.') ? '' : '.'}`,
    reason: losesDefault
      ? 'Operations that do not give it are no longer valid: without its default it is required.'
      : (REASONS[`${severity} ${type}`] ?? stated ?? FALLBACK_REASONS[severity]),
    required,
  };
}

/** Whether an argument or input field has to be given now, and had not to be before. */
function becomesRequired(
  coordinate: string,
  { before, after }: { before: GraphQLSchema; after: GraphQLSchema },
): boolean {
  const [old, now] = [before, after].map((schema) => inputValueAt(schema, coordinate));
  // Required means the same for an argument and an input field: not null, and no default.
  return now != null && isRequiredArgument(now) && !(old != null && isRequiredArgument(old));
}

function inputValueAt(schema: GraphQLSchema, coordinate: string): InputValue | null {
  const [, typeName = '', fieldName = '', argument] = /^(\w+)\.(\w+)(?:\((\w+):\))?$/.exec(coordinate) ?? [];
  const type = schema.getType(typeName);
  if (isInputObjectType(type)) return type.getFields()[fieldName] ?? null;
  if (argument === undefined || !(isObjectType(type) || isInterfaceType(type))) return null;
  return type.getFields()[fieldName]?.args.find(({ name }) => name === argument) ?? null;
}

type InputValue = GraphQLArgument | GraphQLInputField;

/** A schema coordinate (https://spec.graphql.org/draft/#sec-Schema-Coordinates) of the engine's path. */
function coordinateOf(type: string, path: string, meta: Record<string, unknown>): string {
  if (type.startsWith('UNION_MEMBER_')) {
    return `${path}.${String(meta.removedUnionMemberTypeName ?? meta.addedUnionMemberTypeName)}`;
  }
  if (type.startsWith('OBJECT_TYPE_INTERFACE_')) {
    return `${path}.${String(meta.removedInterfaceName ?? meta.addedInterfaceName)}`;
  }
  const [typeName, fieldName, argument] = path.split('.');
  return type.startsWith('FIELD_ARGUMENT_') && argument !== undefined
    ? `${typeName}.${fieldName}(${argument}:)`
    : path;
}

/** The engine tells some changes of descriptions and deprecations twice. */
function withoutRepeats(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [change.id, change])).values()];
}

const RANK: Record<ChangeSeverity, number> = { breaking: 0, dangerous: 1, safe: 2 };

/** The gravest first, then by name, so that the same change always gives the same report. */
export function inOrder(a: Change, b: Change): number {
  return RANK[a.severity] - RANK[b.severity] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
