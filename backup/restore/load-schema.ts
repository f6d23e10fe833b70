import { join } from 'node:path';
import { END } from '../create/dump-schema.ts';
import type { SchemaConnection } from '../domains/connection.ts';
import { identifier } from '../domains/sql-literals.ts';
import { readBackupFile, type WrittenFile } from '../files/backup-file.ts';
import { DamagedBackup } from '../files/damaged-backup.ts';
import type { DomainManifest } from '../files/manifest.ts';
import { type Progress, toldWhenSlow } from '../progress.ts';

/** A backup of one domain, and how it is read. */
export interface DomainBackup {
  name: string;
  folder: string;
  manifest: DomainManifest;
  /** As of `BackupSource`. */
  identities: readonly string[] | null;
}

/** Longer than any statement of a dump: what never ends one is no dump. */
const MAX_STATEMENT = 64 * 1024 * 1024;
const BETWEEN = ';\n';

/**
 * Runs a dump in an empty schema, and counts what is there then. Throws DamagedBackup when the file is not the one of the
 * manifest, or the rows are not those that were dumped.
 */
export async function loadSchema(
  connection: SchemaConnection,
  backup: DomainBackup,
  progress: Progress,
): Promise<void> {
  const { name, folder, manifest, identities } = backup;
  let file: WrittenFile | null = null;
  const source = { path: join(folder, manifest.file), identities };
  let bytes = 0;
  const text = readBackupFile(source, (read) => {
    file = read;
  });
  for await (const statement of statementsOf(text, name)) {
    await connection.run(statement);
    bytes += statement.length;
    progress.during(`${name}: loaded ${bytes} characters`);
  }
  expectSame(name, file, manifest);
  for (const [table, { rows }] of Object.entries(manifest.tables)) {
    const counting = connection.rows<{ rows: string }>(
      `SELECT COUNT(*) AS ${identifier('rows')} FROM ${identifier(table)}`,
    );
    const [counted] = await toldWhenSlow(progress, `${name}: counting the rows of ${table}`, counting);
    if (Number(counted?.rows) !== rows)
      throw new DamagedBackup(
        `${name}: ${table} has ${counted?.rows} rows, and had ${rows} when it was dumped. ${ANOTHER}`,
      );
  }
}

/** Reads the beginning of a dump, before anything is changed: whether the key fits, and what it is. Throws as of `unreadableFile`. */
export async function expectReadable({ folder, manifest, identities }: DomainBackup): Promise<void> {
  const text = readBackupFile({ path: join(folder, manifest.file), identities }, () => {});
  try {
    await text.next();
  } finally {
    await text.return(undefined);
  }
}

const COPY_AGAIN = 'Copy it here again from where it is whole, or take another backup.';
const ANOTHER = 'Take another backup.';

/** Throws DamagedBackup for another file than the manifest's. */
export function expectSame(
  name: string,
  file: WrittenFile | null,
  { sha256, bytes }: Pick<DomainManifest, 'sha256' | 'bytes'>,
): void {
  if (file?.bytes !== bytes)
    throw new DamagedBackup(
      `${name}: the file has ${file?.bytes ?? 0} bytes, and had ${bytes} when it was written: ${(file?.bytes ?? 0) < bytes ? 'it was cut short' : 'it is another one'}. ${COPY_AGAIN}`,
    );
  if (file.sha256 !== sha256)
    throw new DamagedBackup(
      `${name}: the file is not the one that was written: its SHA-256 is another. ${COPY_AGAIN}`,
    );
}

/** The statements of a dump, without their semicolons. Throws DamagedBackup when it ends before its end. */
async function* statementsOf(text: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  let rest = '';
  let searched = 0;
  for await (const chunk of text) {
    rest += chunk;
    for (let end = rest.indexOf(BETWEEN, searched); end !== -1; end = rest.indexOf(BETWEEN)) {
      yield rest.slice(0, end);
      rest = rest.slice(end + BETWEEN.length);
      searched = 0;
    }
    // The last character may be the first half of what stands between two statements.
    searched = Math.max(0, rest.length - 1);
    if (rest.length > MAX_STATEMENT)
      throw new DamagedBackup(`${name}: a statement of the dump does not end. ${ANOTHER}`);
  }
  if (rest !== END) throw new DamagedBackup(`${name}: the dump ends before its end. ${ANOTHER}`);
}

/** Removes every table and view of a schema that nobody else uses. */
export async function emptySchema(
  connection: SchemaConnection,
  except: readonly string[] = [],
): Promise<void> {
  await connection.run('SET SESSION foreign_key_checks = 0');
  for (const { name, type } of await tablesOf(connection)) {
    if (except.includes(name)) continue;
    await connection.run(`DROP ${type === 'VIEW' ? 'VIEW' : 'TABLE'} ${identifier(name)}`);
  }
}

/** The tables and views of a schema. */
export async function tablesOf(connection: SchemaConnection): Promise<{ name: string; type: string }[]> {
  return await connection.rows(
    'SELECT table_name AS name, table_type AS type FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name',
  );
}
