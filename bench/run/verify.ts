import { deepStrictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { currentEndpoint, type RunningContestant } from '../contestants/contestants.ts';
import { type BenchQuery, type QueryData, seededRandom, type Variables } from '../questions/queries.ts';
import { headersFor, requestFor } from '../questions/requests.ts';

/**
 * Asks every contestant the same random questions and compares the data of their answers with the first one's, as
 * values. Throws a StartError that shows the first difference.
 */
export async function verifyAnswers(
  contestants: readonly RunningContestant[],
  queries: readonly BenchQuery[],
  data: QueryData,
  { questions, seed }: { questions: number; seed: number },
): Promise<void> {
  for (const query of queries) {
    const random = seededRandom(seed);
    for (let count = 0; count < questions; count += 1) {
      const seedOfQuestion = Math.floor(random() * 2 ** 32);
      // The same question for each, but for the key that makes a write another one.
      const variables = () => query.variables(data, seededRandom(seedOfQuestion), randomUUID());
      const [expected, ...answers] = await Promise.all(
        contestants.map(async (contestant) => {
          const asked = variables();
          return { contestant, asked, data: await dataOf(contestant, query, asked, count) };
        }),
      );
      for (const { contestant, asked, data: actual } of answers) {
        compare(actual, expected?.data, {
          what: `${contestant.name} and ${expected?.contestant.name} answer ${query.name} with ${JSON.stringify(asked)} differently`,
        });
      }
    }
  }
}

function compare(actual: unknown, expected: unknown, { what }: { what: string }): void {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    // The assertion's message is a diff.
    throw new StartError(`${what}:\n${error instanceof Error ? error.message : error}`);
  }
}

async function dataOf(
  contestant: RunningContestant,
  query: BenchQuery,
  variables: Variables,
  turn: number,
): Promise<unknown> {
  const { name } = contestant;
  const endpoint = await currentEndpoint(contestant);
  const request = requestFor(endpoint.speaks, query, variables);
  const response = await fetch(`${endpoint.origin}${request.path}`, {
    method: request.method,
    headers: headersFor(endpoint, request, turn),
    ...(request.body === undefined ? {} : { body: request.body }),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  // GraphQL over HTTP; the REST floor answers in the same form.
  const answer = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (response.status !== 200 || answer.errors !== undefined || !text.includes(query.mark)) {
    throw new StartError(
      `${name} answers ${query.name} with ${JSON.stringify(variables)} wrongly: ${response.status} ${text.slice(0, 1_000)}`,
    );
  }
  return answer.data;
}
