import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOptions } from '../../platform/database/connections/connection-options.ts';
import type { LedgerHead } from '../../platform/erasure-ledger/ledger.ts';
import { openErasureLedger } from '../../platform/erasure-ledger/open-ledger.ts';
import { databaseAddresses } from '../../platform/process/config/database-addresses.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { syncFolder } from '../../platform/process/files/sync-folder.ts';
import { connectTo } from '../domains/connect-to.ts';
import { type SchemaConnection, SILENCE_MS } from '../domains/connection.ts';
import type { Domain, World } from '../domains/domains.ts';
import { reachDomain } from '../domains/reach-domain.ts';
import { writeBackupFile } from '../files/backup-file.ts';
import {
  type DomainManifest,
  MANIFEST_NAMES,
  type Manifest,
  whyUnfinished,
  writeManifest,
} from '../files/manifest.ts';
import { markUnfinished, type UnfinishedMark } from '../files/unfinished-mark.ts';
import type { Progress } from '../progress.ts';
import { type DumpedSchema, dumpSchema, holdTables } from './dump-schema.ts';
import { followingOf, secondsBehind, whyStale } from './following.ts';

export interface CreateOptions {
  /** A new folder. */
  folder: string;
  domains: readonly Domain[];
  world: Pick<World, 'ca' | 'reader' | 'ledgerUrl'>;
  /** Whom the files are encrypted for (age); empty for nobody. */
  recipients: readonly string[];
  progress: Progress;
  /** Ends it; nothing is left of the backup then. */
  interrupted?: AbortSignal;
  /** For how long a server may say nothing. */
  silenceMs?: number;
}

const INTERRUPTED = 'Interrupted: nothing is left of the backup.';

/**
 * Dumps the schemas of some domains into a new folder while everything runs. Those that one user reads on one server are
 * of one snapshot; the snapshots of the others begin within moments. What was written is removed again when it fails, unless somebody
 * has removed it already: what is there then is not of this backup.
 */
export async function createBackup(options: CreateOptions): Promise<Manifest> {
  const { folder } = options;
  await makeNew(folder);
  let isOurs = true;
  try {
    await using mark = await markUnfinished(folder);
    try {
      return await fill(options, mark);
    } catch (error) {
      // Asked while it is open; closed before it is removed, as shares keep a name for files that are open.
      isOurs = await mark.isThere();
      // What a system says of files that are not there tells nobody why.
      if (!isOurs && !(error instanceof StartError)) await mark.check();
      throw error;
    }
  } catch (error) {
    if (isOurs) await rm(folder, { recursive: true, force: true });
    throw changedMeanwhile(error) ?? noSpace(error, folder) ?? error;
  }
}

async function fill(options: CreateOptions, mark: UnfinishedMark): Promise<Manifest> {
  const { folder, recipients } = options;
  const encrypted = recipients.length === 0 ? null : 'age';
  const ledger = await headOfLedger(options);
  const domains = await dumpAll(options);
  await syncFolder(folder);
  // Another backup may have a manifest there, which would be written over.
  await mark.check();
  const manifest = await writeManifest(folder, { encrypted, ledger, domains });
  await mark.end();
  await syncFolder(folder);
  return manifest;
}

async function makeNew(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'EEXIST')
      throw new StartError(
        `${folder} is there already: nothing is written over. Name a new folder${await whatIsThere(folder)}.`,
      );
    if (error.code === 'ENOENT')
      throw new StartError(`The folder in which ${folder} is to be is not there: make it first.`);
    throw error;
  }
}

async function whatIsThere(folder: string): Promise<string> {
  const names = await readdir(folder).catch((): string[] => []);
  const why = names.includes(MANIFEST_NAMES.kept) ? null : await whyUnfinished(folder);
  return why === null ? '' : `; of this one, ${why}`;
}

/** Null without a ledger. One that cannot be read does not keep a backup from being made, and is told of. */
async function headOfLedger({ world, progress }: CreateOptions): Promise<LedgerHead | null> {
  if (world.ledgerUrl === null) return null;
  await using ledger = openErasureLedger(world.ledgerUrl, world.ca);
  try {
    return await ledger.head();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    progress.done(error.message);
    return null;
  }
}

