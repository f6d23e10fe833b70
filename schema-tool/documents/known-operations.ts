import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, Source } from 'graphql';
import type { UsageLine } from '../../usage-format/usage-line.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { parseBounded, tooDeepByFragments } from '../sdl/parse-bounded.ts';
import type { PlacedUsageLine } from '../usage/usage-file.ts';
import { operationErrors } from './operation-errors.ts';

/** Of one document. */
const MAX_TOKENS = 100_000;

/** Which fields and values of inputs were given by variables, where that was recorded. */
export interface VariableUse {
  inputFields: ReadonlySet<string>;
  enumValues: ReadonlySet<string>;
}

/** An operation that somebody runs: a document of the repository, one of the baseline that is no longer there, or one that a router has seen. */
export interface KnownOperation {
  name: string;
  source: 'document' | 'base' | 'usage';
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
  /** Whether its client never counts. */
  clientIgnored: boolean;
  /** What its client may read, null or left out when nobody says. */
  granted?: { scopes: ReadonlySet<string>; policies: ReadonlySet<string> | null } | null;
  /** Of a document of the baseline: whether the working copy has another version of it. */
  isEdited?: boolean;
  /** Of a document of the baseline: whether the working copy has its file and it cannot be read. */
  isUnread?: boolean;
  /** Of a document of the baseline: the id by which somebody says that no client runs it any more. */
  retirement?: string;
}

/** Which operations of usage files count. */
export interface UsageRules {
  /** How long ago an operation may have been seen last to count, days. */
  windowDays: number;
  /** Least share of all calls that an operation must have to count, percent. */
  minimumShare: number;
  /** Clients whose operations do not count. */
  ignoredClients: readonly string[];
}

/**
 * Operations that routers have seen, one for each client and version, with what counts by the rules: calls within the
 * window, a share of all calls, clients that are not ignored.
 */
export function operationsInUse(
  lines: readonly PlacedUsageLine[],
  rules: UsageRules,
  today: string,
): KnownOperation[] {
  const from = dayBefore(today, rules.windowDays);
  const groups = new Map<string, PlacedUsageLine[]>();
  for (const line of lines) {
    // By the document itself: a hash that is not the document's would hide one operation behind another.
    const { document, client, clientVersion } = line.usage;
    const key = JSON.stringify([document, client, clientVersion]);
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

/** What each operation, by its document, has of all calls, in percent: those of all its clients and their versions together. */
function sharesOfCalls(lines: readonly UsageLine[]): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const { document, count } of lines) calls.set(document, (calls.get(document) ?? 0) + count);
  const total = lines.reduce((sum, { count }) => sum + count, 0);
  return new Map([...calls].map(([document, count]) => [document, (count / total) * 100]));
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
    rules: UsageRules;
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
    variables: group.some(({ usage: one }) => one.recorded === false)
      ? null
      : {
          inputFields: new Set(group.flatMap(({ usage: one }) => one.inputFields)),
          enumValues: new Set(group.flatMap(({ usage: one }) => one.enumValues)),
        },
    ignored: whyIgnored(usage.client, calls, shares.get(usage.document) ?? 0, rules),
    clientIgnored: isIgnored(usage.client, rules),
  };
}

/**
 * What routers have told of lately, of clients that count: an empty or old usage file, or one of ignored clients only, knows of
 * nobody, not that there is nobody.
 */
export function seenLately(operations: readonly KnownOperation[]): KnownOperation[] {
  return operations.filter(
    ({ source, calls, clientIgnored }) => source === 'usage' && !clientIgnored && (calls ?? 0) > 0,
  );
}

/** Whether any of what routers have told of lately is an operation of an API: what they tell of another one says nothing of it. */
export function knowsUsage(operations: readonly KnownOperation[], api: GraphQLSchema): boolean {
  return seenLately(operations).some(
    ({ document }) => document.definitions.length > 0 && operationErrors(api, document).length === 0,
  );
}

function whyIgnored(client: string | null, calls: number, share: number, rules: UsageRules): string | null {
  const { windowDays, minimumShare } = rules;
  if (isIgnored(client, rules)) return `client ${client} is ignored`;
  if (calls === 0) return `not seen within ${windowDays} days`;
  return share < minimumShare ? `${share.toFixed(2)} % of calls, less than ${minimumShare} %` : null;
}

function isIgnored(client: string | null, { ignoredClients }: UsageRules): boolean {
  return client !== null && ignoredClients.includes(client);
}

function dayBefore(today: string, days: number): string {
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Parses a document of operations; one with nothing but comments has none. Throws CannotRun with file and line. */
export function parseOperations(text: string, file: string): DocumentNode {
  if (isBlank(text)) return { kind: Kind.DOCUMENT, definitions: [] };
  try {
    const document = parseBounded(new Source(text, file), { maxTokens: MAX_TOKENS });
    const tooDeep = tooDeepByFragments(document);
    if (tooDeep !== null) throw new CannotRun(`${file}:1: ${tooDeep}`);
    return document;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new CannotRun(`${file}:${error.locations?.[0]?.line ?? 1}: ${error.message}`);
  }
}

/** Whether a text has nothing that GraphQL does not ignore. */
function isBlank(text: string): boolean {
  return text.replace(/#[^\n\r]*/g, '').replace(/[\s,\uFEFF]/g, '') === '';
}
