import { randomBytes } from 'node:crypto';

/** A prefix of schema and user names that no other test file has. MySQL's user names have 32 characters at most. */
export function testPrefix(): string {
  return `t${randomBytes(5).toString('hex')}_`;
}
