/** A user name and password as they came, not yet checked. */
export interface Credentials {
  user: string;
  password: string;
}

const MAX_HEADER_LENGTH = 1_024;
const MAX_USER_LENGTH = 128;
/** token68 of RFC 9110, section 11.2, as base64 uses it: whole groups of four, padded. */
const BASIC = /^basic +((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 7617, section 2: neither part may hold control characters.
const CONTROL_CHARACTER = /[\x00-\x1f\x7f]/;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The credentials of an `Authorization` header (RFC 7617): scheme in any case, UTF-8, everything after the first
 * colon is the password. Null for anything else; what was wrong is not said, so that nothing is echoed.
 */
export function parseBasicCredentials(header: string | undefined): Credentials | null {
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return null;
  const encoded = BASIC.exec(header)?.[1];
  if (!encoded) return null;
  const text = decodeUtf8(encoded);
  if (text === null || CONTROL_CHARACTER.test(text)) return null;
  const colon = text.indexOf(':');
  if (colon < 1 || colon > MAX_USER_LENGTH) return null;
  // RFC 7617, section 2.1, by way of RFC 8265: clients differ in how they compose an accented letter.
  return {
    user: text.slice(0, colon).normalize('NFC'),
    password: text.slice(colon + 1).normalize('NFC'),
  };
}

function decodeUtf8(base64: string): string | null {
  try {
    return UTF8.decode(Buffer.from(base64, 'base64'));
  } catch {
    // Not UTF-8, which the challenge's charset parameter asks for: refused like any malformed header.
    return null;
  }
}
