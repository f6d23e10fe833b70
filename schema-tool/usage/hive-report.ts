import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { UsageLine } from '../../usage-format/usage-line.ts';
import { CannotRun } from '../inputs/cannot-run.ts';

const MAX_TOLD = 20;

const TEXT = v.pipe(v.string('expected a text'), v.nonEmpty('expected a text'));
const CALL = v.object(
  {
    operationMapKey: TEXT,
    timestamp: v.pipe(
      v.number('expected milliseconds since 1970'),
      v.integer('expected milliseconds since 1970'),
      v.minValue(0, 'expected milliseconds since 1970'),
      v.maxValue(8.64e15, 'expected milliseconds since 1970'),
    ),
    metadata: v.nullish(
      v.object(
        {
          client: v.nullish(
            v.object({ name: v.nullish(TEXT), version: v.nullish(TEXT) }, 'expected name and version'),
          ),
        },
        'expected an object',
      ),
    ),
  },
  'expected a call',
);
const CALLS = v.nullish(v.array(CALL, 'expected a list of calls'), []);
const REPORT = v.object(
  {
    map: v.record(
      v.string(),
      v.object(
        { operation: TEXT, operationName: v.nullish(v.string('expected a text')) },
        'expected an operation',
      ),
      'expected operations by their keys',
    ),
    operations: CALLS,
    subscriptionOperations: CALLS,
  },
  'expected a usage report of GraphQL Hive, version 2',
);

/**
 * The calls that a usage report of GraphQL Hive tells of, each as a line of its own. The report's `fields` tell what the
 * document selects, and of some clients what variables gave; which one it is cannot be known, so nothing is recorded.
 * https://the-guild.dev/graphql/hive/docs/api-reference/usage-reports
 *
 * @param file where it stands, with the line if there are several, for what is wrong
 * @throws CannotRun with what is wrong
 */
export function hiveUsage(json: string, file: string): UsageLine[] {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CannotRun(`${file}: not JSON.`);
  }
  const read = v.safeParse(REPORT, content);
  if (!read.success) throw new CannotRun(problems(read.issues, file));
  const { map, operations, subscriptionOperations } = read.output;
  const known = new Map(
    Object.entries(map).map(([key, { operation, operationName }]) => [
      key,
      { document: operation, name: operationName ?? null, hash: sha256(operation) },
    ]),
  );
  return [...operations, ...subscriptionOperations].map(({ operationMapKey, timestamp, metadata }) => {
    const called = known.get(operationMapKey);
    if (!called)
      throw new CannotRun(`${file}: a call names the operation ${operationMapKey}, which is not in map.`);
    const lastSeen = new Date(timestamp).toISOString();
    const client = metadata?.client;
    return {
      v: 1,
      day: lastSeen.slice(0, 10),
      ...called,
      client: client?.name ?? null,
      clientVersion: client?.version ?? null,
      recorded: false,
      fields: [],
      enumValues: [],
      inputFields: [],
      count: 1,
      lastSeen,
    };
  });
}

function problems(issues: readonly v.BaseIssue<unknown>[], file: string): string {
  const told = issues.slice(0, MAX_TOLD).map((issue) => {
    const place = v.getDotPath(issue);
    return `${file}: ${place === null ? '' : `${place}: `}${issue.message}.`;
  });
  if (issues.length > told.length) told.push(`${file}: and ${issues.length - told.length} more.`);
  return told.join('\n');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
