import type { Command } from 'commander';
import { type FoundFolder, findBackups } from '../files/found-backups.ts';
import { isGivenUp, tellUnfinished } from '../files/unfinished-mark.ts';

/** Adds the command that says what the folders in a folder are; it needs no database, and reads no dump. */
export function addList(command: Command, { print }: { print(line: string): void }): void {
  command
    .command('list')
    .description('says of each folder in a folder what it is: a whole backup, an unfinished one, or none')
    .argument('<folder>', 'in which each backup is a folder')
    .action(async (folder: string) => {
      const found = await findBackups(folder);
      for (const one of found) print(`${one.path}: ${lineOf(one)}`);
      const whole = found.filter(({ kind }) => kind === 'whole').length;
      print(`${whole} whole backup(s); \`backup verify\` reads one and compares it with its manifest`);
    });
}

function lineOf(one: FoundFolder): string {
  if (one.kind === 'not whole') return `no backup: ${one.why}`;
  if (one.kind === 'half removed') return 'no backup any more: a removal of it did not end';
  if (one.kind === 'unfinished') {
    if (one.unfinished === null) return 'no backup: it was not ended, and neither was its removal';
    return `${isGivenUp(one.unfinished) ? 'given up' : 'unfinished'}: ${tellUnfinished(one.unfinished)}`;
  }
  const { id, finished, encrypted, domains } = one.manifest;
  const bytes = Object.values(domains).reduce((sum, domain) => sum + domain.bytes, 0);
  const how = encrypted === null ? '' : `, encrypted by ${encrypted}`;
  return `whole, backup ${id}, finished ${finished}, ${Object.keys(domains).sort().join(', ')}, ${bytes} bytes${how}`;
}
