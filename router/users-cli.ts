import '../platform/process/run/node-version.ts';
import { readUsersCliConfig } from './auth/user-files/config.ts';
import { readPassword } from './auth/user-files/read-password.ts';
import { runUsersCommand } from './user-commands/users-command.ts';

process.exitCode = await runUsersCommand(process.argv.slice(2), readUsersCliConfig(), {
  print: (line) => console.log(line),
  warn: (line) => console.error(line),
  askPassword: readPassword,
});
