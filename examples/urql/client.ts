import { Client, fetchExchange, makeOperation, mapExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { persistedExchange } from '@urql/exchange-persisted';
import type { DocumentNode } from 'graphql';
import possibleTypes from '../generated/possible-types.ts';
import { mayRepeat, repeating } from '../retries.ts';

/**
 * A client of the graph at `url`, such as `http://127.0.0.1:4000/graphql`.
 *
 * @param authorization of a page on another origin; see `basic`
 */
export function createClient({
  url,
  authorization,
  fetch = globalThis.fetch,
}: {
  url: string;
  authorization?: string;
  fetch?: typeof globalThis.fetch;
}): Client {
  return new Client({
    url,
    fetch,
    fetchOptions: {
      headers: {
        // Who this is in the logs and figures of the router.
        'apollographql-client-name': 'exemplo-urql',
        'apollographql-client-version': '1.0.0',
        ...(authorization === undefined ? {} : { authorization }),
      },
    },
    // Variables may be personal data, and addresses are written down on the way: POST, also for queries.
    preferGetMethod: false,
    exchanges: [
      cacheExchange({
        possibleTypes: possibleTypes.possibleTypes,
        logger: warn,
        resolvers: {
          // The pages of a list become one, for each set of its other arguments.
          Cliente: { inventario: relayPagination() },
          Query: { clientes: relayPagination(), produtos: relayPagination(), aquisicoes: relayPagination() },
        },
        keys: {
          // Figures have no id: they belong to what they are of.
          ResumoDeAquisicoes: withoutKey,
        },
      }),
      // The hash stands for the text, which the router has in its trusted documents.
      persistedExchange({
        generateHash,
        enforcePersistedQueries: true,
        enableForMutation: true,
        preferGetForPersistedQueries: false,
      }),
      mapExchange({
        onOperation(operation) {
          const { kind, variables, context } = operation;
          if (!mayRepeat(kind, variables)) return operation;
          return makeOperation(kind, operation, { ...context, fetch: repeating(fetch) });
        },
      }),
      fetchExchange,
    ],
  });
}

const withoutKey = () => null;

/**
 * Without a whole `schema` (25 times the size) Graphcache looks in what a mutation answers for the fields of the members of the
 * union that it is not, and warns while one develops that they are missing.
 */
function warn(severity: 'debug' | 'error' | 'warn', message: string): void {
  if (severity !== 'debug' && !message.startsWith('Invalid undefined')) console[severity](message);
}

/** A document with the hash that GraphQL Code Generator has put in (`persistedDocuments`). */
interface HashedDocument extends DocumentNode {
  __meta__?: { hash?: string };
}

function generateHash(_text: string, document: HashedDocument): Promise<string> {
  const hash = document.__meta__?.hash?.replace(/^sha256:/, '');
  if (hash === undefined) throw new Error('Only generated documents are sent.');
  return Promise.resolve(hash);
}
