import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Identity } from '../../platform/identity/callers/identity.ts';
import { DEFAULT_GROUPS } from '../../platform/identity/callers/scopes.ts';
import type { IdentityVerifier } from '../../platform/identity/tokens/tokens.ts';

const BENCH_IDENTITY: Identity = Object.freeze({
  user: 'bench',
  scopes: DEFAULT_GROUPS.escrita,
});

/**
 * Who asks a vanilla server, checked in its context function: a user of the benchmark by Basic credentials, or, in a
 * subgraph that its peers call, whoever a peer has signed for.
 *
 * @param verifier checks what peers have signed; null where no peer calls
 */
export function vanillaIdentity(
  authorizations: ReadonlySet<string | undefined>,
  verifier: IdentityVerifier | null,
): (request: IncomingMessage) => Promise<Identity> {
  return async ({ headers }) => {
    if (authorizations.has(headers.authorization)) return BENCH_IDENTITY;
    const [scheme, token] = headers.authorization?.split(' ') ?? [];
    if (verifier && scheme === 'Bearer' && token) return await verifier.verify(token);
    throw new GraphQLError('Valid HTTP Basic credentials are needed.', {
      extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
    });
  };
}
