import { join } from 'node:path';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import type { ErasureLedger, LedgerHead } from '../../platform/erasure-ledger/ledger.ts';
import { BrokerUnavailable } from '../../platform/events/broker/connection/broker-connection.ts';
import { expectEmptiable } from '../../platform/events/broker/losses/empty-streams.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { connectTo, type SchemaConnection } from '../domains/connection.ts';
import { chosenDomains, type Domain, databaseUrlVariable, type World } from '../domains/domains.ts';
import { expectMigrated } from '../domains/migrated.ts';
import { reachDomain } from '../domains/reach-domain.ts';
import { measureFile } from '../files/backup-file.ts';
import { type Manifest, readManifest } from '../files/manifest.ts';
import { expectKinds } from '../ledger/given-ids.ts';
import { expectRemembered, openWholeLedger } from '../ledger/whole-ledger.ts';
import type { Progress } from '../progress.ts';
import { askedFor, holdToOthers } from './after-restore.ts';
import { type DomainBackup, expectReadable, expectSame } from './load-schema.ts';
import { beginRestore, endRestore, expectRestorable, expectUnused, loadMarked } from './restored-schema.ts';

/** What is known beside what was restored, and how much of it may be missing. */
export interface KnowledgeOptions {
  world: World;
  /** Domains that are not asked what they know, because they cannot be. */
  without: readonly string[];
  /** Whether it may go on where nobody knows who was erased since. */
  withoutLedger: boolean;
  /** As of `HoldOptions`. */
  highest: ReadonlyMap<string, string>;
  progress: Progress;
}

export interface RestoreOptions extends KnowledgeOptions {
  folder: string;
  /** The domains to restore; empty for all of the backup. */
  only: readonly string[];
  identities: readonly string[] | null;
  /** Ends it; what is half-done then is done again by the next. */
  interrupted?: AbortSignal;
  /** As of `SchemaAddress`. */
  silenceMs?: number;
}

/** A domain that is being restored. */
interface Target {
  domain: Domain;
  backup: DomainBackup;
  connection: SchemaConnection;
  state: 'not begun' | 'loaded in part' | 'loaded' | 'ready';
}

const INTERRUPTED = 'Interrupted.';

/**
 * Restores domains of a backup into empty schemas and holds them to what the others and the ledger know. Everything that
 * can be known before is checked before anything is changed. Interrupted, it is run again: no process starts on a schema
 * whose restore has not ended.
 */
export async function restoreBackup(given: RestoreOptions): Promise<void> {
  const options = { ...given, progress: interruptibleProgress(given) };
  const { folder, world, progress } = options;
  const manifest = await readManifest(folder);
  const only = options.only.length > 0 ? options.only : Object.keys(manifest.domains);
  const chosen = chosenDomains(world, only);
  expectKinds(chosen, options.highest);
  const known = [...new Set([...chosen, ...asked(chosen, options)])];
  await using opened = new Resources();
  const ledger = await openLedger(chosen, options, manifest.ledger, opened);
  const others = known.filter((domain) => !chosen.includes(domain));
  await expectMigrated(others, world.ca, progress);
  await expectInLedger(ledger, others, options);
  await expectBroker(world);
  const targets: Target[] = [];
  for (const domain of chosen) {
    const backup = backupOf(domain, manifest, options);
    const connection = opened.use(await connectToDomain(domain, options));
    await expectRestorable(connection, domain.definition, backup.manifest, progress);
    targets.push({ domain, backup, connection, state: 'not begun' });
  }
  for (const { backup } of targets) {
    await expectWhole(backup, progress);
    await expectReadable(backup);
  }
  try {
    await loadTargets(targets, manifest.id, options);
    // Before anybody is erased again, which the ledger is told of only later.
    await expectInLedger(ledger, known, options);
    const restored = targets.map(({ domain, backup }) => ({
      domain,
      began: new Date(backup.manifest.began),
    }));
    await holdToOthers({ restored, known, ...world, ledger, highest: options.highest, progress });
    await endTargets(targets, manifest.id, progress);
  } catch (error) {
    given.progress.done(whatIsDone(targets));
    throw error;
  }
}

