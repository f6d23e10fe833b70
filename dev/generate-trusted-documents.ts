import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { Kind, parse } from 'graphql';

/**
 * Writes `schema/trusted-documents.json`, Apollo's persisted-query manifest of the documents in `schema/operations/`, each
 * with its exact text. With `--check` it writes nothing and exits with 1 when the file is not what it would write.
 */
const check = process.argv.includes('--check');
const FOLDER = 'schema/operations';
const MANIFEST = 'schema/trusted-documents.json';

const operations: object[] = [];
for (const file of (await readdir(FOLDER)).sort()) {
  if (!file.endsWith('.graphql')) continue;
  const body = await readFile(`${FOLDER}/${file}`, 'utf8');
  const found = parse(body).definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = found;
  if (operation?.name === undefined || found.length > 1) {
    throw new Error(`${FOLDER}/${file} needs exactly one operation, with a name.`);
  }
  const id = createHash('sha256').update(body).digest('hex');
  operations.push({ id, name: operation.name.value, type: operation.operation, body });
}
const wanted = `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }, null, 2)}\n`;
const present = await readFile(MANIFEST, 'utf8').catch(() => '');
if (present !== wanted) {
  if (check) {
    console.error(`${MANIFEST} is out of date: run \`npm run generate\`.`);
    process.exitCode = 1;
  } else {
    await writeFile(MANIFEST, wanted);
  }
}
