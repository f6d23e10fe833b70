import { isUtf8 } from 'node:buffer';
import { MAX_USER_NAME_LENGTH } from './user-name.ts';

/** A user name and password, not yet checked. */
export interface Credentials {
  /** In Unicode's composed form: clients differ in how they write an accented letter (RFC 8265, section 3.3). */
  user: string;
  /** As it came. */
  password: string;
}

const MAX_HEADER_LENGTH = 2_048;
/** token68 of RFC 9110, section 11.2, as base64 uses it: whole groups of four, padded. */
const BASIC = /^basic +((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 7617, section 2: neither part may hold control characters.
const CONTROL_CHARACTER = /[\x00-\x1f\x7f-\x9f]/;

/**
 * The credentials of an `Authorization` header (RFC 7617): scheme in any case, everything after the first colon is the
 * password. In UTF-8, as the challenge asks, or, where the bytes are none, in ISO-8859-1, which older clients send.
 * Null for anything else; what was wrong is not said, so that nothing is echoed.
 */
export function parseBasicCredentials(header: string | undefined): Credentials | null {
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return null;
  const encoded = BASIC.exec(header)?.[1];
  if (!encoded) return null;
  const bytes = Buffer.from(encoded, 'base64');
  const text = bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
  if (CONTROL_CHARACTER.test(text)) return null;
  const colon = text.indexOf(':');
  const user = text.slice(0, colon).normalize('NFC');
  if (colon < 1 || user.length > MAX_USER_NAME_LENGTH) return null;
  return { user, password: text.slice(colon + 1) };
}
