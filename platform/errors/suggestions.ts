import type { GraphQLFormattedError } from 'graphql';

/** How graphql-js begins the names that it proposes, at the end of a message. */
const SUGGESTION = 'Did you mean ';

/** The error without names of the schema that it proposes; the same one where it proposes none. */
export function withoutSuggestion(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message } = error;
  // By position and not by pattern: a message may quote what a client has sent, up to its last letter.
  const at = message.endsWith('?') ? message.lastIndexOf(SUGGESTION) : -1;
  return at < 0 ? error : { ...error, message: message.slice(0, at).trimEnd() };
}
