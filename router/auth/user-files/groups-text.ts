import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { type Groups, parseGroups } from './groups-file.ts';
import { UsersFileError } from './users-file-error.ts';

/**
 * The text of a groups file with these users in its groups; comments, order and all else stay. The same text when nobody
 * came or went. Throws UsersFileError where that would change more, such as in a list that two groups share.
 */
export function withUsers(text: string, path: string, groups: Groups): string {
  const before = parseGroups(text, path);
  const changed = [...groups].filter(([name, { users }]) => !isSame(users, before.get(name)?.users ?? []));
  if (changed.length === 0) return text;
  const document = parseDocument(text, { schema: 'failsafe' });
  for (const [name, { users }] of changed) {
    const group = document.get(name, true);
    if (!isMap(group)) throw byHand(path);
    const list = group.get('users', true);
    if (!isSeq(list)) {
      group.set('users', document.createNode([...users], { flow: true }));
      continue;
    }
    const left = new Set(users);
    // Each where it was; who is new comes last.
    list.items = list.items.filter((item) => {
      const user = isScalar(item) ? String(item.value).normalize('NFC') : null;
      return user === null || left.has(user);
    });
    for (const user of before.get(name)?.users ?? []) left.delete(user);
    for (const user of left) list.add(document.createNode(user));
  }
  const edited = document.toString({ lineWidth: 0 });
  const after = parseGroups(edited, path);
  const isRight = [...groups].every(([name, { users }]) => isSame(users, after.get(name)?.users ?? []));
  if (!isRight) throw byHand(path);
  return edited;
}

function isSame(users: readonly string[], others: readonly string[]): boolean {
  return [...new Set(users)].sort().join('\n') === [...new Set(others)].sort().join('\n');
}

function byHand(path: string): UsersFileError {
  return new UsersFileError(
    `${path} has a group or a list that stands in several places (\`&\` and \`*\`): edit it by hand; nothing was changed.`,
  );
}
