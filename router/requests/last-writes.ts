import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { LAST_WRITE_KNOWN_MS, MAX_WRITERS } from '../../platform/http/requests/last-write-header.ts';
import { script } from '../../platform/sharing/script.ts';
import type { SharedStore } from '../../platform/sharing/shared-store.ts';
import type { RouterContext } from '../context.ts';

const NOTE = script("return redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])");
/** The latest of several; of a key that is not there -2. */
const LEFT = script(`
local most = -2
for at = 1, #KEYS do most = math.max(most, redis.call('PTTL', KEYS[at])) end
return most`);

/**
 * Knows who has written lately, so that subgraphs do not answer a user from a replica that need not have it yet: also a
 * replica of the subgraph that the write did not go through, and, with a Redis, a router that it did not go through.
 */
export class LastWrites {
  readonly #store: SharedStore | null;
  /** By `performance.now()`. With `max` the cache would make room for all of them at the start, and a start would wait for that. */
  readonly #writers = new LRUCache<string, number>({
    // Of more, a subgraph still knows of the writes that went through it.
    maxSize: MAX_WRITERS,
    sizeCalculation: () => 1,
    ttl: LAST_WRITE_KNOWN_MS,
  });

  /** @param store where routers tell each other; null knows the writes of this process alone */
  constructor(store: SharedStore | null) {
    this.#store = store;
  }

  /** Milliseconds since the user has last written; null when not for a minute, as far as is known here. */
  since(user: string): number | null {
    const at = this.#writers.get(user);
    return at === undefined ? null : Math.max(0, Math.round(performance.now() - at));
  }

  /** Asks what other routers know. Their answer in time, or what is known here. */
  async refresh(user: string): Promise<void> {
    const store = this.#store;
    if (!store) return;
    const left = await store.run('writes', LEFT, { keys: store.digests('writes', user) });
    if (typeof left !== 'number' || left <= 0) return;
    const at = performance.now() - (LAST_WRITE_KNOWN_MS - left);
    if (at > (this.#writers.get(user) ?? Number.NEGATIVE_INFINITY)) {
      this.#writers.set(user, at, { ttl: left });
    }
  }

  /**
   * Notes a mutation when it begins, for what it reads itself, and again before it is answered: whoever knows the answer must find
   * what it says, at whichever router.
   */
  plugin(): ApolloServerPlugin<RouterContext> {
    const isMutation = ({ operation }: { operation?: { operation: OperationTypeNode } | undefined }) =>
      operation?.operation === OperationTypeNode.MUTATION;
    const listener: GraphQLRequestListener<RouterContext> = {
      didResolveOperation: async (request) => {
        if (isMutation(request)) this.#note(request.contextValue.identity.user);
      },
      willSendResponse: async (request) => {
        if (isMutation(request)) await this.#tell(request.contextValue.identity.user);
      },
    };
    return { requestDidStart: () => Promise.resolve(listener) };
  }

  #note(user: string): void {
    this.#writers.set(user, performance.now());
  }

  async #tell(user: string): Promise<void> {
    this.#note(user);
    const store = this.#store;
    if (!store) return;
    await store.run('writes', NOTE, { keys: [store.digest('writes', user)], values: [LAST_WRITE_KNOWN_MS] });
  }
}
