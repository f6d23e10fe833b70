import { type GraphQLSchema, isObjectType } from 'graphql';
import { visitCoordinates } from '../../usage-format/coordinates.ts';
import type { Finding } from '../check/finding.ts';
import { documentPathsOf, operationsOfDocuments } from '../check/input/check-input.ts';
import { compose } from '../compose/compose.ts';
import { environment } from '../compose/config.ts';
import { readSupergraphConfig } from '../compose/supergraph-config.ts';
import { parseOperations } from '../documents/known-operations.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { indexSdl } from '../sdl/sdl-index.ts';
import { readUsageLines } from '../usage/usage-file.ts';

export interface UnusedOptions {
  files: readonly string[];
  days: number;
  config: string;
  operations: readonly string[];
  tolerateTruncated: boolean;
}

/**
 * `schema usage unused`: prints the fields of the API that no usage of the last days and no document selects, with where
 * they are defined. Throws CannotRun, also when the usage files do not tell of so many days: what they do not know may
 * well be used.
 */
export async function unusedCommand(options: UnusedOptions): Promise<void> {
  const since = new Date(Date.now() - options.days * 86_400_000).toISOString().slice(0, 10);
  const lines = await readUsageLines(options.files, options);
  const days = lines.map(({ usage }) => usage.day).sort();
  const [first] = days;
  if (first === undefined || first > since) {
    throw new CannotRun(
      `The usage files begin on ${first ?? 'no day'}, and not on ${since} or before: what was used earlier they do not know. Ask for fewer --days.`,
    );
  }
  const subgraphs = await readSupergraphConfig(options.config, { environment: environment() });
  const composed = compose(subgraphs);
  if (composed.kind === 'failed')
    throw new CannotRun(`The subgraphs do not compose: ${composed.errors[0]?.message ?? ''}`);
  const api = composed.apiSchema;
  const recent = lines.filter(({ usage }) => usage.day >= since);
  const used = new Set(recent.flatMap(({ usage }) => usage.fields));
  const seen = new Set<string>();
  for (const { usage, file, line } of recent) {
    if (usage.recorded !== false || seen.has(usage.document)) continue;
    seen.add(usage.document);
    const document = parseOperations(usage.document, `${file}:${line}`);
    visitCoordinates(api, document, { field: (coordinate) => used.add(coordinate) });
  }
  const problems: Finding[] = [];
  for (const { document } of await operationsOfDocuments(await documentPathsOf(options), problems, options)) {
    visitCoordinates(api, document, { field: (coordinate) => used.add(coordinate) });
  }
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem) throw new CannotRun(problem.message);
  const elements = subgraphs.flatMap(({ document, file }) => indexSdl(document, file));
  const places = new Map(
    elements
      // One that another subgraph resolves is not what somebody would remove.
      .filter(({ directives }) => directives.every(({ name }) => name.value !== 'external'))
      .map(({ coordinate, place }) => [coordinate, `${place.file}:${place.line}`]),
  );
  const unused = fieldsOf(api).filter((coordinate) => !isUsed(coordinate, api, used));
  const found = unused.map((coordinate) => `${coordinate}  ${places.get(coordinate) ?? ''}`.trimEnd());
  process.stdout.write(
    `${[...found, `${unused.length} of ${fieldsOf(api).length} fields were not used since ${since}`].join('\n')}\n`,
  );
}

function fieldsOf(api: GraphQLSchema): string[] {
  return Object.values(api.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)
      : [],
  );
}

/** Whether a field is selected, itself or through an interface of its type. */
function isUsed(coordinate: string, api: GraphQLSchema, used: ReadonlySet<string>): boolean {
  const [typeName = '', name] = coordinate.split('.');
  const type = api.getType(typeName);
  const interfaces = isObjectType(type) ? type.getInterfaces() : [];
  return used.has(coordinate) || interfaces.some((one) => used.has(`${one.name}.${name}`));
}
