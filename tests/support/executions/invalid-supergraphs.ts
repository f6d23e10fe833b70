import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';

/** Puts something where the supergraph file is that is no supergraph to serve. */
export interface InvalidSupergraph {
  readonly name: string;
  put(path: string, good: string): Promise<void>;
}

const MORE_THAN_ALLOWED = 17 * 1024 * 1024;

/**
 * Supergraphs that a router refuses, made from a good one of `supergraphToSpoil`, each by one change.
 */
export const INVALID_SUPERGRAPHS: readonly InvalidSupergraph[] = [
  text('empty', () => ''),
  text('not GraphQL', () => 'type Query { this is not'),
  text('JSON', () => '{"data":{}}'),
  text('a schema that is no supergraph', () => 'type Query { stars: Float }'),
  text(
    "a subgraph's schema",
    () => 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9") type Query { stars: Float }',
  ),
  text(
    'a federation 1 supergraph',
    () =>
      `schema @core(feature: "https://specs.apollo.dev/core/v0.1") @core(feature: "https://specs.apollo.dev/join/v0.1") { query: Query }
     directive @core(feature: String!) repeatable on SCHEMA
     type Query { stars: Float }`,
  ),
  text('a bad address', (good) => withAddress(good, 'not an address')),
  text('no address', (good) => withAddress(good, '')),
  text('an address of another protocol', (good) => withAddress(good, 'ftp://galaxy')),
  text('an invalid key', (good) => good.replace('key: "id"', 'key: "id {"')),
  text('a key on a missing field', (good) => good.replace('key: "id"', 'key: "nowhere"')),
  text('a requirement of a missing field', (good) => good.replace('requires: "mass"', 'requires: "nowhere"')),
  text('a field of an unknown type', (good) => good.replace('stars: Float', 'stars: Nowhere')),
  text('no accessible Query', (good) =>
    `${good}`
      .replace('schema\n', 'schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)\n')
      .replace('type Query\n', 'type Query @inaccessible\n')
      .concat('\ndirective @inaccessible on OBJECT'),
  ),
  text('an unknown version of join', (good) => good.replace(/join\/v0\.\d/, 'join/v0.99')),
  text('an unknown feature for security', (good) =>
    good.replace('schema\n', 'schema @link(url: "https://example.com/secret/v1.0", for: SECURITY)\n'),
  ),
  text('an unknown feature for execution', (good) =>
    good.replace('schema\n', 'schema @link(url: "https://example.com/cache/v1.0", for: EXECUTION)\n'),
  ),
  text('cut off', (good) => good.slice(0, Math.floor(good.length * 0.7))),
  text('two types of one name', (good) => `${good}\ntype Star { id: ID! }`),
  text('a subgraph that the list of subgraphs does not have', (good) =>
    good.replace(/@join__type\(graph: \w+/, '@join__type(graph: NOWHERE'),
  ),
  text('without the list of subgraphs', (good) => good.replace(/enum join__Graph \{[^}]*\}/, '')),
  text('a label that nobody decides', (good) =>
    good.replace('requires: "mass"', 'requires: "mass", override: "other", overrideLabel: "beta"'),
  ),
  text('too large', (good) => `${good}\n#${'x'.repeat(MORE_THAN_ALLOWED)}`),
  { name: 'not UTF-8', put: (path) => replace(path, Buffer.from([0x74, 0x79, 0xff, 0xfe, 0x80])) },
  {
    name: 'a folder',
    put: async (path) => {
      await rm(path, { recursive: true, force: true });
      await mkdir(path);
    },
  },
  { name: 'missing', put: (path) => rm(path, { recursive: true, force: true }) },
];

/** Puts a text where the supergraph file is, whatever is there. */
export async function replace(path: string, content: string | Buffer): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await writeFile(path, content);
  await chmod(path, 0o644);
}

/** The subgraphs of the supergraph that is spoiled. */
export const STARS = {
  galaxy: {
    sdl: `type Query { stars: Float  star: Star }  type Star @key(fields: "id") { id: ID!  mass: Float }`,
    resolvers: {},
  },
  light: {
    sdl: 'type Star @key(fields: "id") { id: ID!  mass: Float @external  colour: String @requires(fields: "mass") }',
    resolvers: {},
  },
} as const;

/** With another address of the first subgraph. */
function withAddress(supergraphSdl: string, address: string): string {
  return supergraphSdl.replace(/(@join__graph\(name: "\w+", url: )"[^"]*"/, `$1"${address}"`);
}

function text(name: string, spoil: (good: string) => string): InvalidSupergraph {
  return {
    name,
    put: async (path, good) => {
      const spoiled = spoil(good);
      if (spoiled === good) throw new Error(`"${name}" changes nothing`);
      await replace(path, spoiled);
    },
  };
}
