import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { replaceFile } from '../../platform/process/files/replace-file.ts';
import { readTextFile } from '../../platform/process/files/text-file.ts';
import { DamagedBackup } from './damaged-backup.ts';
import { MARK_NAMES, readUnfinished, tellUnfinished } from './unfinished-mark.ts';

const FILE = 'manifest.json';
/** The manifest of a backup that is being removed: it still says which files were the backup's. */
const REMOVED = `${FILE}.removed`;
/** The dump of a domain. */
const DUMP = /^[a-z][a-z0-9-]{0,59}\.sql\.gz(\.age)?$/;
/** Of the manifest. */
const FORMAT = 1;
const MAX_BYTES = 1024 * 1024;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const instant = v.pipe(v.string(), v.isoTimestamp());
const name = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/));

const domain = v.strictObject({
  /** In the folder of the manifest. */
  file: v.pipe(v.string(), v.regex(DUMP)),
  /** Of the file, as it lies there. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: count,
  /** Domains with the same number were read in one snapshot. */
  snapshot: count,
  /** By the clock of the database, a moment before the snapshot: what was committed until then is in it. */
  began: instant,
  server: v.strictObject({ flavour: v.picklist(['MariaDB', 'MySQL']), version: v.string() }),
  migrations: v.array(v.string()),
  tables: v.record(
    v.string(),
    v.strictObject({ rows: count, nextId: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,20}$/))) }),
  ),
});

const manifest = v.strictObject({
  format: v.literal(FORMAT),
  id: v.pipe(v.string(), v.uuid()),
  finished: instant,
  encrypted: v.nullable(v.literal('age')),
  /** How far the ledger of erasures had come a moment before; null where there was none to look at. */
  ledger: v.optional(
    v.nullable(v.strictObject({ count, digest: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))) })),
    null,
  ),
  domains: v.record(name, domain),
});

/** What a backup has; it is written last, so that one without it is none. */
export type Manifest = v.InferOutput<typeof manifest>;
/** What a backup has of one domain. */
export type DomainManifest = v.InferOutput<typeof domain>;

/** Writes the manifest of a backup whose files are all there. */
export async function writeManifest(
  folder: string,
  backup: Pick<Manifest, 'encrypted' | 'domains' | 'ledger'>,
): Promise<Manifest> {
  const written: Manifest = {
    format: FORMAT,
    id: randomUUID(),
    finished: new Date().toISOString(),
    ...backup,
  };
  await replaceFile(join(folder, FILE), `${JSON.stringify(written, null, 2)}\n`);
  return written;
}

/** The names of the manifest of a backup, and of one that is being removed, which `readManifest(folder, 'removed')` reads. */
export const MANIFEST_NAMES = { kept: FILE, removed: REMOVED } as const;

/** Whether a file is one that a backup has before its manifest. */
export function isPart(name: string): boolean {
  return name === `${FILE}.new` || DUMP.test(name);
}

/** In words, what a folder without a manifest is, where it is what a backup that did not end has left; else null. */
export async function whyUnfinished(folder: string): Promise<string | null> {
  const unfinished = await readUnfinished(folder).catch(() => null);
  if (unfinished !== null) return tellUnfinished(unfinished);
  const names = await readdir(folder).catch(() => ['unread']);
  if (names.includes(MARK_NAMES.removed))
    return 'it is being removed by `backup prune`, as its writer was gone';
  if (!names.every(isPart)) return null;
  // As releases before this one have left it.
  return `it has no ${FILE}, which is written last: it is what was left of a backup that did not end`;
}

/** The manifest of a backup. Throws StartError for a folder that is none, and for one of another release; DamagedBackup for one that is broken. */
export async function readManifest(
  folder: string,
  which: keyof typeof MANIFEST_NAMES = 'kept',
): Promise<Manifest> {
  const path = join(folder, MANIFEST_NAMES[which]);
  const read = await readTextFile(path, MAX_BYTES);
  if (read.kind !== 'read') throw await unreadManifest(folder, read.why);
  const json = parsedJson(read.text);
  const parsed = v.safeParse(manifest, json);
  if (parsed.success) return parsed.output;
  const other = v.safeParse(v.object({ format: v.number() }), json);
  if (other.success && other.output.format !== FORMAT)
    throw new StartError(
      `${path} has the format ${other.output.format}, and this release reads ${FORMAT}: use the release that the backup was made with, or a later one.`,
    );
  const [issue] = parsed.issues;
  throw new DamagedBackup(
    json === null
      ? `${path} is damaged, or ends before its end: copy it here again from where it is whole, or take another backup.`
      : `${path} is not one that this release reads (${v.getDotPath(issue) ?? 'it'}: ${issue.message}): use the release that the backup was made with; where that was this one, the file was changed: copy it here again, or take another backup.`,
  );
}

async function unreadManifest(folder: string, why: string): Promise<StartError> {
  if (why === 'EACCES' || why === 'EPERM')
    return new StartError(
      `${join(folder, FILE)} may not be read by this user (${why}): a backup is for its owner alone. Run this as its owner, or give the folder to this user.`,
    );
  if (why !== 'ENOENT')
    return new StartError(
      `${join(folder, FILE)} cannot be read (${why}): copy the backup here again, or take another one.`,
    );
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    return new StartError(`There is no folder ${folder}: name one that \`backup create\` has made.`);
  if (await stat(join(folder, REMOVED)).catch(() => null))
    return new StartError(
      `${folder} is no backup any more: it is being removed by \`backup prune\`, or was when that was ended; the next one removes what is left.`,
    );
  const unfinished = await whyUnfinished(folder);
  return new StartError(
    unfinished === null
      ? `${folder} is no backup: it has no ${FILE}. Name the folder that \`backup create\` has made itself.`
      : `${folder} is no backup: ${unfinished}. Take another one.`,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
