import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './page.css';
import './workers.ts';
import { readLink } from './link.ts';
import { LinkInAddress } from './link-in-address.tsx';
import { nameControls } from './name-controls.ts';
import { tabsAsList } from './tabs-as-list.ts';

const root = document.getElementById('graphiql');
if (root === null) throw new Error('the page has no #graphiql');
// What the router knows and this file does not; see router/explorer/graphiql-page.ts.
const { endpoint = '', example = '', user = '', rights = '' } = root.dataset;
const linked = readLink(location.search);
const fetcher = createGraphiQLFetcher({ url: endpoint });
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];

nameControls(root);
tabsAsList(root);
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    defaultQuery={example}
    {...(linked === null ? {} : { initialQuery: linked.query, initialVariables: linked.variables })}
    plugins={plugins}
    shouldPersistHeaders={false}
  >
    <GraphiQL.Logo>
      <span className="who" title={rights}>
        {user}
      </span>
    </GraphiQL.Logo>
    <LinkInAddress shown={example} operationName={linked?.operationName ?? null} />
  </GraphiQL>,
);
