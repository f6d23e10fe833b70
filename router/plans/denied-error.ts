import { GraphQLError } from 'graphql';
import { UNAUTHORIZED } from './answer/shape-errors.ts';

/** In one error. */
const MAX_NAMED_FIELDS = 20;

/** Beside the errors, as whatever is in them is sent. */
const fieldsOf = new WeakMap<Error, readonly string[]>();

/**
 * The error of an operation that is refused as a whole because of fields.
 *
 * @param fields that the user may not see, as `Type.field`
 */
export function operationDenied(fields: readonly string[]): GraphQLError {
  const error = new GraphQLError(`This user may not see ${fields.slice(0, MAX_NAMED_FIELDS).join(', ')}.`, {
    extensions: { code: UNAUTHORIZED, http: { status: 403 } },
  });
  fieldsOf.set(error, fields);
  return error;
}

/** All fields for which an operation was refused, as `Type.field`; null for another error. */
export function deniedFields(error: Error): readonly string[] | null {
  return fieldsOf.get(error) ?? null;
}
