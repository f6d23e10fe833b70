import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { UsersCliConfig } from '../auth/user-files/config.ts';
import {
  addUser,
  changePassword,
  listUsers,
  removeUser,
  retirePassword,
} from '../auth/user-files/users-editor.ts';
import { UsersFileError } from '../auth/user-files/users-file-error.ts';
import { restoreUser, revokedOf, revokeUser } from './revocation-commands.ts';

/** Where the users command reads passwords and writes what it has to say. */
export interface UsersTerminal {
  /** Writes a line of the command's result. */
  print(line: string): void;
  /** Writes a line on what is wrong. */
  warn(line: string): void;
  /** A password, as it was given. Throws UsersFileError when there is none. */
  askPassword(prompt: string): Promise<string>;
}

/**
 * The exit code of the users command after it has run: 0, or 1 when it could not do what it was asked to, and has said why.
 *
 * @param args what follows the command's name
 */
export async function runUsersCommand(
  args: readonly string[],
  config: UsersCliConfig,
  terminal: UsersTerminal,
): Promise<number> {
  try {
    await usersProgram(config, terminal).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // It has said what was wrong, or printed its help.
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof UsersFileError)) throw error;
    terminal.warn(error.message);
    return 1;
  }
}

function usersProgram(config: UsersCliConfig, { print, warn, askPassword }: UsersTerminal): Command {
  const program = new Command('users')
    .description(
      `Keeps the router's users in ${config.usersPath} (USERS_PATH) and their groups in ${config.groupsPath}.`,
    )
    .showHelpAfterError()
    .exitOverride()
    .configureOutput({ writeOut: (text) => print(text.trimEnd()), writeErr: (text) => warn(text.trimEnd()) });

  program
    .command('add <name>')
    .description('adds a user; asks for the password, or reads it from standard input')
    .requiredOption('--group <group...>', 'groups of the user, such as leitura, escrita or administracao')
    .action(async (name: string, { group }: { group: string[] }) => {
      const added = await addUser(config, composed(name), group, () => askPassword(`Password of ${name}`));
      print(`added ${name}: ${added.groups.join(', ')} (scopes: ${added.scopes.join(', ')})`);
    });

  program
    .command('passwd <name>')
    .description("changes a user's password")
    .option('--keep-former', 'the password so far is valid too, until `retire`')
    .action(async (name: string, { keepFormer }: { keepFormer?: true }) => {
      await changePassword(config, composed(name), () => askPassword(`New password of ${name}`), {
        keepFormer: keepFormer ?? false,
      });
      print(
        keepFormer
          ? `${name} has two passwords; \`retire ${name}\` takes the former one away`
          : `changed the password of ${name}`,
      );
    });

  program
    .command('retire <name>')
    .description("takes away a user's former password, which `passwd --keep-former` left valid")
    .action(async (name: string) => {
      await retirePassword(config, composed(name));
      print(`took away the former password of ${name}`);
    });

  program
    .command('remove <name>')
    .description('removes a user from the users file and from every group')
    .action(async (name: string) => {
      await removeUser(config, composed(name));
      print(`removed ${name}`);
    });

  program
    .command('revoke <name>')
    .description(
      'has every router that shares REDIS_URL refuse a user within seconds, whatever its users file says',
    )
    .option('--days <number>', 'for so many days; `remove` takes the user out for good', days, 30)
    .action(async (name: string, { days }: { days: number }) => {
      await revokeUser(config, composed(name), days);
      print(`revoked ${name} for ${days} days; \`remove ${name}\` takes the user out for good`);
      if (!(await isInFile(config, composed(name))))
        warn(`${config.usersPath} has no user ${name}: is the name right?`);
    });

  program
    .command('restore <name>')
    .description('takes a revocation back')
    .action(async (name: string) => {
      await restoreUser(config, composed(name));
      print(`restored ${name}`);
    });

  program
    .command('list')
    .description(
      'lists users, groups and scopes; with IDENTITY_SECRET set, also what the access log calls each user, and with REDIS_URL who is revoked',
    )
    .action(async () => {
      const { users, problems } = await listUsers(config);
      const names = users.map((line) => line.split('\t', 1)[0] ?? '');
      const revoked = await revokedOf(config, names).catch((error: unknown) => {
        if (!(error instanceof UsersFileError)) throw error;
        problems.push(`Who is revoked is not known. ${error.message}`);
        return null;
      });
      for (const [at, line] of users.entries())
        print(revoked?.has(names[at] ?? '') ? `${line}\trevoked` : line);
      for (const line of problems) warn(line);
    });

  return program;
}

/** Whether the users file here has a user; the routers' may be on other machines, so it need not be there. */
async function isInFile(config: UsersCliConfig, name: string): Promise<boolean> {
  try {
    const { users } = await listUsers(config);
    return users.some((line) => line.startsWith(`${name}\t`));
  } catch (error) {
    if (error instanceof UsersFileError) return false;
    throw error;
  }
}

function days(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 3_650) return number;
  throw new InvalidArgumentError('expected a number of days from 1 to 3650.');
}

/** A terminal may give an accented letter as two characters; users files have it as one. */
function composed(name: string): string {
  return name.normalize('NFC');
}
