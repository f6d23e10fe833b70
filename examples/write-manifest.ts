import { readFile, writeFile } from 'node:fs/promises';
import { manifestOf, type PersistedDocuments } from './manifest.ts';

const [out, ...files] = process.argv.slice(2);
if (out === undefined || out.startsWith('-') || files.length === 0) {
  console.error('usage: npx tsx write-manifest.ts <manifest to write> <persisted-documents.json> ...');
  process.exit(out === '--help' ? 0 : 1);
}
const persisted = files.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as PersistedDocuments);
// What is no such file has hashes that are not those of its texts.
await writeFile(out, manifestOf(await Promise.all(persisted)));
