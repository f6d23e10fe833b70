import { Command, InvalidArgumentError } from 'commander';
import type { Database } from '../../../platform/database/database.ts';
import { deriveKeys, type PurposeKeys } from '../../../platform/process/config/derived-keys.ts';
import { acceptErasures } from './accept-erasures.ts';
import { signatures } from './audit-chain.ts';
import type { AuditFinding } from './audit-finding.ts';
import { signAgain } from './sign-again.ts';
import { verifyAudit } from './verify-audit.ts';

/** The audit's schema, and the secret that its ends are signed with a key of. */
export interface AuditPlace {
  database: Database;
  identitySecret: string;
  /** Another one, by which ends may be signed too, while the secret is changed. */
  identitySecretAlso?: string | null;
}

/** What the command ends with: the audit is whole, or it is not; 2 is that nobody knows. */
export const EXIT_CODES = { whole: 0, found: 1, failed: 2 } as const;

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
const SAY_EVERY_MS = 1_000;
const SHOWN = 50;

/**
 * The command that checks the audit of accesses to personal data.
 *
 * @param name how the command is called
 * @param withAudit opens the audit that is meant, and closes it again
 * @param output where results and progress are written to
 */
export function auditCommand(
  name: string,
  withAudit: (work: (place: AuditPlace) => Promise<void>) => Promise<void>,
  output: { print(text: string): void; progress(text: string): void } = {
    print: (text) => console.log(text),
    progress: (text) => console.error(text),
  },
): Command {
  const command = new Command(name)
    .description("Checks and signs the audit of who was given which customer's personal data.")
    .showHelpAfterError()
    // What is called wrongly has looked at nothing: it must not end as if something had been found.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT_CODES.whole : EXIT_CODES.failed));
  command
    .command('verify')
    .description(
      'finds every row that was changed, removed or inserted, and what was taken away that says whose they are; beside a running graph too',
    )
    .addHelpText(
      'after',
      `
Exit codes: ${EXIT_CODES.whole} nothing is wrong, ${EXIT_CODES.found} something is, ${EXIT_CODES.failed} it could not be checked.
It needs the IDENTITY_SECRET with which the subgraph "acessos" runs, and its IDENTITY_SECRET_ALSO while the secret is changed:
under another one every signature is wrong.`,
    )
    .action(() =>
      withAudit(async (place) => {
        const say = onceASecond(output.progress);
        const { cadeias, linhas, findings } = await verifyAudit(place.database, signatures(keysOf(place)), {
          onProgress: (done) => say(() => `${done.linhas} rows, ${done.cadeias} of ${done.of} chains`),
        });
        for (const finding of findings.slice(0, SHOWN)) output.print(inWords(finding));
        if (findings.length > SHOWN) output.print(`... and ${findings.length - SHOWN} more`);
        output.print(
          `${findings.length === 0 ? 'whole' : 'NOT WHOLE'}: ${linhas} rows in ${cadeias} chains, ${findings.length} finding(s)`,
        );
        process.exitCode = findings.length === 0 ? EXIT_CODES.whole : EXIT_CODES.found;
      }),
    );
  command
    .command('sign')
    .description(
      'signs with IDENTITY_SECRET what IDENTITY_SECRET_ALSO has signed; beside a running graph too',
    )
    .addHelpText(
      'after',
      `
Exit codes: ${EXIT_CODES.whole} nothing is signed with the former secret any more, ${EXIT_CODES.found} some is signed with neither, ${EXIT_CODES.failed} it could not be done.
Run it when every process of "acessos" has the next secret as IDENTITY_SECRET. What was changed is never signed: "verify" says what that is.`,
    )
    .action(() =>
      withAudit(async (place) => {
        const say = onceASecond(output.progress);
        const { signed, left } = await signAgain(place.database, keysOf(place), {
          onProgress: (done) => say(() => `${done.cadeias} chains`),
        });
        output.print(`${signed} signed again, ${left} signed with neither secret and left as they were`);
        process.exitCode = left === 0 ? EXIT_CODES.whole : EXIT_CODES.found;
      }),
    );
  command
    .command('accept')
    .description('signs that customers were erased whom a release before has erased without signing it; once')
    .requiredOption(
      '--before <instant>',
      'when the upgrade was done, ISO 8601: what is of later is left as it is',
      parseInstant,
    )
    .addHelpText(
      'after',
      `
Exit codes: ${EXIT_CODES.whole} nothing is unsigned any more, ${EXIT_CODES.found} something is of later, ${EXIT_CODES.failed} it could not be done.
Run it once, after the upgrade from a release whose erasures were not signed, when no process of that release runs any more. It believes
of every digest that leads to nobody that its customer was erased: many more digests than tombstones are none of erasures.`,
    )
    .action(({ before }: { before: Date }) =>
      withAudit(async (place) => {
        const signing = signatures(keysOf(place));
        const { digests, tombstones } = await acceptErasures(place.database, signing, before);
        const left = digests.left + tombstones.left;
        output.print(
          `${digests.accepted} digests and ${tombstones.accepted} tombstones of erased customers signed, ${left} of later left as they were`,
        );
        process.exitCode = left === 0 ? EXIT_CODES.whole : EXIT_CODES.found;
      }),
    );
  return command;
}

/** Throws InvalidArgumentError for what is no instant, or means another one on another machine, or is still to come. */
export function parseInstant(text: string): Date {
  const instant = new Date(text);
  if (!INSTANT.test(text) || Number.isNaN(instant.getTime()))
    throw new InvalidArgumentError('It is an instant as in 2026-11-27T21:00:00Z.');
  // Whatever is taken away until then would be believed too.
  if (instant.getTime() > Date.now()) throw new InvalidArgumentError('It has not been yet.');
  return instant;
}

function keysOf({ identitySecret, identitySecretAlso = null }: AuditPlace): PurposeKeys {
  return deriveKeys({ identitySecret, identitySecretAlso }, 'audit-signatures');
}

function onceASecond(print: (text: string) => void): (text: () => string) => void {
  let said = performance.now();
  return (text) => {
    if (performance.now() - said < SAY_EVERY_MS) return;
    said = performance.now();
    print(text());
  };
}

function inWords(finding: AuditFinding): string {
  switch (finding.kind) {
    case 'changed count of chains':
      return 'how many chains there are was changed, or signed under another IDENTITY_SECRET';
    case 'changed end':
      return `chain ${finding.cadeia}: its end was changed, or signed under another IDENTITY_SECRET`;
    case 'missing chain':
      return `chain ${finding.cadeia}: it was removed`;
    case 'rows of no chain':
      return `chain ${finding.cadeia}: there are rows of it, and no such chain`;
    case 'changed customer':
      return `digest ${finding.titular}: the customer it leads to was changed`;
    case 'missing customer':
      return `customer ${finding.cliente}: what leads to the entries was removed, and nobody has erased the customer`;
    case 'unknown customer':
      return `digest ${finding.titular}: what led to its customer was removed or replaced, and no erasure has signed that`;
    case 'unsigned erasure':
      return `customer ${finding.cliente}: a tombstone says that the customer was erased, and no erasure has signed that`;
    case 'hidden row':
      return `chain ${finding.cadeia}, row ${finding.posicao}: what leads to it from somebody in it was removed, so that the customer's list does not have it`;
    default:
      return `chain ${finding.cadeia}, row ${finding.posicao}: ${finding.kind}`;
  }
}