async function loadTargets(
  targets: readonly Target[],
  id: string,
  { world, progress, interrupted }: RestoreOptions,
): Promise<void> {
  for (const { connection } of targets)
    interrupted?.addEventListener('abort', () => connection.fail(new StartError(INTERRUPTED)), {
      once: true,
    });
  const atDomain = (target: Target, step: () => Promise<void>) =>
    reachDomain(target.domain.definition.name, step, null);
  // All of them before any is loaded: a process would make itself at home in one that is still empty.
  for (const target of targets) await atDomain(target, () => beginRestore(target.connection));
  for (const target of targets) {
    target.state = 'loaded in part';
    await atDomain(target, () => loadMarked(target.connection, target.backup, id, progress));
    target.state = 'loaded';
  }
  for (const target of targets) {
    const { url, definition } = target.domain;
    await atDomain(target, async () => {
      await migrate(url, definition.migrations, { ca: world.ca, isRestore: true });
    });
  }
}

async function endTargets(targets: readonly Target[], id: string, progress: Progress): Promise<void> {
  for (const { domain, connection } of targets)
    await expectUnused(connection, domain.definition.name, progress);
  for (const target of targets) {
    const { name } = target.domain.definition;
    await reachDomain(name, () => endRestore(target.connection, id), null);
    target.state = 'ready';
    progress.done(`${name}: ready`);
  }
}

/** Says what a restore that was cut off has done, and what to do. */
function whatIsDone(targets: readonly Target[]): string {
  const each = targets.map(({ domain, state }) => `${domain.definition.name} is ${state}`).join(', ');
  const done = targets.filter(({ state }) => state === 'ready').map(({ domain }) => domain.definition.name);
  const left = targets.filter(({ state }) => state !== 'ready').map(({ domain }) => domain.definition.name);
  const again =
    done.length === 0 ? 'run the same command again' : `run it again with --only ${left.join(' ')}`;
  return `the restore did not end: ${each}. Nothing starts on those that are not ready; when what is said below is mended, ${again}, and it goes on from there`;
}

/** Progress that ends what it is told of when a signal has asked for that. */
function interruptibleProgress({ progress, interrupted }: RestoreOptions): Progress {
  const go = (tell: (message: string) => void) => (message: string) => {
    if (interrupted?.aborted) throw new StartError(INTERRUPTED);
    tell(message);
  };
  return { during: go(progress.during), done: go(progress.done) };
}

/**
 * Holds schemas that were restored by other means to what the others and the ledger know.
 *
 * @param since the moment that they are of
 */
export async function holdSchemas(
  options: KnowledgeOptions & { only: readonly string[]; since: Date },
): Promise<void> {
  const { world, only, since, highest, progress } = options;
  const chosen = chosenDomains(world, only);
  expectKinds(chosen, highest);
  const known = [...new Set([...chosen, ...asked(chosen, options)])];
  await using opened = new Resources();
  const ledger = await openLedger(chosen, options, null, opened);
  await expectBroker(world);
  await expectMigrated(known, world.ca, progress);
  for (const domain of chosen) {
    const connection = opened.use(await connectToDomain(domain, options));
    await expectUnused(connection, domain.definition.name, progress);
  }
  for (const { definition, url } of chosen) await migrate(url, definition.migrations, { ca: world.ca });
  await expectInLedger(ledger, known, options);
  const restored = chosen.map((domain) => ({ domain, began: since }));
  await holdToOthers({ restored, known, ...world, ledger, highest, progress });
}

function connectToDomain(
  { definition, url }: Domain,
  { world: { ca }, progress, silenceMs }: Pick<RestoreOptions, 'world' | 'progress' | 'silenceMs'>,
): Promise<SchemaConnection> {
  return reachDomain(definition.name, () => connectTo({ url, ca, silenceMs }, true), progress);
}

/** Throws StartError when there is a broker that cannot be emptied. */
async function expectBroker({ broker }: Pick<World, 'broker'>): Promise<void> {
  try {
    if (broker) await expectEmptiable(broker);
  } catch (error) {
    if (!(error instanceof BrokerUnavailable)) throw error;
    throw new StartError(
      `${error.message}. Events of the time that is gone are to be removed from it, for which its user needs $JS.API.STREAM.PURGE of both streams. Where it is gone for good, leave EVENTS_URL away.`,
    );
  }
}

