import { isJsonObject } from '../../platform/http/bodies/json-object.ts';

type Path = readonly (string | number)[];

/** An error as clients see it. */
export interface ToldError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: unknown; retryable?: unknown };
}

/** What may be said of a graph whose parts cannot reach each other. */
const KNOWN_CODES: ReadonlySet<unknown> = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_BUSY',
  'SUBGRAPH_INVALID_RESPONSE',
  'DATABASE_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'OUTCOME_UNKNOWN',
]);

/**
 * What is wrong with an answer: a value that is not the right one, a null without an error that leads to it, an error that is
 * none of a lost part.
 */
export function wrongIn(answer: { data?: unknown; errors?: ToldError[] }, right: unknown): string[] {
  const errors = answer.errors ?? [];
  const wrong = errors.flatMap(({ message, path, extensions }) => [
    ...(KNOWN_CODES.has(extensions?.code) ? [] : [`an error with the code ${extensions?.code}: ${message}`]),
    ...(path ? [] : [`an error without a path: ${message}`]),
  ]);
  compare(answer.data, right, [], errors, wrong);
  return wrong;
}

function compare(given: unknown, right: unknown, path: Path, errors: ToldError[], wrong: string[]): void {
  if (given === null && right !== null) {
    if (!errors.some((error) => leadsTo(error.path ?? [], path)))
      wrong.push(`null without an error at ${path.join('.')}`);
  } else if (Array.isArray(right)) {
    if (!Array.isArray(given) || given.length !== right.length)
      wrong.push(`another list at ${path.join('.')}`);
    else
      for (const [index, value] of right.entries())
        compare(given[index], value, [...path, index], errors, wrong);
  } else if (isJsonObject(right)) {
    if (!isJsonObject(given)) wrong.push(`no object at ${path.join('.')}`);
    else for (const name in right) compare(given[name], right[name], [...path, name], errors, wrong);
  } else if (given !== right) {
    wrong.push(`${JSON.stringify(given)} instead of ${JSON.stringify(right)} at ${path.join('.')}`);
  }
}

/** An error at a place, in what was there, or at what it is in. */
function leadsTo(error: Path, place: Path): boolean {
  const length = Math.min(error.length, place.length);
  return error.length > 0 && error.slice(0, length).every((step, index) => step === place[index]);
}
