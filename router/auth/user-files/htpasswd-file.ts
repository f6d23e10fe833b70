import { nameProblem } from '../credentials/user-name.ts';
import { hashProblem } from '../hashes/hash-kinds.ts';

/** What an htpasswd file says. */
export interface Htpasswd {
  /** By user name: that of the password and, where the line has one, that of the former password. */
  hashes: ReadonlyMap<string, readonly string[]>;
  /** Every name that stands in a line, also one whose hash cannot be used. */
  names: ReadonlySet<string>;
  /** The lines that were left out. */
  problems: readonly LineProblem[];
}

/** A line that was left out, and why: in words without name or hash. */
export interface LineProblem {
  /** From 1. */
  line: number;
  reason: string;
}

/**
 * Reads `name:hash` or `name:hash:comment` a line, as nginx does: the name is everything before the first colon, spaces
 * included, and of several lines with one name the first counts. In `name:hash:former=hash:comment` the former password
 * counts too, for us alone: for other programs it is a comment. Empty lines and `#` comments are passed over; any other
 * line that cannot be used is left out alone.
 */
export function parseHtpasswd(text: string): Htpasswd {
  const hashes = new Map<string, string[]>();
  const names = new Set<string>();
  const problems: LineProblem[] = [];
  for (const [index, { content }] of linesOf(text).entries()) {
    const entry = entryIn(content);
    if (entry === null) continue;
    const reason = take(entry);
    if (reason !== null) problems.push({ line: index + 1, reason });
  }
  return { hashes, names, problems };

  function take({ name, hash, former }: Entry): string | null {
    if (hash === null) return 'there is no colon: expected name:hash';
    const wrongName = nameProblem(name);
    if (wrongName !== null) return wrongName;
    if (names.has(name)) return 'this user stands in an earlier line, which counts';
    names.add(name);
    const wrongHash = hashProblem(hash);
    if (wrongHash !== null) return wrongHash;
    const wrongFormer = former === null ? null : hashProblem(former);
    hashes.set(name, former === null || wrongFormer !== null ? [hash] : [hash, former]);
    return wrongFormer && `only the former password is left out: ${wrongFormer}`;
  }
}

/**
 * The file's text with this hash for a user, and this former one or none, in the user's first line or in a new one; all
 * else stays as it is.
 */
export function withHash(text: string, name: string, hash: string, former?: string): string {
  const ours = former === undefined ? `${name}:${hash}` : `${name}:${hash}:${FORMER}${former}`;
  let done = false;
  const lines = linesOf(text).map(({ content, ending }) => {
    const entry = entryIn(content);
    if (done || entry?.name !== name || entry.hash === null) return `${content}${ending}`;
    done = true;
    return `${ours}${entry.comment}${ending}`;
  });
  const changed = lines.join('');
  if (done) return changed;
  const separator = changed === '' || /[\r\n]$/.test(changed) ? '' : '\n';
  return `${changed}${separator}${ours}\n`;
}

/** Whether the line of a user that counts has a former password, also one that cannot be used. */
export function hasFormer(text: string, name: string): boolean {
  const entries = linesOf(text).map(({ content }) => entryIn(content));
  const counts = entries.find((entry) => entry?.name === name && entry.hash !== null);
  return counts ? counts.former !== null : false;
}

/** The file's text without any line of a user. */
export function withoutUser(text: string, name: string): string {
  return linesOf(text)
    .filter(({ content }) => entryIn(content)?.name !== name)
    .map(({ content, ending }) => `${content}${ending}`)
    .join('');
}

/** What a field starts with that has the hash of a former password. */
const FORMER = 'former=';

interface Entry {
  name: string;
  /** Null when the line has no colon. */
  hash: string | null;
  /** The hash of the former password; null when the line has none. */
  former: string | null;
  /** With the colon before it; empty when there is none. */
  comment: string;
}

/** What stands in a line; null for an empty one and a comment. */
function entryIn(line: string): Entry | null {
  if (/^\s*(#|$)/.test(line)) return null;
  const [name = '', hash, ...rest] = line.split(':');
  const former = rest[0]?.startsWith(FORMER) ? rest.shift() : undefined;
  return {
    // Credentials are compared so, see basic-credentials.ts.
    name: name.normalize('NFC'),
    hash: hash?.trim() ?? null,
    former: former?.slice(FORMER.length).trim() ?? null,
    comment: rest.map((part) => `:${part}`).join(''),
  };
}

/** The lines with what ends each, without the mark with which some editors start a file. */
function linesOf(text: string): { content: string; ending: string }[] {
  const lines = text.replace(/^\uFEFF/, '').matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g);
  return [...lines]
    .map(([, content = '', ending = '']) => ({ content, ending }))
    .filter(({ content, ending }) => content !== '' || ending !== '');
}
