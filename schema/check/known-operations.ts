import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  Source,
  visit,
} from 'graphql';
import { CannotRun } from '../cannot-run.ts';
import { readText } from '../compose/supergraph-config.ts';
import type { PlacedUsageLine } from '../usage/usage-file.ts';
import type { ChecksConfig } from './checks-config.ts';
import type { VariableUse } from './operation-coordinates.ts';

/** An operation that somebody runs: a document of the repository, or one that a router has seen. */
export interface KnownOperation {
  name: string;
  source: 'document' | 'usage';
  client: string | null;
  clientVersion: string | null;
  calls: number | null;
  lastSeen: string | null;
  file: string;
  line: number;
  /** The operation with the fragments it uses. */
  document: DocumentNode;
  /** What variables gave, where that was recorded. */
  variables: VariableUse | null;
  /** Why it does not count in a verdict, null when it does. */
  ignored: string | null;
}

/**
 * Operations of a file, or of every `.graphql` file in a folder and the folders in it; fragments are shared by all of
 * them. Throws CannotRun with file and line.
 */
export async function readOperationDocuments(path: string): Promise<KnownOperation[]> {
  const files = await graphqlFiles(path);
  const parsed = await Promise.all(
    files.map(async (file) => ({ file, document: parseOperations(await readText(file), file) })),
  );
  const fragments = new Map(
    parsed.flatMap(({ document }) =>
      document.definitions.filter(isFragment).map((one) => [one.name.value, one]),
    ),
  );
  return parsed.flatMap(({ file, document }) =>
    document.definitions.filter(isOperation).map((operation) => ({
      name: operation.name?.value ?? '(anonymous)',
      source: 'document' as const,
      client: null,
      clientVersion: null,
      calls: null,
      lastSeen: null,
      file,
      line: operation.loc?.startToken.line ?? 1,
      document: withFragments(operation, fragments),
      variables: null,
      ignored: null,
    })),
  );
}

async function graphqlFiles(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path, { recursive: true });
    return names
      .filter((name) => /\.(graphql|gql)$/.test(name))
      .sort()
      .map((name) => join(path, name));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CannotRun(`${path} cannot be read (${code}): name the folder with the clients' documents.`);
  }
}

/**
 * Operations that routers have seen, one for each client and version, with what counts by the rules: calls within the
 * window, a share of all calls, clients that are not ignored.
 */
export function operationsInUse(
  lines: readonly PlacedUsageLine[],
  rules: ChecksConfig['usage'],
  today: string,
): KnownOperation[] {
  const from = dayBefore(today, rules.windowDays);
  const groups = new Map<string, PlacedUsageLine[]>();
  for (const line of lines) {
    const { hash, client, clientVersion } = line.usage;
    const key = JSON.stringify([hash, client, clientVersion]);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  const recent = (group: readonly PlacedUsageLine[]) =>
    group.filter(({ usage }) => usage.day >= from).reduce((sum, { usage }) => sum + usage.count, 0);
  const total = [...groups.values()].reduce((sum, group) => sum + recent(group), 0);
  return [...groups.values()]
    .map((group) => toOperation(group, recent(group), total, rules))
    .sort((a, b) => (b.calls ?? 0) - (a.calls ?? 0) || (a.name < b.name ? -1 : 1));
}

function toOperation(
  group: readonly PlacedUsageLine[],
  calls: number,
  total: number,
  rules: ChecksConfig['usage'],
): KnownOperation {
  const newest = group.reduce((a, b) => (a.usage.lastSeen >= b.usage.lastSeen ? a : b));
  const { usage, file, line } = newest;
  return {
    name: usage.name ?? `(anonymous ${usage.hash.slice(0, 8)})`,
    source: 'usage',
    client: usage.client,
    clientVersion: usage.clientVersion,
    calls,
    lastSeen: usage.lastSeen,
    file,
    line,
    document: parseOperations(usage.document, `${file}:${line}`),
    variables: {
      inputFields: new Set(group.flatMap(({ usage: one }) => one.inputFields)),
      enumValues: new Set(group.flatMap(({ usage: one }) => one.enumValues)),
    },
    ignored: whyIgnored(usage.client, calls, total, rules),
  };
}

function whyIgnored(
  client: string | null,
  calls: number,
  total: number,
  { windowDays, minimumShare, ignoredClients }: ChecksConfig['usage'],
): string | null {
  if (client !== null && ignoredClients.includes(client)) return `client ${client} is ignored`;
  if (calls === 0) return `not seen within ${windowDays} days`;
  const share = (calls / total) * 100;
  return share < minimumShare ? `${share.toFixed(2)} % of calls, less than ${minimumShare} %` : null;
}

function dayBefore(today: string, days: number): string {
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}

function parseOperations(text: string, file: string): DocumentNode {
  try {
    return parse(new Source(text, file));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new CannotRun(`${file}:${error.locations?.[0]?.line ?? 1}: ${error.message}`);
  }
}

function withFragments(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(name.value)) return;
        used.set(name.value, fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
}

function isOperation(node: { kind: string }): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

function isFragment(node: { kind: string }): node is FragmentDefinitionNode {
  return node.kind === Kind.FRAGMENT_DEFINITION;
}
