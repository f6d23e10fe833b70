import { type GraphQLSchema, parse } from 'graphql';
import { visitCoordinates } from '../../usage-format/coordinates.ts';
import { type OperationUses, operationUses } from '../check/effects/operation-uses.ts';
import type { Finding } from '../check/finding.ts';
import {
  documentPathsOf,
  type InputOptions,
  operationsOfDocuments,
  readRules,
  usageFilesOf,
} from '../check/input/check-input.ts';
import { deprecationOf } from '../check/lint/contract-rules.ts';
import { compose } from '../compose/compose.ts';
import { environment } from '../compose/config.ts';
import { buildSupergraph } from '../compose/supergraph.ts';
import { readSupergraphConfig } from '../compose/supergraph-config.ts';
import { type KnownOperation, operationsInUse } from '../documents/known-operations.ts';
import { operationErrors } from '../documents/operation-errors.ts';
import { servedDocument } from '../documents/served-document.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { OfflinePlanner, requestsOfPlan } from '../plans/plan-metrics.ts';
import { indexSdl } from '../sdl/sdl-index.ts';
import { type PlacedUsageLine, readUsageLines } from '../usage/usage-file.ts';

export type CoordinateOptions = Pick<
  InputOptions,
  'config' | 'rules' | 'operations' | 'usage' | 'tolerateTruncated'
>;

/**
 * `schema explain <coordinate>` and `schema check --explain <coordinate>`: prints where an element is defined, who uses it since when, which plans fetch it, and what
 * would break without it. Throws CannotRun.
 */
