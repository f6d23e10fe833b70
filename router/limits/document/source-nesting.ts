/**
 * Strings and comments, which may hold any bracket, and the brackets outside them. A string without an end is one too:
 * else each quote in it would be looked at up to the end of the text.
 */
const STRING_COMMENT_OR_BRACKET = /"""(?:\\"""|[\s\S])*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|#[^\n]*|[{}[\]()]/g;

/** How many brackets are open at most. */
export function nestingOf(source: string): number {
  let open = 0;
  let most = 0;
  for (const [token] of source.matchAll(STRING_COMMENT_OR_BRACKET)) {
    if (token === '{' || token === '[' || token === '(') most = Math.max(most, ++open);
    else if (token === '}' || token === ']' || token === ')') open -= 1;
  }
  return most;
}
