import { isDuplicate } from '../database/database.ts';
import { type ConflictDescription, type Conflito, conflito } from './outcomes.ts';

/**
 * Runs a write whose values must be unique. A value that another row has, also one that was written at the same moment,
 * is the conflict that is named for the key.
 *
 * @param conflicts by the names of the unique keys, as the server has them
 * @param onTaken is told which key it was, before anybody else
 */
export async function withUniqueKeys<Result>(
  conflicts: Readonly<Record<string, ConflictDescription>>,
  write: () => Promise<Result>,
  onTaken?: (key: string) => Promise<void>,
): Promise<Result | Conflito<never>> {
  try {
    return await write();
  } catch (error) {
    const taken = Object.entries(conflicts).find(([key]) => isDuplicate(error, key));
    if (!taken) throw error;
    const [key, conflict] = taken;
    await onTaken?.(key);
    return conflito(conflict);
  }
}
