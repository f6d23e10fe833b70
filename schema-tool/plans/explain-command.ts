import { dirname, join } from 'node:path';
import { buildSchema, GraphQLError } from 'graphql';
import { apiSchema, compose } from '../compose/compose.ts';
import { environment } from '../compose/config.ts';
import { readSupergraphConfig } from '../compose/supergraph-config.ts';
import { readOperationDocuments } from '../documents/document-operations.ts';
import type { KnownOperation } from '../documents/known-operations.ts';
import { operationErrors } from '../documents/operation-errors.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { exists, readText } from '../inputs/text-files.ts';
import { planMermaid } from './plan-mermaid.ts';
import { OfflinePlanner, planMetrics } from './plan-metrics.ts';
import { planSteps } from './plan-steps.ts';
import { planTree } from './plan-tree.ts';

/** The formats of a plan. */
const EXPLAIN_FORMATS = ['tree', 'mermaid', 'json'] as const;
type ExplainFormat = (typeof EXPLAIN_FORMATS)[number];

export interface ExplainOptions {
  /** The supergraph to plan for; without it the committed one beside the list of subgraphs, or else what they compose to. */
  supergraph?: string;
  /** The list of subgraphs. */
  config: string;
  /** Name of the one operation to explain; by default all of the file. */
  operation?: string;
  /** What to print, in this order; by default the tree and the picture. */
  format: readonly string[];
}

/** `schema explain`: prints the plans of a file's operations. Throws CannotRun when there is nothing to explain. */
export async function explainCommand(file: string, options: ExplainOptions): Promise<number> {
  const formats = formatsOf(options.format);
  const operations = chosen(await readOperationDocuments(file), file, options.operation);
  const { text, file: from } = await supergraphOf(options);
  const { planner, api } = prepare(text, from);
  const texts = operations.map((operation) => {
    const [error] = operationErrors(api, operation.document);
    if (error) {
      const line = error.locations?.[0]?.line ?? operation.line;
      throw new CannotRun(`${operation.file}:${line}: ${operation.name} is not valid: ${error.message}`);
    }
    return explain(operation, planner, formats);
  });
  process.stdout.write(`${texts.join('\n\n')}\n`);
  return 0;
}

/** The text of the supergraph to plan for, and where it comes from. Throws CannotRun. */
async function supergraphOf({
  supergraph,
  config,
}: Pick<ExplainOptions, 'supergraph' | 'config'>): Promise<{ text: string; file: string }> {
  const file = supergraph ?? join(dirname(config), 'supergraph.graphql');
  if (supergraph !== undefined || (await exists(file))) return { text: await readText(file), file };
  const composed = compose(await readSupergraphConfig(config, { environment: environment() }));
  if (composed.kind === 'composed') return { text: composed.supergraph, file: config };
  throw new CannotRun(`The subgraphs do not compose: ${composed.errors[0]?.message ?? ''}`);
}

function explain(
  { name, file, line, document }: KnownOperation,
  planner: OfflinePlanner,
  formats: readonly ExplainFormat[],
): string {
  const plan = planner.plan(document);
  const steps = planSteps(plan);
  const { requests, depth, cost } = planMetrics(plan);
  return formats
    .map((format) => {
      if (format === 'json')
        return JSON.stringify({ name, file, line, requests, depth, cost, steps }, null, 2);
      if (format === 'mermaid') return `\`\`\`mermaid\n${planMermaid(name, steps)}\n\`\`\``;
      const head = `${name} (${file}:${line}): ${requests} requests to subgraphs in ${depth} sequential steps, estimated cost ${cost}`;
      return `${head}\n\n${planTree(steps)}`;
    })
    .join('\n\n');
}

function prepare(
  sdl: string,
  file: string,
): { planner: OfflinePlanner; api: ReturnType<typeof buildSchema> } {
  try {
    return { planner: new OfflinePlanner(sdl), api: buildSchema(apiSchema(sdl)) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const line = error.locations?.[0]?.line;
    throw new CannotRun(
      `${file}${line === undefined ? '' : `:${line}`} is no supergraph: ${error.message} \`graph-schema compose\` makes one.`,
    );
  }
}

function formatsOf(names: readonly string[]): ExplainFormat[] {
  if (names.length === 0) return ['tree', 'mermaid'];
  return names.map((name) => {
    const format = EXPLAIN_FORMATS.find((one) => one === name);
    if (!format)
      throw new CannotRun(`There is no format "${name}"; there are ${EXPLAIN_FORMATS.join(', ')}.`);
    return format;
  });
}

function chosen(
  operations: readonly KnownOperation[],
  file: string,
  name: string | undefined,
): readonly KnownOperation[] {
  if (operations.length === 0) throw new CannotRun(`${file} has no operation.`);
  if (name === undefined) return operations;
  const found = operations.filter((operation) => operation.name === name);
  if (found.length === 0) {
    const names = operations.map((operation) => operation.name).join(', ');
    throw new CannotRun(`${file} has no operation "${name}"; it has ${names}.`);
  }
  return found;
}
