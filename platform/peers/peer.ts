import type { Caller } from '../identity/callers/caller.ts';
import type { Identity } from '../identity/callers/identity.ts';
import type { DirectSubgraph } from './operations/direct-operation.ts';
import type { GraphqlBody } from './operations/graphql-body.ts';
import type { SubgraphClient } from './subgraph-client.ts';

/** The request for which a peer is asked. */
export type PeerRequest = Pick<Caller, 'requestId' | 'deadline'>;

/** A subgraph that another one asks. */
export interface Peer {
  readonly name: string;
  /** The subgraph's GraphQL response to this subgraph, which asks as itself. Throws SubgraphFailure when there is none. */
  post(body: GraphqlBody, request: PeerRequest): Promise<unknown>;
}

/** Subgraphs that run in this process, by name. */
export type LocalSubgraphs = ReadonlyMap<string, DirectSubgraph>;

/**
 * The peer without HTTP once it runs in this process, else over HTTP.
 *
 * @param asker who asks: no subgraph can say that it is a user
 */
export function directOrHttp(
  client: Pick<SubgraphClient, 'name' | 'post'>,
  localSubgraphs: LocalSubgraphs,
  asker: Identity,
): Peer {
  const { name } = client;
  return {
    name,
    post({ query, variables, operationName }, { requestId, deadline }) {
      const caller = { identity: asker, requestId, deadline };
      const local = localSubgraphs.get(name);
      if (!local) return client.post({ query, variables, operationName }, caller);
      return local.execute({ source: query, variables, operationName, ...caller });
    },
  };
}

/** The peer that the subgraph's definition names. */
export function peerNamed(peers: ReadonlyMap<string, Peer>, name: string): Peer {
  const peer = peers.get(name);
  if (!peer) throw new Error(`${name} is not among the peers of the subgraph's definition`);
  return peer;
}
