import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Kind, parse } from 'graphql';
import { consoleOperations } from './console.ts';
import type { GeneratedFile } from './generated-file.ts';

const FOLDER = 'schema/operations';

/**
 * Apollo's persisted-query manifest of the documents in `schema/operations/`, each with its exact text, and of the console's, as it
 * sends them.
 */
export async function generatedTrustedDocuments(): Promise<GeneratedFile[]> {
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
  operations.push(...(await consoleOperations()));
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  return [{ path: 'schema/trusted-documents.json', contents: `${JSON.stringify(manifest, null, 2)}\n` }];
}
