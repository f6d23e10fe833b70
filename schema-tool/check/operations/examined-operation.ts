import type { GraphQLError } from 'graphql';
import type { KnownOperation } from '../../documents/known-operations.ts';
import { operationErrors } from '../../documents/operation-errors.ts';
import { type Change, withInherited } from '../changes/change.ts';
import type { Schemas } from '../changes/side.ts';
import { type Effect, gravestOf } from '../effects/effect.ts';
import { effectOf } from '../effects/effect-of.ts';
import { type OperationUses, operationUses } from '../effects/operation-uses.ts';

/** An operation with what it uses of the schema before the change. */
export class ExaminedOperation {
  readonly operation: KnownOperation;
  #uses: OperationUses | null = null;
  readonly #schemas: Schemas;
  #newErrors: readonly GraphQLError[] | null = null;
  readonly #effects = new Map<Change, Effect | null>();

  constructor(operation: KnownOperation, schemas: Schemas) {
    this.operation = operation;
    this.#schemas = schemas;
  }

  get uses(): OperationUses {
    const { document, variables } = this.operation;
    this.#uses ??= operationUses(this.#schemas.before, document, variables);
    return this.#uses;
  }

  /** What makes it invalid after the change, and did not before. */
  get newErrors(): readonly GraphQLError[] {
    this.#newErrors ??= this.#findNewErrors();
    return this.#newErrors;
  }

  #findNewErrors(): readonly GraphQLError[] {
    const { before, after } = this.#schemas;
    const errors = operationErrors(after, this.operation.document);
    if (errors.length === 0) return errors;
    const earlier = new Set(operationErrors(before, this.operation.document).map(({ message }) => message));
    return errors.filter(({ message }) => !earlier.has(message));
  }

  /** What a change does to it; null when nothing. */
  effectOf(change: Change): Effect | null {
    const known = this.#effects.get(change);
    if (known !== undefined) return known;
    const effect = gravestOf(
      withInherited([change]).map((one) =>
        effectOf(one, this.uses, this.#schemas, this.newErrors, this.operation.granted),
      ),
    );
    this.#effects.set(change, effect);
    return effect;
  }

  /** Whether it uses the element of a change at all, also in a way that the change leaves alone. */
  touches(change: Change): boolean {
    return withInherited([change]).some((one) => this.#touchesOne(one));
  }

  #touchesOne({ type, coordinate }: Change): boolean {
    const { fields, given, omitted, inputFields, recorded, outputs, named, variables, directives } =
      this.uses;
    const { inputObjects, literals } = this.uses;
    const [typeName = '', member = ''] = coordinate.split('.');
    return (
      (type === 'OBJECT_TYPE_INTERFACE_REMOVED' && named.has(member)) ||
      (type === 'TYPE_REMOVED' && [outputs, inputObjects, literals].some((map) => map.has(coordinate))) ||
      (type === 'TYPE_KIND_CHANGED' &&
        [outputs, named, inputObjects, literals].some((map) => map.has(coordinate))) ||
      (type === 'INPUT_ONE_OF_ADDED' && (inputObjects.has(coordinate) || variables.has(coordinate))) ||
      (type === 'INPUT_FIELD_TYPE_CHANGED' && !recorded && variables.has(typeName)) ||
      (coordinate.startsWith('@') && directives.has(coordinate.slice(1))) ||
      [fields, given, omitted, inputFields].some((map) => map.has(coordinate)) ||
      (recorded?.inputFields.has(coordinate) ?? false)
    );
  }
}
