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
import type { UsageLine } from '../../usage-format/usage-line.ts';
import { CannotRun } from '../cannot-run.ts';
import { readText } from '../compose/supergraph-config.ts';
import type { PlacedUsageLine } from '../usage/usage-file.ts';
import type { ChecksConfig } from './checks-config.ts';
import type { VariableUse } from './operation-coordinates.ts';

/** Of one document. */
const MAX_TOKENS = 100_000;

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
  const fragmentsFor = fragmentsOf(parsed);
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
      document: withFragments(operation, fragmentsFor(file)),
      variables: null,
      ignored: null,
    })),
  );
}

type FindFragment = (name: string) => FragmentDefinitionNode | undefined;

/**
 * Finds the fragment that an operation of a file means: the file's own, or that of another file. Throws CannotRun when
 * several others have one.
 */
function fragmentsOf(
  parsed: readonly { file: string; document: DocumentNode }[],
): (file: string) => FindFragment {
  const places = new Map<string, { file: string; fragment: FragmentDefinitionNode }[]>();
  for (const { file, document } of parsed) {
    for (const fragment of document.definitions.filter(isFragment)) {
      const found = places.get(fragment.name.value) ?? [];
      places.set(fragment.name.value, [...found, { file, fragment }]);
    }
  }
  return (file) => (name) => {
    const found = places.get(name) ?? [];
    const own = found.find((place) => place.file === file);
    if (!own && found.length > 1) {
      const others = found.map((place) => `${place.file}:${place.fragment.loc?.startToken.line ?? 1}`);
      throw new CannotRun(
        `${file}: which fragment ${name} is meant? There are several: ${others.join(', ')}. Rename all but one.`,
      );
    }
    return (own ?? found[0])?.fragment;
  };
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
  const shares = sharesOfCalls(
    lines
      .filter(({ usage }) => usage.day >= from && !isIgnored(usage.client, rules))
      .map(({ usage }) => usage),
  );
  const recent = (group: readonly PlacedUsageLine[]) =>
    group.filter(({ usage }) => usage.day >= from).reduce((sum, { usage }) => sum + usage.count, 0);
  const documents = new Map<string, DocumentNode>();
  const documentOf = ({ usage, file, line }: PlacedUsageLine) => {
    const document = documents.get(usage.document) ?? parseOperations(usage.document, `${file}:${line}`);
    documents.set(usage.document, document);
    return document;
  };
  return [...groups.values()]
    .map((group) => toOperation(group, recent(group), { shares, rules, documentOf }))
    .sort((a, b) => (b.calls ?? 0) - (a.calls ?? 0) || (a.name < b.name ? -1 : 1));
}

/** What each operation, by hash, has of all calls, in percent: those of all its clients and their versions together. */
function sharesOfCalls(lines: readonly UsageLine[]): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const { hash, count } of lines) calls.set(hash, (calls.get(hash) ?? 0) + count);
  const total = lines.reduce((sum, { count }) => sum + count, 0);
  return new Map([...calls].map(([hash, count]) => [hash, (count / total) * 100]));
}

function toOperation(
  group: readonly PlacedUsageLine[],
  calls: number,
  {
    shares,
    rules,
    documentOf,
  }: {
    shares: ReadonlyMap<string, number>;
    rules: ChecksConfig['usage'];
    documentOf: (line: PlacedUsageLine) => DocumentNode;
  },
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
    document: documentOf(newest),
    variables: {
      inputFields: new Set(group.flatMap(({ usage: one }) => one.inputFields)),
      enumValues: new Set(group.flatMap(({ usage: one }) => one.enumValues)),
    },
    ignored: whyIgnored(usage.client, calls, shares.get(usage.hash) ?? 0, rules),
  };
}

function whyIgnored(
  client: string | null,
  calls: number,
  share: number,
  rules: ChecksConfig['usage'],
): string | null {
  const { windowDays, minimumShare } = rules;
  if (isIgnored(client, rules)) return `client ${client} is ignored`;
  if (calls === 0) return `not seen within ${windowDays} days`;
  return share < minimumShare ? `${share.toFixed(2)} % of calls, less than ${minimumShare} %` : null;
}

function isIgnored(client: string | null, { ignoredClients }: ChecksConfig['usage']): boolean {
  return client !== null && ignoredClients.includes(client);
}

function dayBefore(today: string, days: number): string {
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}

function parseOperations(text: string, file: string): DocumentNode {
  try {
    return parse(new Source(text, file), { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new CannotRun(`${file}:${error.locations?.[0]?.line ?? 1}: ${error.message}`);
  }
}

function withFragments(operation: OperationDefinitionNode, fragmentOf: FindFragment): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragmentOf(name.value);
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
