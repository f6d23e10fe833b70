import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Admission } from '../../../platform/http/admission/admission.ts';
import { clientAddresses } from '../../../platform/http/requests/client-address.ts';
import { GRAPHQL_PATH } from '../../../platform/http/requests/paths.ts';
import { answerBeforeRouting } from '../../../platform/http/server/before-routing.ts';
import { parseBasicCredentials } from '../../auth/credentials/basic-credentials.ts';
import type { FailedLogins } from '../../auth/guesses/failed-logins.ts';
import { rememberedLogin } from '../../auth/login/remembered-login.ts';
import type { UserDirectory } from '../../auth/users/user-directory.ts';

export interface SheddingParts {
  admission: Admission;
  /** Writes the answer to a request that gets no place. */
  refuse: (request: IncomingMessage, response: ServerResponse) => void;
  users: Pick<UserDirectory, 'remembered'>;
  failedLogins: FailedLogins;
  trustedProxies: readonly string[];
}

/** Refuses GraphQL requests that would get no place, before anything else is done for them. */
export function shedBeforeRouting(app: FastifyInstance, parts: SheddingParts): void {
  const { admission, refuse, users, failedLogins } = parts;
  const addressOf = clientAddresses(parts.trustedProxies);
  answerBeforeRouting(app, GRAPHQL_PATH, (request, response) => {
    const isFull = admission.sheds(() => loggedIn(request));
    if (isFull) refuse(request, response);
    return isFull;
  });

  /** Who that is, if it has logged in before: a name alone would have answers tell who there is. */
  function loggedIn(request: IncomingMessage): string | null {
    const credentials = parseBasicCredentials(request.headers.authorization);
    if (!credentials) return null;
    const address = addressOf(request);
    return rememberedLogin(users, failedLogins, { address, credentials })?.user ?? null;
  }
}
