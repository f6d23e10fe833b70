import { type DocumentNode, GraphQLError, Kind, parse } from 'graphql';
import { tooManySelections } from '../../../platform/execution/executor/expanded-selections.ts';
import { fragmentNesting } from './fragment-nesting.ts';
import { repeatedFields } from './repeated-fields.ts';
import { nestingOf } from './source-nesting.ts';

/** What a document may have at most, whatever operation of it is asked for. */
export interface DocumentLimits {
  /** Selections of its operations together, fragments counted wherever they are spread. */
  maxSelections: number;
}

/** Names, numbers, texts and signs of a document; a parser stops where there are more. */
export const MAX_TOKENS = 10_000;
/** Far more than an operation within the limits needs, and far less than what exhausts the stack of a parser. */
const MAX_NESTING = 200;
/** Validating, planning and compiling call themselves for each fragment in another. */
const MAX_FRAGMENT_DEPTH = 100;
/** Validation compares each with every other one that is spread beside it: 480 took 0.2 s. */
const MAX_FRAGMENTS = 300;
/** Validation says which fragments of a circle spread each other, once for each, and may exhaust the stack before. */
const MAX_FRAGMENTS_IN_CIRCLES = 50;
/** Validation compares each with every other one: a thousand took 0.3 s, and 500 with selections as long. */
const MAX_REPEATED_FIELDS = 100;
/** Validation walks a fragment once for each operation that reaches it. */
const MAX_OPERATIONS = 50;

/**
 * Why a document must not be validated or planned, which may take far longer than reading it: a sentence for the
 * client. Null for every other document, also for one that is no GraphQL. Takes as long as reading the text once.
 */
export function documentProblem(source: string, limits: DocumentLimits): string | null {
  const nesting = source.length > MAX_NESTING ? nestingOf(source) : 0;
  if (nesting > MAX_NESTING) {
    return `The operation nests ${nesting} brackets in each other; at most ${MAX_NESTING} are allowed.`;
  }
  const document = parsed(source);
  return document && problemOf(document, limits);
}

function problemOf(document: DocumentNode, { maxSelections }: DocumentLimits): string | null {
  let operations = 0;
  for (const { kind } of document.definitions) if (kind === Kind.OPERATION_DEFINITION) operations += 1;
  if (operations > MAX_OPERATIONS) {
    return `The document has ${operations} operations; at most ${MAX_OPERATIONS} are allowed.`;
  }
  const { fragments, depth, circular } = fragmentNesting(document);
  if (depth > MAX_FRAGMENT_DEPTH) {
    return `The document nests ${depth} fragments in each other; at most ${MAX_FRAGMENT_DEPTH} are allowed.`;
  }
  if (circular && fragments > MAX_FRAGMENTS_IN_CIRCLES) {
    return `The document has ${fragments} fragments, some of which spread themselves; at most ${MAX_FRAGMENTS_IN_CIRCLES} are allowed then.`;
  }
  if (fragments > MAX_FRAGMENTS) {
    return `The document has ${fragments} fragments; at most ${MAX_FRAGMENTS} are allowed.`;
  }
  const repeated = repeatedFields(document);
  if (repeated > MAX_REPEATED_FIELDS) {
    return `The document selects one name ${repeated} times in one place; at most ${MAX_REPEATED_FIELDS} are allowed.`;
  }
  const selections = tooManySelections(document, maxSelections);
  if (selections === null) return null;
  return `The document has ${selections}, with fragments counted wherever they are spread; at most ${maxSelections} are allowed.`;
}

/** Null for a text that Apollo Server will refuse, and say why, when it parses it too. */
function parsed(source: string): DocumentNode | null {
  try {
    return parse(source, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
