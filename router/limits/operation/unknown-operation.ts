import { type DocumentNode, Kind } from 'graphql';
import { badUserInput, type ExpectedError } from '../../../platform/errors/client-errors.ts';

/** Names of operations that a message lists. */
const MAX_LISTED = 10;
/** Characters of a name that a message quotes. */
const MAX_QUOTED = 100;
/** Apollo Server would answer 500, and takes the status from here. */
const BAD_REQUEST = { http: { status: 400 } };

/** What is wrong with a request whose `operationName` picks no operation of its document. */
export function unknownOperation(document: DocumentNode, operationName: string | undefined): ExpectedError {
  const names: string[] = [];
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION && node.name) names.push(quoted(node.name.value));
  }
  const listed =
    names.length > MAX_LISTED ? [...names.slice(0, MAX_LISTED), `${names.length - MAX_LISTED} more`] : names;
  const has = names.length === 0 ? 'Its operation has no name' : `It has ${listed.join(', ')}`;
  return badUserInput(
    operationName !== undefined
      ? `The document has no operation ${quoted(operationName)}. ${has}.`
      : `The document has several operations; \`operationName\` must say which one. ${has}.`,
    BAD_REQUEST,
  );
}

function quoted(name: string): string {
  return `"${name.length > MAX_QUOTED ? `${name.slice(0, MAX_QUOTED)}…` : name}"`;
}
