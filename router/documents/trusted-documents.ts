import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import { followFiles } from '../../platform/process/files/follow-files.ts';
import { readTextFile } from '../../platform/process/files/text-file.ts';
import type { Log } from '../../platform/process/logging/logging.ts';

/** One of them. */
export interface TrustedDocument {
  /** SHA-256 of the text, as 64 small hex digits. */
  readonly hash: string;
  readonly name: string;
  readonly text: string;
}

/** The documents that somebody has looked at, which clients may name instead of sending their text. */
export interface TrustedDocuments {
  /** The text of a document, by its SHA-256 as 64 small hex digits. */
  textOf(hash: string): string | undefined;
  /** Whether a text is, to the letter, that of a trusted document. */
  hasText(text: string): boolean;
  /** What a trusted document is called, by its text. */
  nameOf(text: string): string | undefined;
  /** All of them, in the manifest's order; another list when they have changed. */
  all(): readonly TrustedDocument[];
}

const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/** https://www.apollographql.com/docs/graphos/platform/security/persisted-queries */
const MANIFEST = v.object({
  format: v.literal('apollo-persisted-query-manifest'),
  version: v.literal(1),
  operations: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      type: v.picklist(['query', 'mutation', 'subscription']),
      body: v.pipe(v.string(), v.nonEmpty()),
    }),
  ),
});

/** Opens the manifest at `path` and follows its changes. One that cannot be used changes nothing and is logged once. */
export async function followTrustedDocuments(
  path: string,
  log: Log,
): Promise<TrustedDocuments & AsyncDisposable> {
  let { byHash, names, all } = await readManifest(path);
  const reload = async () => {
    try {
      ({ byHash, names, all } = await readManifest(path));
      log.info({ file: path, documents: byHash.size }, 'trusted documents reloaded');
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      log.error({ file: path }, `${error.message} The trusted documents stay as they were.`);
    }
  };
  let queue = Promise.resolve();
  const unfollow = followFiles([path], () => {
    queue = queue.then(reload);
  });
  return {
    textOf: (hash) => byHash.get(hash),
    hasText: (text) => names.has(text),
    nameOf: (text) => names.get(text),
    all: () => all,
    async [Symbol.asyncDispose]() {
      unfollow();
      await queue;
    },
  };
}

/** What a manifest has. */
interface Manifest {
  /** Texts. */
  byHash: ReadonlyMap<string, string>;
  /** By text. */
  names: ReadonlyMap<string, string>;
  all: readonly TrustedDocument[];
}

/** The documents of a manifest. Throws a ConfigError that says why there are none. */
async function readManifest(path: string): Promise<Manifest> {
  const problem = (what: string) => new ConfigError([`TRUSTED_DOCUMENTS_PATH: ${path} ${what}.`]);
  const read = await readTextFile(path, MAX_MANIFEST_BYTES);
  if (read.kind === 'unreadable') throw problem(`cannot be read (${read.why})`);
  let content: unknown;
  try {
    content = JSON.parse(read.text);
  } catch {
    throw problem('is no JSON');
  }
  const manifest = v.safeParse(MANIFEST, content);
  if (!manifest.success) {
    const where = v.getDotPath(manifest.issues[0]);
    throw problem(`is no Apollo persisted-query manifest of version 1${where ? ` (${where})` : ''}`);
  }
  const byHash = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { id, name, body } of manifest.output.operations) {
    // A document under a wrong name would be answered to a client that asked for another one.
    if (sha256(body) !== id) throw problem(`has an id that is not the SHA-256 of its body (${name})`);
    byHash.set(id, body);
    names.set(body, name);
  }
  const all = manifest.output.operations.map(({ id: hash, name, body: text }) => ({ hash, name, text }));
  return { byHash, names, all };
}

/** The SHA-256 of a text, as 64 small hex digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
