import { spawn } from 'node:child_process';
import { cp, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { verifyBackup } from '../../backup/restore/verify-backup.ts';
import { runBackup } from './backup-process.ts';
import { behindProxy } from './behind-proxy.ts';
import { backupOf, restore, type Schemas, SILENT, schemasOf, testFolder } from './schemas.ts';

const CRON_JOB = 'deploy/kubernetes/components/backup/cron-job.yaml';
const DATE = /^\d{4}-\d\d-\d\dT\d{6}Z$/;
/** More than there are. */
const MAX_STEPS = 20;

const verify = (folder: string, { world }: Schemas) =>
  verifyBackup({ folder, load: false, world, identities: null, progress: SILENT });

/** Copies a backup to where it is one that was finished long ago. */
async function makeOld(backup: string, folder: string): Promise<void> {
  await cp(backup, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...manifest, finished: '2020-01-31T04:17:00.000Z' }));
}

/** A folder with so many backups of long ago, and what they are of. */
async function oldBackups(count: number) {
  const source = await schemasOf('some');
  const backup = await backupOf(source.world);
  const backups = await testFolder();
  for (let at = 1; at <= count; at += 1) await makeOld(backup, join(backups, `old-${at}`));
  return { source, backup, backups };
}

test('killed before any of its steps, a removal leaves a backup that is whole or none, and the next ends it', {
  timeout: 300_000,
}, async () => {
  const source = await schemasOf('some');
  const target = await schemasOf('empty');
  const backup = await backupOf(source.world);
  const ends: string[] = [];
  let step = 0;
  for (;;) {
    step += 1;
    const parent = await testFolder();
    const old = join(parent, 'old');
    const command = ['prune', parent, '--keep-days', '30', '--keep-last', '1'];
    await cp(backup, join(parent, 'new'), { recursive: true });
    await makeOld(backup, old);
    const { ended, said } = await runBackup(source, command, { killedAtStep: { under: old, step } });
    if (ended === 0) break;
    expect(ended, said).toBe('SIGKILL');
    expect(step).toBeLessThan(MAX_STEPS);
    const problems = await verify(old, source).catch((error) => String(error));
    ends.push(typeof problems === 'string' ? 'none' : 'whole');
    if (typeof problems === 'string') {
      expect(problems).toContain('is no backup');
      await expect(restore(old, target.world)).rejects.toThrow('is no backup');
    } else expect(problems).toEqual([]);

    expect(await runBackup(source, command)).toMatchObject({ ended: 0 });
    // Between its last file and itself a folder is empty.
    for (const left of (await readdir(parent)).filter((name) => name !== 'new'))
      expect(await readdir(join(parent, left))).toEqual([]);
    expect(await verify(join(parent, 'new'), source)).toEqual([]);
  }
  expect(ends).toContain('whole');
  // Each domain's file, the manifest, and the folder.
  expect(ends.filter((end) => end === 'none').length).toBeGreaterThan(6);
  for (const name of target.urls.keys()) expect(await target.rows(name, 'SHOW TABLES')).toEqual([]);
});

/** The command of the nightly job as a cluster starts it, in a folder of ours and with the sources of what is built. */
async function startNightlyJob({ urls }: Pick<Schemas, 'urls'>, backups: string, JOB_NAME = 'backup-1') {
  const [cronJob] = parseAllDocuments(await readFile(CRON_JOB, 'utf8')).map((one) => one.toJS());
  const [container] = cronJob.spec.jobTemplate.spec.template.spec.containers;
  const [program = '', ...args]: string[] = container.command.map((word: string) =>
    word
      .replaceAll('$$', '$')
      .replaceAll('dist/backup/cli.js', 'dev/run.mjs backup/cli.ts')
      .replaceAll('/backups', backups),
  );
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, JOB_NAME };
  for (const [name, url] of urls) env[`DATABASE_URL_${name.toUpperCase()}`] = url;
  const child = spawn(program, args, { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  return { child, ended, said: () => said };
}

test('the nightly job of Kubernetes makes a backup and then removes old ones', {
  timeout: 120_000,
}, async () => {
  const { source, backups } = await oldBackups(8);

  const job = await startNightlyJob(source, backups);

  expect(await job.ended, job.said()).toBe(0);
  expect(job.said()).toMatch(
    /is complete: backup [\s\S]*removed 2 backup\(s\) and made room of \d+ bytes; 7 stay\n$/,
  );
  const [made = ''] = (await readdir(backups)).filter((name) => DATE.test(name));
  expect(await verify(join(backups, made), source)).toEqual([]);
});

test('a nightly job that cannot remove old backups fails, and its second attempt makes no backup again', {
  timeout: 120_000,
}, async () => {
  const { source, backup, backups } = await oldBackups(8);
  // A removal that began and cannot end.
  const stuck = join(backups, 'old-0');
  await makeOld(backup, stuck);
  await rename(join(stuck, 'manifest.json'), join(stuck, 'manifest.json.removed'));
  await writeFile(join(stuck, 'notes.txt'), 'by somebody');
  const made = async () => (await readdir(backups)).filter((name) => DATE.test(name)).length;

  const first = await startNightlyJob(source, backups);
  expect(await first.ended, first.said()).toBe(1);
  expect(first.said()).toMatch(/is complete: backup [\s\S]*not removed: .*old-0/);
  expect(await made()).toBe(1);

  // In between somebody takes the notes away, or not: it is one attempt more, and no backup more.
  await makeOld(backup, join(backups, 'old-9'));
  const second = await startNightlyJob({ urls: new Map() }, backups);
  expect([await second.ended, second.said()]).toEqual([0, expect.stringMatching(/^removed /)]);
  expect(await made()).toBe(1);

  const nextNight = await startNightlyJob(source, backups, 'backup-2');
  expect(await nextNight.ended, nextNight.said()).toBe(0);
  expect(await made()).toBe(2);
});

test('a nightly job whose backup fails removes nothing, and one that is told to stop leaves nothing of it', {
  timeout: 120_000,
}, async () => {
  const { source, backups } = await oldBackups(9);
  const before = await readdir(backups);

  const nowhere = new Map([['catalogo', 'mysql://nobody@127.0.0.1:9/catalogo']]);
  const failing = await startNightlyJob({ ...source, urls: nowhere }, backups);
  expect(await failing.ended, failing.said()).toBe(1);
  expect(await readdir(backups)).toEqual(before);

  const { url, proxy, reading } = await behindProxy();
  proxy.freezeAnswersAfter(reading);
  const stopped = await startNightlyJob({ ...source, urls: new Map([['catalogo', url]]) }, backups);
  const isMade = (name: string) => !before.includes(name);
  await vi.waitFor(
    async () => {
      const made = (await readdir(backups)).find(isMade) ?? 'none yet';
      await stat(join(backups, made, 'catalogo.sql.gz'));
    },
    { timeout: 15_000 },
  );
  stopped.child.kill('SIGTERM');
  expect(await stopped.ended, stopped.said()).toBe(1);
  expect(stopped.said()).toContain('Interrupted: nothing is left of the backup.');
  expect(await readdir(backups)).toEqual(before);
});
