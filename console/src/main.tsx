import 'uplot/dist/uPlot.min.css';
import './styles.css';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { App } from './app.tsx';
import { createClient } from './graph/client.ts';
import { SessionProvider } from './session.tsx';

const root = document.getElementById('painel');
if (!root) throw new Error('the page has no element for the console');
createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={createClient()}>
      <SessionProvider>
        <Router base="/painel">
          <App />
        </Router>
      </SessionProvider>
    </ApolloProvider>
  </StrictMode>,
);