export async function coordinateCommand(coordinate: string, options: CoordinateOptions): Promise<number> {
  const subgraphs = await readSupergraphConfig(options.config, { environment: environment() });
  const composed = compose(subgraphs);
  if (composed.kind === 'failed') {
    throw new CannotRun(`The subgraphs do not compose: ${composed.errors[0]?.message ?? ''}`);
  }
  const definitions = subgraphs.flatMap(({ document, file }) =>
    indexSdl(document, file).filter((one) => one.coordinate === coordinate),
  );
  if (definitions.length === 0) throw new CannotRun(`No subgraph has ${coordinate}.`);
  const api = composed.apiSchema;
  const { operations, since, problems } = await known(options);
  const used = operations
    .map((operation) => ({ ...operation, document: servedDocument(operation.document, [api]).document }))
    .map((operation) => ({ operation, use: useOf(coordinate, operation, api) }))
    .filter(({ use }) => use !== null);
  const lines = [
    coordinate,
    ...definitions.map((one) => {
      const reason = deprecationOf(one);
      return `  defined at ${one.place.file}:${one.place.line}${reason === null ? '' : `, deprecated: ${reason}`}`;
    }),
    '',
    `Used by ${used.length} known operation(s)${used.length === 0 ? '' : ':'}`,
    ...used.map(({ operation }) => `  ${who(operation, since)}`),
    '',
    ...plansThatFetch(
      coordinate,
      used
        .map(({ operation }) => operation)
        .filter(({ document }) => operationErrors(api, document).length === 0),
      composed.supergraph,
    ),
    '',
    ...removal(used.filter(({ operation }) => operation.ignored === null)),
    ...problems.map((problem) => `! ${problem}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/** The operations that are known, and since when each line of a usage file's operation is. */
async function known(options: CoordinateOptions) {
  const findings: Finding[] = [];
  const documents = await operationsOfDocuments(await documentPathsOf(options), findings, options);
  const lines = await readUsageLines(await usageFilesOf(options), options);
  const today = new Date().toISOString().slice(0, 10);
  const { usage: rules } = await readRules(options);
  const first = new Map<string, string>();
  for (const { usage } of lines) {
    const day = first.get(keyOf(usage));
    if (day === undefined || usage.day < day) first.set(keyOf(usage), usage.day);
  }
  const since = new Map(lines.map((one) => [`${one.file}:${one.line}`, first.get(keyOf(one.usage)) ?? '']));
  return {
    operations: [...documents, ...operationsInUse(lines, rules, today)],
    since,
    problems: findings.map(({ message }) => message),
  };
}

function keyOf({ hash, client, clientVersion }: PlacedUsageLine['usage']): string {
  return JSON.stringify([hash, client, clientVersion]);
}

/** `certain` when the operation uses the element, `possible` when it may by its variables or what it gets; else null. */
function useOf(
  coordinate: string,
  operation: KnownOperation,
  api: GraphQLSchema,
): 'certain' | 'possible' | null {
  const uses: OperationUses = operationUses(api, operation.document, operation.variables);
  const { fields, given, inputFields, enumValues, named, outputs, variables, recorded } = uses;
  const exact = [fields, given, inputFields, enumValues, named, outputs, uses.inputObjects, uses.literals];
  if (exact.some((one) => one.has(coordinate))) return 'certain';
  if (recorded?.inputFields.has(coordinate) || recorded?.enumValues.has(coordinate)) return 'certain';
  const [typeName = ''] = coordinate.split('.');
  if (!recorded && variables.has(typeName)) return 'possible';
  const type = api.getType(typeName);
  return type && 'getValues' in type && outputs.has(typeName) ? 'possible' : null;
}

function who(operation: KnownOperation, since: ReadonlyMap<string, string>): string {
  const { name, source, client, clientVersion, calls, lastSeen, file, line, ignored } = operation;
  const place = `${file}:${line}`;
  if (source !== 'usage') return `${name}, a document, ${place}`;
  const version = clientVersion === null ? '' : ` ${clientVersion}`;
  const first = since.get(place) ?? 'unknown';
  return `${name}, ${client ?? 'unnamed client'}${version}: ${calls} calls lately, since ${first}, last ${lastSeen?.slice(0, 10)}, ${place}${ignored === null ? '' : ` - does not count: ${ignored}`}`;
}

/** For each operation's plan, the requests that ask a subgraph for a field. */
function plansThatFetch(
  coordinate: string,
  operations: readonly KnownOperation[],
  supergraphSdl: string,
): string[] {
  if (operations.length === 0) return ['No plan fetches it.'];
  const planner = new OfflinePlanner(supergraphSdl);
  const schemas = new Map(
    [...buildSupergraph(supergraphSdl).subgraphs()].map((one) => [one.name, one.schema.toGraphQLJSSchema()]),
  );
  const seen = new Set<string>();
  const lines = operations.flatMap(({ name, document }) => {
    if (seen.has(name)) return [];
    seen.add(name);
    const fetches = requestsOfPlan(planner.plan(document));
    const these = fetches.flatMap((fetch, index) => {
      const schema = schemas.get(fetch.serviceName);
      return schema && selects(schema, fetch.operation, coordinate)
        ? [`${fetch.serviceName} (request ${index + 1} of ${fetches.length})`]
        : [];
    });
    return these.length === 0 ? [] : [`  ${name}: ${these.join(', ')}`];
  });
  return lines.length === 0 ? ['No plan fetches it.'] : ['Fetched in the plans of', ...lines];
}

/** Whether a request selects a field, or gives an input field or a value, of an element. */
function selects(schema: GraphQLSchema, operation: string, coordinate: string): boolean {
  const wanted = coordinate.replace(/\(.*$/, '');
  let found = false;
  const look = (one: string) => {
    found ||= one === wanted || one.startsWith(`${wanted}.`);
  };
  visitCoordinates(schema, parse(operation), { field: look, inputField: look, enumValue: look });
  return found;
}

function removal(
  used: readonly { operation: KnownOperation; use: 'certain' | 'possible' | null }[],
): string[] {
  if (used.length === 0) return ['Removing it would break no known operation.'];
  const names = (use: string) => [
    ...new Set(used.filter((one) => one.use === use).map(({ operation }) => operation.name)),
  ];
  const certain = names('certain');
  const possible = names('possible').filter((name) => !certain.includes(name));
  return [
    ...(certain.length > 0 ? [`Removing it would break ${certain.join(', ')}.`] : []),
    ...(possible.length > 0 ? [`Removing it may break ${possible.join(', ')}.`] : []),
  ];
}
