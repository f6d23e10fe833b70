import { Command } from 'commander';
import { provideRealMysql } from '../../dev/mysql/provide-mysql.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { describeFaults } from '../faults/fault-report.ts';
import { runFaults } from '../faults/fault-run.ts';
import { secondsOrNone } from '../support/commands/option-values.ts';
import { runVitest } from '../support/commands/run-vitest.ts';

/** What talks to the database, and one query through everything. */
const FILES = [
  '.db.test.ts',
  'tests/writes/',
  'tests/accesses/',
  'tests/backup/backup.test.ts',
  'tests/backup/erasures.test.ts',
  'tests/backup/ledger.test.ts',
  'tests/backup/lost-database.test.ts',
  'tests/backup/restore.test.ts',
  'tests/backup/what-is-dumped.test.ts',
  'tests/two-engines.long.test.ts',
  'dev/network/isolation.test.ts',
  'tests/personal-data.test.ts',
  'tests/selected-columns.test.ts',
  'tests/e2e/answers/one-query.test.ts',
  'bench/smoke.long.test.ts',
];

const command = new Command('test:mysql')
  .description(
    [
      'Runs the tests of the database on MySQL itself: the one of MYSQL_URL, else one from the PATH, else one of a',
      'later release of Debian that it fetches into its cache without root (50 MB, once), else one in Docker.',
      'Where there is none it says why and ends well: nothing has been tested then.',
    ].join(' '),
  )
  .argument('[files...]', 'which test files, as vitest takes them; these replace the usual ones')
  .option(
    '--fault-seconds <number>',
    'how long processes and server are killed afterwards; 0 leaves it out',
    secondsOrNone,
    45,
  )
  .addHelpText('after', `\nThe usual files: ${FILES.join(' ')}`)
  .parse();
const { faultSeconds } = command.opts<{ faultSeconds: number }>();
const mysqlUrl = process.env.MYSQL_URL || null;
const progress = (message: string) => console.log(message);

try {
  await test();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  // A server that was named has to be there; one that cannot be provided is nobody's fault.
  if (mysqlUrl !== null) process.exitCode = 1;
  console.log(mysqlUrl === null ? `SKIPPED, nothing was tested on MySQL: ${error.message}` : error.message);
}

async function test(): Promise<void> {
  {
    await using server = await provideRealMysql({
      url: mysqlUrl,
      dataDirectory: null,
      durable: false,
      progress,
    });
    console.log(`tests on ${server.description}`);
    const files = command.args.length > 0 ? command.args : FILES;
    process.exitCode = await runVitest(files, server.adminUrl);
  }
  if (faultSeconds === 0 || process.exitCode !== 0) return;
  console.log(`faults on MySQL, ${faultSeconds} s`);
  const report = await runFaults({
    duration: faultSeconds * 1_000,
    seed: Date.now() % 1_000_000,
    progress,
    provide: provideRealMysql,
    mysqlUrl,
  });
  console.log(describeFaults(report));
  if (report.violations.length > 0) process.exitCode = 1;
}
