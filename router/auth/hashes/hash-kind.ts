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

const SYMBOL = '[A-Za-z0-9+/]';
/** Base64 without padding as it is written: whole bytes, no bit set that belongs to none. Others are damaged, and some throw. */
const BASE64 = `(?:${SYMBOL}{4})*(?:${SYMBOL}[AQgw]|${SYMBOL}{2}[AEIMQUYcgkosw048])?`;

/** Salt and hash in PHC format: salts of 8 to 64 bytes, hashes of 16 to 64. */
export const PHC_SALT_AND_HASH = `\\$(?=.{11,86}\\$)(${BASE64})\\$(?=.{22,86}$)(${BASE64})`;

/** A number in PHC format, of at most so many digits. */
export const phcNumber = (digits: number) => `(?:0|[1-9]\\d{0,${digits - 1}})`;
