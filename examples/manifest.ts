import { createHash } from 'node:crypto';
import { Kind, parse } from 'graphql';

/** Texts by their hashes: what GraphQL Code Generator (`persistedDocuments`) and Relay's compiler (`persistConfig` with SHA256) write. */
export type PersistedDocuments = Readonly<Record<string, string>>;

/**
 * Apollo's persisted-query manifest, as a router reads it, of all these. Throws when a hash is not that of its text, or a text
 * has no operation with a name.
 */
export function manifestOf(persisted: readonly PersistedDocuments[]): string {
  const operations = new Map<string, { id: string; name: string; type: string; body: string }>();
  for (const [key, body] of persisted.flatMap((documents) => Object.entries(documents))) {
    const id = key.replace(/^sha256:/, '');
    if (createHash('sha256').update(body).digest('hex') !== id)
      throw new Error(`${key} is not the SHA-256 of its text.`);
    const operation = parse(body).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operation?.name === undefined) throw new Error(`${key} has no operation with a name.`);
    operations.set(id, { id, name: operation.name.value, type: operation.operation, body });
  }
  const sorted = [...operations.values()].sort((a, b) => (a.name + a.id < b.name + b.id ? -1 : 1));
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: sorted };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
