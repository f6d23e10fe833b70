import type { Environment } from 'monaco-editor';

/** The addresses of the workers, which the build puts here. */
declare const WORKERS: { readonly editor: string; readonly json: string; readonly graphql: string };

/** Monaco's workers come from this server, each a file: the page's policy allows no worker made of text. */
const environment: Environment = {
  getWorker: (_moduleId, label) =>
    new Worker(label === 'json' ? WORKERS.json : label === 'graphql' ? WORKERS.graphql : WORKERS.editor),
};
Object.assign(globalThis, { MonacoEnvironment: environment });
