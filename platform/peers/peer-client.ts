import type { Caller } from '../identity/callers/caller.ts';
import type { Identity } from '../identity/callers/identity.ts';
import { maySendAgain, verdictOf } from './answers/failed-request.ts';
import type { GraphqlResponse } from './answers/graphql-response.ts';
import { Instances } from './instances.ts';
import type { GraphqlBody } from './operations/graphql-body.ts';
import { SubgraphClient, type SubgraphClientOptions } from './subgraph-client.ts';

/** Asks a subgraph that may have several addresses; what may be sent again and failed at one is sent to another one, once. */
export class PeerClient implements AsyncDisposable {
  readonly name: string;
  readonly #instances: Instances;

  constructor({ urls, ...options }: Omit<SubgraphClientOptions, 'url'> & { urls: readonly string[] }) {
    this.name = options.name;
    this.#instances = new Instances(urls.map((url) => new SubgraphClient({ ...options, url })));
  }

  /** The subgraph's GraphQL response. Throws SubgraphFailure when there is none. */
  async post(body: GraphqlBody, caller: Caller): Promise<GraphqlResponse> {
    const mayRepeat = (error: unknown) => !caller.deadline?.isOver && maySendAgain(error, body);
    return await this.#ask((client) => client.post(body, caller), mayRepeat);
  }

  /** Delivers an event. Throws SubgraphFailure unless the subgraph says that it has applied it. */
  async postEvent(event: object, identity: Identity, requestId?: string): Promise<void> {
    // Its inbox applies an event once.
    await this.#ask(
      (client) => client.postEvent(event, identity, requestId),
      (error) => verdictOf(error, 0) === 'fails',
    );
  }

  async #ask<Result>(
    send: (client: SubgraphClient) => Promise<Result>,
    mayRepeat: (error: unknown) => boolean,
  ): Promise<Result> {
    const first = this.#instances.choose();
    if (!first) throw new Error(`the subgraph ${this.name} has no address`);
    try {
      return await this.#askOne(first, send);
    } catch (error) {
      const other = mayRepeat(error) ? this.#instances.choose((one) => one !== first) : null;
      if (!other) throw error;
      return await this.#askOne(other, send);
    }
  }

  async #askOne<Result>(
    instance: Instances['all'][number],
    send: (client: SubgraphClient) => Promise<Result>,
  ): Promise<Result> {
    const start = performance.now();
    instance.begin();
    try {
      const result = await send(instance.client);
      instance.end('works');
      return result;
    } catch (error) {
      instance.end(verdictOf(error, performance.now() - start));
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#instances[Symbol.dispose]();
    await Promise.all(this.#instances.all.map(({ client }) => client[Symbol.asyncDispose]()));
  }
}
