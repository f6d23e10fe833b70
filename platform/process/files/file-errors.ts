import { codeOf } from '../../errors/error-code.ts';

/** Whether a call on a file failed because there is none. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}
