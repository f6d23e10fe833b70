import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
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
}): ApolloClient {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  return new ApolloClient({
    link: ApolloLink.from([
      // The hash stands for the text, which the router has in its trusted documents.
      new PersistedQueryLink({ generateHash, useGETForHashedQueries: false }),
      ApolloLink.split(
        ({ operationType, variables }) => mayRepeat(operationType, variables),
        new HttpLink({ uri: url, headers, fetch: repeating(fetch) }),
        new HttpLink({ uri: url, headers, fetch }),
      ),
    ]),
    cache: new InMemoryCache({
      possibleTypes: possibleTypes.possibleTypes,
      typePolicies: {
        // The pages of a list become one, for each set of the arguments named here.
        Cliente: { fields: { inventario: relayStylePagination() } },
        Query: {
          fields: {
            clientes: relayStylePagination(['filtro', 'ordem']),
            produtos: relayStylePagination(['filtro', 'ordem']),
            aquisicoes: relayStylePagination(['filtro', 'ordem']),
          },
        },
        // Figures have no id: they belong to what they are of.
        ResumoDeAquisicoes: { keyFields: false },
      },
    }),
    // Who this is in the logs and figures of the router.
    clientAwareness: { name: 'exemplo-apollo', version: '1.0.0' },
  });
}

/** A document with the hash that GraphQL Code Generator has put in (`persistedDocuments`). */
interface HashedDocument extends DocumentNode {
  __meta__?: { hash?: string };
}

function generateHash(document: HashedDocument): string {
  const hash = document.__meta__?.hash?.replace(/^sha256:/, '');
  if (hash === undefined) throw new Error('Only generated documents are sent.');
  return hash;
}
