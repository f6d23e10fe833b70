import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Migrations } from '../../platform/database/migrations/migrations.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const NUMBER_DIGITS = 4;
/** How an `index.ts` of migrations ends. */
const END = /^\};\n*$/m;

/**
 * Writes a migration that does nothing yet, with the next number, and adds it to the `index.ts` beside it. Gives the
 * path of its file. Throws StartError when the name is none, or `index.ts` has another form.
 *
 * @param folder of the subgraph's migrations
 * @param name of what it does, such as `add-apelido`
 */
export async function writeNewMigration(
  folder: string,
  migrations: Migrations,
  name: string,
): Promise<string> {
  if (!NAME.test(name)) {
    throw new StartError(
      `"${name}" is no name for a migration: use lower case and hyphens, such as add-apelido.`,
    );
  }
  const last = Math.max(0, ...Object.keys(migrations).map((known) => Number.parseInt(known, 10) || 0));
  const file = `${String(last + 1).padStart(NUMBER_DIGITS, '0')}-${name}`;
  const exported = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const index = join(folder, 'index.ts');
  const registered = withMigration(await readFile(index, 'utf8'), file, exported);
  if (registered === null) {
    throw new StartError(`${index} does not end with the record of migrations; add ${file} by hand.`);
  }
  const path = join(folder, `${file}.ts`);
  // Fails rather than overwrite a file that nobody has added to the record yet.
  await writeFile(path, stub(exported), { flag: 'wx' });
  await writeFile(index, registered);
  return path;
}

/** The text of an `index.ts` with one more migration; null when it has another form. */
function withMigration(index: string, file: string, exported: string): string | null {
  const lastImport = index.lastIndexOf('\nimport ');
  const afterImports = index.indexOf('\n', lastImport + 1) + 1;
  if (!END.test(index) || (lastImport < 0 && !index.startsWith('import '))) return null;
  const imported = `${index.slice(0, afterImports)}import { ${exported} } from './${file}.ts';\n${index.slice(afterImports)}`;
  return imported.replace(END, `  '${file}': ${exported},\n};\n`);
}

function stub(exported: string): string {
  return `import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** Say why. The release before works on this schema too: add only what it does without. */
export const ${exported}: Migration = {
  async up({ alter }) {
    await alter(\`\`);
  },
};
`;
}
