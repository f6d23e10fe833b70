import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { ChangeSeverity } from '../changes/change.ts';
import { InputValueDiff } from './input-value-diff.ts';
import { type Diff, KINDS, typeKindOf } from './reasons.ts';

/** A type with fields that are read. */
export type Fielded = GraphQLObjectType | GraphQLInterfaceType;
type Field = GraphQLField<unknown, unknown>;

/** Compares object types and interfaces: what they implement, and their fields. */
export class FieldsDiff {
  readonly #diff: Diff;
  readonly #before: GraphQLSchema;
  readonly #after: GraphQLSchema;
  readonly #inputs: InputValueDiff;
  readonly #isOutput: (type: string) => boolean;

  /** @param isOutput whether operations could get values of a type */
  constructor(
    diff: Diff,
    { before, after }: { before: GraphQLSchema; after: GraphQLSchema },
    isOutput: (type: string) => boolean,
  ) {
    this.#diff = diff;
    this.#before = before;
    this.#after = after;
    this.#inputs = new InputValueDiff(diff);
    this.#isOutput = isOutput;
  }

  /** Compares the interfaces and the fields of a type that stays. */
  compare(old: Fielded, now: Fielded): void {
    const { name } = old;
    this.#interfaces(old, now);
    const [before, after] = [old.getFields(), now.getFields()];
    const kind = KINDS[typeKindOf(old)];
    for (const field of Object.values(before)) {
      const coordinate = `${name}.${field.name}`;
      const next = after[field.name];
      if (next) this.#field(coordinate, field, next);
      else {
        const lost = field.deprecationReason == null ? 'Field' : 'Deprecated field';
        this.#diff.add(
          'FIELD_REMOVED',
          coordinate,
          'breaking',
          `${lost} '${field.name}' was removed from ${kind} '${name}'.`,
        );
      }
    }
    for (const { name: field } of Object.values(after)) {
      if (!before[field])
        this.#diff.add(
          'FIELD_ADDED',
          `${name}.${field}`,
          'safe',
          `Field '${field}' was added to ${kind} '${name}'.`,
        );
    }
  }

  #interfaces(old: Fielded, now: Fielded): void {
    const [before, after] = [old, now].map((type) => new Set(type.getInterfaces().map(({ name }) => name)));
    const kind = KINDS[typeKindOf(old)];
    // The objects of an interface say for themselves what they implement.
    const hasObjects = !(isInterfaceType(old) && isInterfaceType(now));
    for (const one of before ?? []) {
      if (after?.has(one)) continue;
      const stays = isMember(this.#after, one, old.name);
      const isGone = !this.#after.getType(one);
      this.#diff.add(
        'OBJECT_TYPE_INTERFACE_REMOVED',
        `${old.name}.${one}`,
        stays || isGone || !hasObjects ? 'safe' : 'breaking',
        `'${old.name}' ${kind} no longer implements '${one}' interface.`,
        isGone
          ? { reason: `'${one}' itself is gone, which is told there.` }
          : stays
            ? { reason: `It still comes as '${one}', a union now.` }
            : {},
      );
    }
    for (const one of after ?? []) {
      if (before?.has(one)) continue;
      const came = isMember(this.#before, one, old.name);
      this.#diff.add(
        'OBJECT_TYPE_INTERFACE_ADDED',
        `${old.name}.${one}`,
        hasObjects && this.#isOutput(one) && !came ? 'dangerous' : 'safe',
        `'${old.name}' ${kind} implements '${one}' interface.`,
        came ? { reason: `It came as '${one}' before, which was a union.` } : {},
      );
    }
  }

  /** Tells of a new object that clients may get where they read an interface which was there. */
  added(type: GraphQLObjectType): void {
    for (const one of type.getInterfaces()) {
      if (!isInterfaceType(this.#before.getType(one.name)) || !this.#isOutput(one.name)) continue;
      this.#diff.add(
        'OBJECT_TYPE_INTERFACE_ADDED',
        `${type.name}.${one.name}`,
        'dangerous',
        `New ${KINDS.object} '${type.name}' implements '${one.name}' interface.`,
      );
    }
  }

  #field(coordinate: string, old: Field, now: Field): void {
    this.#diff.described('FIELD', coordinate, old, now);
    const [from, to] = [String(old.type), String(now.type)];
    if (from !== to) {
      const severity = this.#severityOfOutput(old.type, now.type);
      this.#diff.add(
        'FIELD_TYPE_CHANGED',
        coordinate,
        severity,
        `Field '${coordinate}' changed type from '${from}' to '${to}'.`,
        { from, to },
      );
    }
    const coordinateOf = (argument: string) => `${coordinate}(${argument}:)`;
    this.#inputs.compare('FIELD_ARGUMENT', old.args, now.args, coordinateOf);
  }

  /** Safe when every value of the new type is one of the old; a narrower type may make conditions in operations impossible. */
  #severityOfOutput(old: GraphQLType, now: GraphQLType): ChangeSeverity {
    if (isNonNullType(old))
      return isNonNullType(now) ? this.#severityOfOutput(old.ofType, now.ofType) : 'breaking';
    if (isNonNullType(now)) return this.#severityOfOutput(old, now.ofType);
    if (isListType(old)) return isListType(now) ? this.#severityOfOutput(old.ofType, now.ofType) : 'breaking';
    if (isListType(now)) return 'breaking';
    const [from, to] = [getNamedType(old), getNamedType(now)];
    if (from.name === to.name) return 'safe';
    const earlier = this.#after.getType(from.name);
    return (isInterfaceType(earlier) || isUnionType(earlier)) &&
      (isObjectType(to) || isInterfaceType(to)) &&
      this.#after.isSubType(earlier, to)
      ? 'dangerous'
      : 'breaking';
  }
}

/** Whether a type is a union that has the member. */
function isMember(schema: GraphQLSchema, union: string, member: string): boolean {
  const type = schema.getType(union);
  return isUnionType(type) && type.getTypes().some(({ name }) => name === member);
}
