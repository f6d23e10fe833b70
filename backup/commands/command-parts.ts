import type { World } from '../domains/domains.ts';
import { readKeys } from '../files/age-keys.ts';
import type { Progress } from '../progress.ts';

/** The exit code for a backup or a ledger that was looked at and is not as it should be. */
export const WRONG = 2;

/** What the commands work with. */
export interface CommandParts {
  /** Opens what the commands work on, and closes it again. */
  withWorld(work: (world: World) => Promise<void>): Promise<void>;
  print(line: string): void;
  progress: Progress;
}

/** The keys of the file that `--identity` names; null without one. Throws StartError. */
export async function identitiesOf({ identity }: { identity?: string }): Promise<string[] | null> {
  return identity ? await readKeys(identity, 'identities') : null;
}
