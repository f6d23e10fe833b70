import { GRAPHQL_PATH } from '../../platform/http/paths.ts';
import { scriptString } from './sandbox-page.ts';

/** The page at `/graphiql`: GraphiQL with nothing from outside this server. */
export function graphiqlPage(query: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Customer graph: GraphiQL</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/graphiql/graphiql.css">
  <style>html, body, #graphiql { height: 100%; margin: 0; }</style>
</head>
<body>
  <div id="graphiql"></div>
  <script src="/graphiql/react.js"></script>
  <script src="/graphiql/react-dom.js"></script>
  <script src="/graphiql/graphiql.js"></script>
  <script>
    ReactDOM.createRoot(document.getElementById('graphiql')).render(
      React.createElement(GraphiQL, {
        fetcher: GraphiQL.createFetcher({ url: '${GRAPHQL_PATH}' }),
        defaultQuery: ${scriptString(query)},
        shouldPersistHeaders: false,
      }),
    );
  </script>
</body>
</html>
`;
}
