import { GRAPHQL_PATH } from '../../platform/http/requests/paths.ts';
import type { CallerInWords } from './caller-in-words.ts';
import { FIRST_LOAD } from './graphiql-first-load.ts';
import { htmlText } from './html-text.ts';

/** What the page loads first: the names of its script and its style. */
export interface PageFiles {
  script: string;
  style: string;
}

/** The page at `/graphiql`: GraphiQL with nothing from outside this server. */
export function graphiqlPage(
  example: string,
  { user, rights }: CallerInWords,
  { script, style }: PageFiles,
): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Customer graph: GraphiQL</title>
  <link rel="icon" href="data:,">
  <script src="/graphiql/${FIRST_LOAD}"></script>
  <link rel="stylesheet" href="/graphiql/${htmlText(style)}">
  <script type="module" src="/graphiql/${htmlText(script)}"></script>
</head>
<body>
  <main>
  <h1 class="unseen">Customer graph: GraphiQL</h1>
  <div id="graphiql" data-endpoint="${GRAPHQL_PATH}" data-example="${htmlText(example)}"
    data-user="${htmlText(user)}" data-rights="${htmlText(rights)}"><noscript>GraphiQL needs JavaScript.</noscript></div>
  </main>
</body>
</html>
`;
}
