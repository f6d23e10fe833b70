/**
 * The ways in which a password may have been written when it was hashed, likeliest first, at most three: programs and
 * keyboards differ in how they compose an accented letter (RFC 8265, section 4.2). One for a password of ASCII.
 */
export function passwordSpellings(password: string): string[] {
  return [...new Set([password.normalize('NFC'), password.normalize('NFD'), password])];
}