async function dumpAll(options: CreateOptions): Promise<Record<string, DomainManifest>> {
  const { folder, recipients, progress } = options;
  const made: Record<string, DomainManifest> = {};
  await using opened = new Resources();
  for (const { domains, ...snapshot } of await beginSnapshots(options, opened)) {
    for (const { definition, url } of domains) {
      const { name } = definition;
      const dumped: DumpedSchema = { tables: {}, migrations: [] };
      const text = dumpSchema(snapshot.connection, schemaOf(url), dumped);
      const file = `${name}.sql.gz${recipients.length === 0 ? '' : '.age'}`;
      const rows = () => Object.values(dumped.tables).reduce((sum, table) => sum + table.rows, 0);
      const written = await writeBackupFile(join(folder, file), text, recipients, (bytes) =>
        progress.during(`${name}: ${rows()} rows, ${bytes} bytes`),
      );
      progress.done(`${name}: ${rows()} rows, ${written.bytes} bytes, snapshot ${snapshot.number}`);
      const { server } = snapshot.connection;
      made[name] = { file, ...written, snapshot: snapshot.number, began: snapshot.began, server, ...dumped };
    }
  }
  return made;
}

/** Domains that are read in one transaction, whose snapshot has begun. */
interface Snapshot {
  number: number;
  connection: SchemaConnection;
  began: string;
  domains: readonly Domain[];
}

/** Begins all snapshots before anything is read, so that they are of nearly the same moment. */
async function beginSnapshots(
  { domains, world, interrupted, progress, silenceMs = SILENCE_MS }: CreateOptions,
  opened: Resources,
): Promise<Snapshot[]> {
  const groups = new Map<string, Domain[]>();
  for (const domain of domains) {
    const key = readBy(domain.url, world);
    groups.set(key, [...(groups.get(key) ?? []), domain]);
  }
  const snapshots: Snapshot[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const { name } = first.definition;
    const address = { url: first.url, ...world, silenceMs };
    const connection = opened.use(await reachDomain(name, () => connectTo(address, secondsBehind), progress));
    interrupted?.addEventListener('abort', () => connection.fail(new StartError(INTERRUPTED)), {
      once: true,
    });
    if (interrupted?.aborted) throw new StartError(INTERRUPTED);
    await connection.run('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const began = await nowAt(connection, await behindBy(connection, progress));
    await connection.run('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    for (const { url } of group) await holdTables(connection, schemaOf(url));
    snapshots.push({ number: snapshots.length + 1, connection, began, domains: group });
  }
  return snapshots;
}

/**
 * How many seconds what the server has may be old. Throws StartError where one that takes no writes is behind by too much, as of
 * `secondsBehind`; of one that takes writes, and should follow nobody, that is told.
 */
async function behindBy(connection: SchemaConnection, { done }: Progress): Promise<number> {
  const { schema, isReadOnly } = connection;
  if (isReadOnly) {
    const seconds = await secondsBehind(connection);
    done(`${schema}: read at a server that takes no writes, and is behind by ${seconds} s at most`);
    return seconds;
  }
  const why = whyStale(await followingOf(connection));
  if (why !== null)
    done(
      `${schema}: its server takes writes, and it follows another one, and ${why}. Where that one takes the writes, what this one has is old: name that one.`,
    );
  return 0;
}

/** The time by a server's clock, so many seconds ago. */
async function nowAt(connection: SchemaConnection, secondsAgo: number): Promise<string> {
  const [clock] = await connection.rows<{ now: string }>(
    "SELECT DATE_FORMAT(NOW(3) - INTERVAL ? SECOND, '%Y-%m-%dT%H:%i:%s.%f') AS now",
    [secondsAgo],
  );
  return `${(clock?.now ?? '').slice(0, -3)}Z`;
}

/** Equal for domains that the same user reads on the same server. */
function readBy(url: string, { ca, reader }: Pick<World, 'ca' | 'reader'>): string {
  const servers = databaseAddresses(url).map((address) => {
    const { host, port, socketPath, user } = addressOptions(address, ca);
    return [socketPath ?? `${host}:${port}`, reader?.user ?? user];
  });
  return JSON.stringify(servers);
}

function schemaOf(url: string): string {
  return addressOptions(databaseAddresses(url)[0], null).database;
}

/**
 * What servers say of a table that was changed after the snapshot began; on Galera, where a change waits for nobody, that it was in its way,
 * which nothing else says to somebody who reads.
 */
const TABLE_CHANGED: readonly unknown[] = [1412, 1213];

function changedMeanwhile(error: unknown): StartError | null {
  if (!(error instanceof Error && 'errno' in error && TABLE_CHANGED.includes(error.errno))) return null;
  return new StartError(
    'A migration changed a table while it was to be dumped, or a day of `acessos` was begun on a cluster: make the backup again.',
    {
      cause: error,
    },
  );
}

/** What a system says of a disk that is full, of a quota, and of a limit on the size of files. */
const NO_SPACE = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function noSpace(error: unknown, folder: string): StartError | null {
  if (!(error instanceof Error && 'code' in error && NO_SPACE.has(String(error.code)))) return null;
  return new StartError(
    `There is no space left for ${folder} (${error.code}): nothing is left of the backup. Make some, or name a folder elsewhere.`,
    { cause: error },
  );
}
