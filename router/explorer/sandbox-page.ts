import { GRAPHQL_PATH } from '../../platform/http/requests/paths.ts';
import type { CallerInWords } from './caller-in-words.ts';
import { htmlText } from './html-text.ts';

/** Apollo Sandbox is served by Apollo alone: its script comes from here, and until it has come the page says so. */
export const SANDBOX_SCRIPT_ORIGIN = 'https://embeddable-sandbox.cdn.apollographql.com';

/**
 * The page at `/`: Apollo Sandbox, whose requests this page itself sends, with the browser's credentials. Sandbox is a page of
 * Apollo's in a frame and has no place for who is logged in, so that this page says it above.
 */
export function sandboxPage(query: string, { rights }: CallerInWords): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Customer graph: Apollo Sandbox</title>
  <style>
    html, body { height: 100%; margin: 0; }
    body { display: flex; flex-direction: column; }
    #who { font: 0.875rem/1.5 system-ui, sans-serif; padding: 0.25rem 1rem; background: #1b2240; color: #fff; }
    #who a { color: inherit; }
    main { flex: 1; min-height: 0; }
    #sandbox { height: 100%; }
    [hidden] { display: none; }
    #notice { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem; }
  </style>
</head>
<body>
  <header id="who">${htmlText(rights)} · <a href="/graphiql">GraphiQL</a></header>
  <main>
  <div id="notice">
    <h1 id="state">Apollo Sandbox is being loaded</h1>
    <p>It comes from Apollo's servers. <a href="/graphiql">GraphiQL</a> works without internet.</p>
    <noscript><p>Both need JavaScript.</p></noscript>
  </div>
  <div id="sandbox" hidden></div>
  </main>
  <script>
    function offline() {
      document.getElementById('state').textContent = 'Apollo Sandbox cannot be loaded';
    }
    function start() {
      document.getElementById('notice').hidden = true;
      document.getElementById('sandbox').hidden = false;
      new window.EmbeddedSandbox({
        target: '#sandbox',
        initialEndpoint: location.origin + '${GRAPHQL_PATH}',
        includeCookies: true,
        runTelemetry: false,
        initialState: { document: ${scriptString(query)}, pollForSchemaUpdates: false },
      });
    }
  </script>
  <script async src="${SANDBOX_SCRIPT_ORIGIN}/_latest/embeddable-sandbox.umd.production.min.js"
    onload="start()" onerror="offline()"></script>
</body>
</html>
`;
}

/** A JavaScript string that cannot end the script element it stands in. */
function scriptString(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
