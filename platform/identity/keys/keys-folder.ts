import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError } from '../../process/ending/config-error.ts';
import { type FileLock, withFileLock } from '../../process/files/file-lock.ts';
import { makeOwnedFolder, replaceFile } from '../../process/files/replace-file.ts';
import {
  MAX_KEYS_OF_ISSUER,
  type PublicJwk,
  publicJwk,
  readPublicKeys,
  readSigningKey,
} from './key-files.ts';
import { kidOf, signingKey } from './keys.ts';

/** What the keys command tells of one part. */
export interface KeysOfPart {
  part: string;
  /** The key that it signs with; null when its file is not there. */
  inUse: string | null;
  /** The keys that others take its tokens by. */
  trusted: readonly string[];
}

const PART = /^[a-z][a-z0-9_-]{0,62}$/i;
const PUBLIC = 'public';
const PUBLIC_MODE = 0o644;

/** The file with a part's own key. */
export function ownKeyFile(folder: string, part: string): string {
  return join(folder, part, 'identity.pem');
}

/** The file with the public keys of all parts. */
export function publicKeysFile(folder: string): string {
  return join(folder, PUBLIC, 'identity-keys.json');
}

/**
 * Makes a key for a part and trusts it: its first, which it signs with, or else the next one, which it signs with after
 * `switchKey`. Returns the key's name. Throws a ConfigError when it has two already.
 */
export async function addKey(folder: string, part: string): Promise<string> {
  const own = fileOf(folder, part);
  return await locked(folder, (lock) => addTo(folder, part, own, lock));
}

async function addTo(folder: string, part: string, own: string, lock: FileLock): Promise<string> {
  const keys = trustedKeys(folder);
  const isFirst = !existsSync(own);
  if (isFirst && keysOf(keys, part).length > 0) throw elsewhere(own, part);
  const file = isFirst ? own : nextKeyFile(folder, part);
  if (existsSync(file) || keysOf(keys, part).length >= MAX_KEYS_OF_ISSUER) {
    throw new ConfigError([
      `${part} has two keys: \`switch ${part}\` signs with the next one, \`retire ${part}\` drops the former.`,
    ]);
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  await lock.check();
  await makeOwnedFolder(dirname(file));
  await replaceFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  try {
    await trust(folder, [...keys, publicJwk(signingKey(part, privateKey))]);
  } catch (error) {
    // A part would sign with a first key that nobody trusts, and a next one would be in the way.
    await rm(file, { force: true });
    throw error;
  }
  return kidOf(privateKey);
}

/** The name of a part's next key, with which it signs from now on. Throws a ConfigError when there is no such key. */
export async function switchKey(folder: string, part: string): Promise<string> {
  const own = fileOf(folder, part);
  return await locked(folder, (lock) => switchTo(folder, part, own, lock));
}

async function switchTo(folder: string, part: string, own: string, lock: FileLock): Promise<string> {
  const next = nextKeyFile(folder, part);
  if (!existsSync(next)) throw new ConfigError([`${part} has no next key: \`add ${part}\` makes one.`]);
  const { kid } = readSigningKey(next, part);
  if (!keysOf(trustedKeys(folder), part).includes(kid)) {
    throw new ConfigError([`${next} is a key that nobody trusts; remove it, and \`add ${part}\`.`]);
  }
  await lock.check();
  await rename(next, own);
  return kid;
}

/** Takes away the trust in every key of a part that it does not sign with. Returns the names of these keys. */
export async function retireKeys(folder: string, part: string): Promise<readonly string[]> {
  const own = fileOf(folder, part);
  if (!existsSync(own)) throw elsewhere(own, part);
  return await locked(folder, (lock) => retireAllBut(folder, part, own, lock));
}

/** @param own the key that stays, with the next one */
async function retireAllBut(
  folder: string,
  part: string,
  own: string,
  lock: FileLock,
): Promise<readonly string[]> {
  const kept = [own, nextKeyFile(folder, part)]
    .filter((file) => existsSync(file))
    .map((file) => readSigningKey(file, part).kid);
  const keys = trustedKeys(folder);
  const retired = keysOf(keys, part).filter((kid) => !kept.includes(kid));
  if (retired.length > 0) {
    await lock.check();
    await trust(
      folder,
      keys.filter(({ kid }) => !retired.includes(kid)),
    );
  }
  return retired;
}

/** Every part that is trusted, with its keys. */
export function listKeys(folder: string): KeysOfPart[] {
  const keys = trustedKeys(folder);
  return [...new Set(keys.map(({ iss }) => iss))].sort().map((part) => {
    const file = fileOf(folder, part);
    const inUse = existsSync(file) ? readSigningKey(file, part).kid : null;
    return { part, inUse, trusted: keysOf(keys, part) };
  });
}

/** One command at a time, because each writes the file of public keys whole. */
async function locked<Result>(folder: string, work: (lock: FileLock) => Promise<Result>): Promise<Result> {
  try {
    await makeOwnedFolder(folder);
    return await withFileLock(join(folder, '.lock'), work);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    throw new ConfigError([
      `${folder} cannot be written (${error.code}), and no key was changed: make space there, or see whose it is and that it is not mounted read only.`,
    ]);
  }
}

function fileOf(folder: string, part: string): string {
  if (!PART.test(part) || part === PUBLIC) {
    throw new ConfigError([
      `"${part}" is no part of the graph: \`router\`, \`schema-fleet\` or the name of a subgraph.`,
    ]);
  }
  return ownKeyFile(folder, part);
}

/** What a part signs with may have been moved to where it runs; guessing would take away the trust in it. */
function elsewhere(own: string, part: string): ConfigError {
  return new ConfigError([
    `${own} is not there, so nobody can tell which key ${part} signs with: put it back (a copy, not the only one, goes to where ${part} runs).`,
  ]);
}

function nextKeyFile(folder: string, part: string): string {
  return join(folder, part, 'identity.next.pem');
}

function trustedKeys(folder: string): PublicJwk[] {
  const file = publicKeysFile(folder);
  return existsSync(file) ? readPublicKeys(file) : [];
}

function keysOf(keys: readonly PublicJwk[], part: string): string[] {
  return keys.filter(({ iss }) => iss === part).map(({ kid }) => kid);
}

async function trust(folder: string, keys: readonly PublicJwk[]): Promise<void> {
  const file = publicKeysFile(folder);
  await makeOwnedFolder(dirname(file));
  await replaceFile(file, `${JSON.stringify({ keys }, null, 2)}\n`, PUBLIC_MODE);
}
