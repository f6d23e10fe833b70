import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { ChangeSeverity } from '../changes/change.ts';

/** Takes the changes that a part of the comparison finds. */
export interface Diff {
  add(
    type: string,
    coordinate: string,
    severity: ChangeSeverity,
    message: string,
    more?: { from?: string; to?: string; reason?: string },
  ): void;
  /** Compares descriptions and deprecations. */
  described(kind: string, coordinate: string, old: Describable, now: Describable): void;
}

/** An element that has a description and may be deprecated. */
export interface Describable {
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}

/** Kinds of types in words. */
export const KINDS = {
  object: 'object type',
  interface: 'interface type',
  union: 'union type',
  enum: 'enum type',
  input: 'input object type',
  scalar: 'scalar type',
} as const;

/** The kind of a type, as a key of KINDS. */
export function typeKindOf(type: GraphQLNamedType): keyof typeof KINDS {
  if (isObjectType(type)) return 'object';
  if (isInterfaceType(type)) return 'interface';
  if (isUnionType(type)) return 'union';
  if (isEnumType(type)) return 'enum';
  return isInputObjectType(type) ? 'input' : 'scalar';
}

const REASONS: Readonly<Record<string, string>> = {
  'breaking FIELD_REMOVED': 'Operations that select it are no longer valid.',
  'breaking FIELD_TYPE_CHANGED': 'Clients read a value of another type, or null where they never got null.',
  'dangerous FIELD_TYPE_CHANGED': 'The type is narrower: conditions on other types are no longer possible.',
  'breaking FIELD_ARGUMENT_REMOVED': 'Operations that give it are no longer valid.',
  'breaking FIELD_ARGUMENT_ADDED': 'Operations that do not give it are no longer valid.',
  'breaking FIELD_ARGUMENT_TYPE_CHANGED': 'Values that operations give may no longer be valid.',
  'breaking INPUT_FIELD_REMOVED': 'Operations that give it are no longer valid.',
  'breaking INPUT_FIELD_ADDED': 'Operations that give the input without it are no longer valid.',
  'breaking INPUT_FIELD_TYPE_CHANGED': 'Values that operations give may no longer be valid.',
  'breaking INPUT_ONE_OF_ADDED': 'Operations that give two of its fields, or none, are no longer valid.',
  'breaking ENUM_VALUE_REMOVED': 'Operations that give it are no longer valid.',
  'breaking UNION_MEMBER_REMOVED': 'Operations that select from it get nothing, or are no longer valid.',
  'breaking OBJECT_TYPE_INTERFACE_REMOVED': 'Conditions on the interface no longer hold for it.',
  'breaking TYPE_REMOVED': 'Operations that name it or select its fields are no longer valid.',
  'breaking TYPE_KIND_CHANGED': 'Operations use another kind of type in another way.',
  'dangerous UNION_MEMBER_ADDED': 'Clients may get an object of a type that they do not know.',
  'dangerous OBJECT_TYPE_INTERFACE_ADDED':
    'Clients may get an object of a type that they do not expect there.',
  'safe FIELD_ADDED': 'Operations select only what they know.',
  'safe FIELD_ARGUMENT_ADDED': 'Operations need not give it.',
  'safe FIELD_TYPE_CHANGED': 'Every value of the new type is one of the old type.',
  'safe FIELD_ARGUMENT_TYPE_CHANGED': 'Every value of the old type is one of the new type.',
  'safe INPUT_FIELD_ADDED': 'Operations need not give it.',
  'safe INPUT_FIELD_TYPE_CHANGED': 'Every value of the old type is one of the new type.',
  'safe INPUT_ONE_OF_REMOVED': 'What was valid still is.',
  'safe TYPE_ADDED': 'No operation knows it yet.',
};
const FALLBACK_REASONS: Readonly<Record<ChangeSeverity, string>> = {
  breaking: 'Operations that were valid may no longer be.',
  dangerous: 'Operations stay valid, and may get other answers.',
  safe: 'Operations stay valid and get the same answers.',
};

/** Why a type of change is as severe as it is. */
export function reasonOf(type: string, severity: ChangeSeverity): string {
  return REASONS[`${severity} ${type}`] ?? FALLBACK_REASONS[severity];
}
