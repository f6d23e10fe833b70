import type { GraphQLCompositeType } from 'graphql';

/** Whether a user may not see a field of a type. */
export type Denies = (typeName: string, fieldName: string) => boolean;

/** Selections of one object, by what makes them one. */
export type CanonicalSelections = Map<string, CanonicalField | CanonicalFragment>;

/** A field of a canonical operation. */
export interface CanonicalField {
  readonly kind: 'field';
  readonly head: string;
  /** Its name in the data. */
  readonly key: string;
  /** `Type.field` */
  readonly coordinate: string;
  /** Whether it is given personal data to find its value by. */
  readonly foundBy: boolean;
  /** What its value is of; null for a leaf. */
  readonly of: GraphQLCompositeType | null;
  /** Null for a leaf. */
  readonly inner: CanonicalSelections | null;
}

/** A fragment in its place, in a canonical operation. */
export interface CanonicalFragment {
  readonly kind: 'fragment';
  readonly head: string;
  /** What an object has to be. */
  readonly of: GraphQLCompositeType;
  readonly inner: CanonicalSelections;
}
