import fc from 'fast-check';
import { Client } from 'undici';
import { startNetwork } from '../../dev/network/network.ts';
import { dropSchemas } from '../../dev/schemas/schemas.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { basic } from '../support/networks/test-network.ts';
import { amplifications, insertPages, LARGEST_ANSWERS } from './amplifications.ts';
import { ATTACKS, type AttackAnswer, type AttackRequest } from './attacks.ts';
import type { ClassReport } from './class-report.ts';
import { malformedCredentials } from './credentials.ts';
import { tryHolds } from './held-loop.ts';
import { startLargeAnswers } from './large-answers.ts';

export interface SecurityOptions {
  adminUrl: string;
  /** Of schemas and MySQL users. */
  prefix: string;
  /** How many malformed headers to try. */
  headers: number;
  seed: number;
  /** Of the largest answers that subgraphs give; null tries no largest answers. */
  answerBytes: number | null;
  progress(message: string): void;
}

const SECRET = 'security-run-identity-secret-0000000000';
/** Without a body, which a server that refuses it would have to hang up on. */
const QUESTION: AttackRequest = {
  method: 'GET',
  path: '/graphql?query=%7B__typename%7D',
  headers: { 'apollo-require-preflight': 'x' },
};
const QUOTED = 200;
const ANSWER_WITHIN_MS = 10_000;
/** Not let in, too many guesses, or no HTTP. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 429, 431]);

/** Tries each class of attack on a graph that serves no explorer, and what holds a router longest within its limits. */
export async function runSecurity(options: SecurityOptions): Promise<ReadonlyMap<string, ClassReport>> {
  const definitions = await loadSubgraphs();
  try {
    await using network = await startNetwork({
      adminUrl: options.adminUrl,
      prefix: options.prefix,
      transport: 'direct',
      firstPort: 0,
      identitySecret: SECRET,
      logLevel: 'silent',
      env: { EXPLORER: 'false' },
    });
    const client = new Client(network.router.url, { headersTimeout: ANSWER_WITHIN_MS });
    let refused: ReadonlyMap<string, ClassReport>;
    try {
      refused = await tryAll(client, options);
    } finally {
      await client.destroy();
    }
    options.progress('attacks and credentials tried; now what holds a router longest');
    const { progress, answerBytes } = options;
    const documents = await tryHolds(network.router.url, amplifications(options.seed), { progress });
    const reports = new Map([...refused, ['amplification', documents]]);
    if (answerBytes === null) return reports;
    await insertPages(network);
    const answers = await tryHolds(network.router.url, LARGEST_ANSWERS, { progress });
    reports.set('largest answers of the graph', answers);
    return reports.set('largest answers of subgraphs', await tryLargeAnswers(answerBytes, progress));
  } finally {
    await dropSchemas(options.adminUrl, definitions, options.prefix);
  }
}

async function tryLargeAnswers(
  answerBytes: number,
  progress: SecurityOptions['progress'],
): Promise<ClassReport> {
  await using router = await startLargeAnswers(answerBytes);
  return await tryHolds(router.url, router.queries, { prepare: (name) => router.prepare(name), progress });
}

async function tryAll(
  client: Client,
  { headers, seed }: SecurityOptions,
): Promise<ReadonlyMap<string, ClassReport>> {
  const reports = new Map<string, ClassReport>();
  for (const [name, { requests, isRefused }] of Object.entries(ATTACKS)) {
    const letThrough: string[] = [];
    for (const request of requests) {
      const answer = await send(client, request, basic('admin:admin'));
      if (!isRefused(answer)) letThrough.push(described(request.body ?? request.path ?? '', answer));
    }
    reports.set(name, { tried: requests.length, letThrough });
  }
  const letThrough: string[] = [];
  const credentials = fc.sample(malformedCredentials, { numRuns: headers, seed });
  for (const header of credentials) {
    const answer = await send(client, QUESTION, header);
    if (!REFUSALS.has(answer.status) || answer.text.includes('"data"')) {
      letThrough.push(described(JSON.stringify(header), answer));
    }
  }
  reports.set('malformed credentials', { tried: credentials.length, letThrough });
  return reports;
}

async function send(client: Client, request: AttackRequest, authorization: string): Promise<AttackAnswer> {
  const { method = 'POST', path = '/graphql', headers = {}, body } = request;
  const { statusCode, body: answer } = await client.request({
    method,
    path,
    headers: {
      authorization,
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    body: body ?? null,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  return { status: statusCode, text: await answer.text() };
}

function described(input: string, { status, text }: AttackAnswer): string {
  return `${input.slice(0, QUOTED)} was answered ${status} ${text.slice(0, QUOTED)}`;
}

/** A line for each class, with what was let through below it. */
export function describe(reports: ReadonlyMap<string, ClassReport>): string {
  return [...reports]
    .map(([name, { tried, letThrough, note }]) =>
      [
        `${name.padEnd(28)} tried ${tried}, ${note ?? `refused ${tried - letThrough.length}`}`,
        ...letThrough.map((one) => `  - ${one}`),
      ].join('\n'),
    )
    .join('\n');
}