function backupOf(
  { definition: { name } }: Domain,
  manifest: Manifest,
  { folder, identities }: Pick<RestoreOptions, 'folder' | 'identities'>,
): DomainBackup {
  const domain = manifest.domains[name];
  if (!domain)
    throw new StartError(
      `The backup has nothing of ${name}; it has ${Object.keys(manifest.domains).join(', ')}.`,
    );
  return domainBackup(name, { ...manifest, domains: { [name]: domain } }, { folder, identities });
}

/** A domain of a backup. Throws StartError where it is encrypted and nothing says how it is read. */
export function domainBackup(
  name: string,
  { encrypted, domains }: Pick<Manifest, 'encrypted' | 'domains'>,
  { folder, identities }: Pick<DomainBackup, 'folder' | 'identities'>,
): DomainBackup {
  const manifest = domains[name];
  if (!manifest) throw new Error(`there is no ${name} in the backup`);
  expectKey({ encrypted }, identities);
  return { name, folder, manifest, identities: encrypted === null ? null : identities };
}

/** Throws StartError for an encrypted backup when nothing says how it is read. */
export function expectKey(
  { encrypted }: Pick<Manifest, 'encrypted'>,
  identities: readonly string[] | null,
): void {
  if (encrypted !== null && identities === null)
    throw new StartError('The backup is encrypted: name the file with its key by --identity.');
}

/** Reads the file of a domain before anything is changed. Throws DamagedBackup for another one, and as of `unreadableFile`. */
export async function expectWhole(
  { name, folder, manifest }: Pick<DomainBackup, 'name' | 'folder' | 'manifest'>,
  progress: Progress,
): Promise<void> {
  const file = await measureFile(join(folder, manifest.file), (bytes) =>
    progress.during(`${name}: checked ${bytes} of ${manifest.bytes} bytes`),
  );
  expectSame(name, file, manifest);
}

/** The domains that know what a restored one has lost. Throws StartError for one that cannot be asked. */
function asked(
  chosen: readonly Domain[],
  { world, without }: Pick<KnowledgeOptions, 'world' | 'without'>,
): Domain[] {
  const definitions = chosen.map(({ definition }) => definition);
  return askedFor(definitions, world.definitions).flatMap(({ name }) => {
    const domain = world.domains.find((one) => one.definition.name === name);
    if (domain) return [domain];
    if (without.includes(name)) return [];
    throw new StartError(
      `${name} knows what the restored domains have lost, and where it is, is not known: set ${databaseUrlVariable(name)}; or say --without ${name}, and who was erased may be back.`,
    );
  });
}

/** As of `expectRemembered`, where there is a ledger. */
async function expectInLedger(
  ledger: ErasureLedger | null,
  domains: readonly Domain[],
  { world, withoutLedger, progress }: KnowledgeOptions,
): Promise<void> {
  const { ledgerUrl } = world;
  if (ledger === null || ledgerUrl === null) return;
  await expectRemembered({ world: { ...world, ledgerUrl }, withoutLedger, progress }, ledger, domains);
}

/** The ledger, which was read once to see that it is whole; null where there is none and none is needed. */
async function openLedger(
  chosen: readonly Domain[],
  { world, without, withoutLedger, progress }: KnowledgeOptions,
  head: LedgerHead | null,
  opened: Resources,
): Promise<ErasureLedger | null> {
  const names = new Set(chosen.map(({ definition }) => definition.name));
  const { ledgerUrl } = world;
  if (!chosen.some((domain) => hearsOfErasures(domain, world))) return null;
  if (ledgerUrl !== null) {
    const ledger = await openWholeLedger({ world: { ...world, ledgerUrl }, withoutLedger, progress }, head);
    return ledger && opened.use(ledger);
  }
  for (const { definition } of chosen) {
    const { erasures, eventDestinations, name } = definition;
    const remember = eventDestinations.filter((one) => !names.has(one) && !without.includes(one));
    if (!erasures || remember.length > 0 || withoutLedger) continue;
    throw new StartError(
      `With ${name} every domain is restored that remembers who was erased since the backup: set ERASURE_LEDGER_URL, or say --without-ledger, and whoever was erased since is back.`,
    );
  }
  return null;
}

/** Whether a domain erases for good, or hears of others that do. */
function hearsOfErasures({ definition }: Domain, { definitions }: Pick<World, 'definitions'>): boolean {
  return definitions.some(
    ({ name, erasures, eventDestinations }) =>
      erasures && (name === definition.name || eventDestinations.includes(definition.name)),
  );
}
