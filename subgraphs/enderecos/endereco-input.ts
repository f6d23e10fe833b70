import { badUserInput } from '../../platform/errors.ts';
import { isId } from '../../platform/sql-values.ts';

/** A valid id, as it is. Throws BAD_USER_INPUT. */
export function parseEnderecoId(id: string): string {
  if (!isId(id)) throw badUserInput('`id` must be a positive whole number in digits.');
  return id;
}
