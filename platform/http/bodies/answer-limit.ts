import { DeadlineExceeded } from '../../errors/client-errors.ts';

/** What an answer of a subgraph may have, and by default what a router takes of one. */
export const MAX_SUBGRAPH_ANSWER_BYTES = 8 * 1024 * 1024;
/** One character of JavaScript in UTF-8, at most. */
const BYTES_PER_CHARACTER = 3;

/** The text of a GraphQL response, or that of an error in its place when it is larger than it may be. */
export function boundedAnswer(text: string, maxBytes: number): string {
  if (text.length * BYTES_PER_CHARACTER <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  return tooLargeText(maxBytes);
}

/** The text of the error that stands for a response that was not written before its deadline. */
export function deadlineExceeded(): string {
  const { message, extensions } = new DeadlineExceeded();
  return `${JSON.stringify({ errors: [{ message, extensions }], data: null })}\n`;
}

/** The text of the error that stands for a response that has more bytes than it may have. */
export function tooLargeText(maxBytes: number): string {
  const { message, extensions } = answerLimitError(maxBytes);
  return `${JSON.stringify({ errors: [{ message, extensions }], data: null })}\n`;
}

/** The error that stands for a response that has more bytes than it may have. */
export function answerLimitError(maxBytes: number): { message: string; extensions: Record<string, unknown> } {
  const message = `The answer is larger than ${maxBytes} bytes, as one may be at most. Ask for smaller pages or fewer fields. A mutation has been carried out all the same.`;
  return { message, extensions: { code: 'ANSWER_TOO_LARGE', maxBytes } };
}
