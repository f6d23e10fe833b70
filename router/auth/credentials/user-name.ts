/** Longest name, as `htpasswd` has it. */
export const MAX_USER_NAME_LENGTH = 255;
/**
 * A colon ends the name in the file and in Basic credentials, control characters are in neither (RFC 7617, section 2),
 * and the last two say that a file is of another encoding than UTF-8.
 */
const NO_NAME = /[:\p{Cc}\p{Cs}\uFEFF\uFFFD]/u;
/** A line that starts so is a comment. */
const COMMENT = /^\s*#/;

/** Why no user can have this name; null when one can. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'there is no name before the colon';
  if (name.length > MAX_USER_NAME_LENGTH) return `the name is longer than ${MAX_USER_NAME_LENGTH} characters`;
  if (name.includes('\uFFFD')) return 'the name is not in UTF-8';
  if (NO_NAME.test(name)) return 'the name has a colon or a control character';
  if (COMMENT.test(name)) return 'a name does not start with #, which starts a comment';
  return null;
}
