import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceFile } from '../platform/process/replace-file.ts';
import { StartError } from '../platform/process/start-error.ts';
import { readTextFile } from '../platform/process/text-file.ts';

const FILE = 'manifest.json';
/** The dump of a domain. */
const DUMP = /^[a-z][a-z0-9-]{0,59}\.sql\.gz(\.age)?$/;
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
  format: v.literal(1),
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
  const written: Manifest = { format: 1, id: randomUUID(), finished: new Date().toISOString(), ...backup };
  await replaceFile(join(folder, FILE), `${JSON.stringify(written, null, 2)}\n`);
  return written;
}

/** Whether a folder has files of a backup, if any, and no manifest: it was not ended. */
export async function isUnfinished(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => null);
  return names?.every((name) => name === `${FILE}.new` || DUMP.test(name)) ?? false;
}

/** The manifest of a backup. Throws StartError for a folder that is none, and for one of another release. */
export async function readManifest(folder: string): Promise<Manifest> {
  const read = await readTextFile(join(folder, FILE), MAX_BYTES);
  if (read.kind !== 'read')
    throw new StartError(
      `${folder} is no backup: its ${FILE} cannot be read (${read.why}). It is written last; a folder without one is what was left of a backup that did not end.`,
    );
  const parsed = v.safeParse(manifest, parsedJson(read.text));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new StartError(
    `${join(folder, FILE)} is not one that this release reads: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}.`,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
