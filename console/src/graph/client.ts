import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import type { DocumentNode } from 'graphql';
import possibleTypes from '../generated/possible-types.ts';
import { typePolicies } from './type-policies.ts';

declare module '@apollo/client' {
  namespace ApolloClient.DeclareDefaultOptions {
    interface WatchQuery {
      errorPolicy: 'all';
    }
  }
}

/**
 * The client of the graph. Operations are sent by the hash of their text, which the router knows as that of a trusted document;
 * the browser adds the credentials that it has asked for. A POST with JSON is nothing that another site could have it send.
 */
export function createClient(): ApolloClient {
  return new ApolloClient({
    link: ApolloLink.from([
      new PersistedQueryLink({ generateHash }),
      new HttpLink({ uri: '/graphql', credentials: 'same-origin' }),
    ]),
    cache: new InMemoryCache({ possibleTypes: possibleTypes.possibleTypes, typePolicies }),
    clientAwareness: { name: 'painel', version: '1' },
    defaultOptions: {
      // What there is is shown, with what is missing; a page that is opened again shows what it knows and asks anew.
      watchQuery: { errorPolicy: 'all', fetchPolicy: 'cache-and-network' },
    },
  });
}

/** A document that `npm run generate` has made, with the hash that it has put in. */
interface HashedDocument extends DocumentNode {
  __meta__?: { hash?: string };
}

function generateHash(document: HashedDocument): string {
  const hash = document.__meta__?.hash;
  if (hash === undefined)
    throw new Error('Only documents of `*.graphql` files are sent: run `npm run generate`.');
  return hash;
}
