import '../process/run/node-version.ts';
import { Command } from 'commander';
import { ConfigError } from '../process/ending/config-error.ts';
import { readKeysFolder } from './config.ts';
import { addKey, listKeys, retireKeys, switchKey } from './keys/keys-folder.ts';

const folder = readKeysFolder();
const program = new Command('keys')
  .description(
    `Keeps the keys that the parts of the graph sign identities with, in ${folder} (IDENTITY_KEYS_FOLDER).`,
  )
  .showHelpAfterError();

program
  .command('add <part...>')
  .description('makes a key for each part, its first one or the next, and trusts it')
  .action(async (parts: string[]) => {
    for (const part of parts) console.log(`${part}: added ${await addKey(folder, part)}`);
  });

program
  .command('switch <part>')
  .description('lets a part sign with its next key; the former one is trusted until it is retired')
  .action(async (part: string) => {
    console.log(`${part}: signs with ${await switchKey(folder, part)}`);
  });

program
  .command('retire <part>')
  .description('takes away the trust in the keys that a part does not sign with')
  .action(async (part: string) => {
    console.log(`${part}: retired ${(await retireKeys(folder, part)).join(', ') || 'nothing'}`);
  });

program
  .command('list')
  .description('lists the parts and their keys; * marks the one that signs')
  .action(() => {
    const parts = listKeys(folder);
    if (parts.length === 0) console.log(`There is no key in ${folder} yet: \`add\` makes them.`);
    for (const { part, inUse, trusted } of parts) {
      const keys = trusted.map((kid) => (kid === inUse ? `${kid}*` : kid)).join('  ');
      console.log(
        `${part}\t${keys}${inUse !== null && trusted.includes(inUse) ? '' : '  (signs with none of them)'}`,
      );
    }
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
