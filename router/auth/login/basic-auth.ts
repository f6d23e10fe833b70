import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PUBLIC_PATHS } from '../../../platform/http/requests/paths.ts';
import { startDeadline } from '../../../platform/http/requests/request-deadline.ts';
import { graphqlError, leaveBodyUnread } from '../../../platform/http/server/error-answers.ts';
import { declareRequestIdentity } from '../../../platform/identity/requests/request-identity.ts';
import { parseBasicCredentials } from '../credentials/basic-credentials.ts';
import type { FailedLogins } from '../guesses/failed-logins.ts';
import { TooBusyError } from '../hashes/hashing-queue.ts';
import type { UserDirectory } from '../users/user-directory.ts';
import { rememberedLogin } from './remembered-login.ts';

/** Why a login was refused. */
export type LoginRefusal =
  | 'malformed credentials'
  | 'wrong credentials'
  | 'too many wrong credentials'
  | 'too many logins at once';

/** Is told of each refused login; `user` is the name that was tried, null when there was none to read. */
export type OnRefusedLogin = (request: FastifyRequest, user: string | null, reason: LoginRefusal) => void;

/**
 * HTTP Basic authentication (RFC 7617) of every request, whatever its method and path, before its body is read;
 * health is public. Sets `request.identity`.
 */
export function registerBasicAuth(
  app: FastifyInstance,
  options: {
    users: UserDirectory;
    failedLogins: FailedLogins;
    realm: string;
    /** How long a request may take, waiting for the check of its password included. */
    timeoutMs: number;
    onRefused: OnRefusedLogin;
  },
): void {
  declareRequestIdentity(app);
  const challenge = `Basic realm=${quoted(options.realm)}, charset="UTF-8"`;
  const { users, failedLogins } = options;

  app.addHook('onRequest', async (request, reply) => {
    if (isPublic(request) || isPreflight(request)) return;
    const credentials = parseBasicCredentials(request.headers.authorization);
    if (!credentials) {
      // Browsers ask without credentials first, to be told that they are needed.
      if (request.headers.authorization !== undefined)
        options.onRefused(request, null, 'malformed credentials');
      return refuse(request, reply);
    }
    const { ip: address } = request;
    const { user } = credentials;
    // Whoever has logged in stays in there, however many strangers behind the same address guess.
    request.identity = rememberedLogin(users, failedLogins, { address, credentials });
    if (request.identity) return;
    await failedLogins.learn(address, user);
    const wait = failedLogins.waitSeconds(address, user);
    if (wait > 0) {
      options.onRefused(request, user, 'too many wrong credentials');
      return reply
        .code(429)
        .header('retry-after', wait)
        .send(graphqlError('TOO_MANY_REQUESTS', 'Too many wrong credentials; try again later.'));
    }
    const hashes = users.hashesFor(credentials);
    // Whoever waits for the same check costs nothing more.
    const attempt = users.isChecking(credentials) ? null : failedLogins.begin(address, user, hashes);
    try {
      const found = users.authenticate(
        credentials,
        failedLogins.guesser(address, user),
        startDeadline(request, reply, options.timeoutMs),
      );
      request.identity = found instanceof Promise ? await found : found;
    } catch (error) {
      if (!(error instanceof TooBusyError)) throw error;
      options.onRefused(request, user, 'too many logins at once');
      return reply
        .code(503)
        .header('retry-after', 1)
        .send(graphqlError('SERVICE_UNAVAILABLE', error.message));
    } finally {
      attempt?.end();
    }
    if (request.identity) {
      failedLogins.succeeded(address, user);
      return;
    }
    failedLogins.failed(address, user, hashes);
    // Before the answer, because the next guess may come to another router.
    await failedLogins.tellOfFailure(address, user, hashes);
    options.onRefused(request, user, 'wrong credentials');
    return refuse(request, reply);
  });

  function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    leaveBodyUnread(request, reply);
    return reply
      .code(401)
      .header('www-authenticate', challenge)
      .send(graphqlError('UNAUTHENTICATED', 'Valid HTTP Basic credentials are needed.'));
  }
}

function isPublic(request: FastifyRequest): boolean {
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    PUBLIC_PATHS.has(request.routeOptions.url ?? '')
  );
}

/** A CORS preflight (https://fetch.spec.whatwg.org/#cors-preflight-request), which browsers send without credentials. */
function isPreflight({ method, headers }: FastifyRequest): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/** A quoted-string of RFC 9110, section 5.6.4. */
function quoted(text: string): string {
  return `"${text.replace(/[^\x20-\x7e]/g, '').replace(/["\\]/g, '\\$&')}"`;
}
