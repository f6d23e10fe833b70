/** A way to hash passwords that a users file may have. Bounds keep out what is guessed fast and what would stall the router. */
export interface HashKind {
  readonly name: 'bcrypt' | 'argon2id' | 'scrypt';
  /** How its hashes start. */
  readonly start: string;
  /** Why a hash that starts so is not accepted, without any of it; null for one that is. */
  problem(stored: string): string | null;
  /** The same for hashes that take the same time. */
  cost(stored: string): string;
  /** Computed off the main thread. */
  verify(password: string, stored: string): Promise<boolean>;
}

/** Salt and hash in PHC format, base64 without padding: salts of 8 bytes and more, hashes of 16 to 64. */
export const PHC_SALT_AND_HASH = '\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})';
