import {
  type ApolloServer,
  type ApolloServerPlugin,
  HeaderMap,
  type HTTPGraphQLRequest,
} from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Admission } from '../../../platform/http/admission/admission.ts';
import type { RouterContext } from '../../context.ts';
import { answerType } from '../status-for-media-type.ts';
import { RETRY_AFTER_SECONDS, SHED_ANSWER } from './shed-answer.ts';

/** Of answers that came early because a subgraph was not asked, or turned the router away. */
const REFUSED_BY_SUBGRAPH: ReadonlySet<unknown> = new Set(['SUBGRAPH_BUSY', 'SUBGRAPH_UNAVAILABLE']);

type Executor = Pick<ApolloServer<RouterContext>, 'executeHTTPGraphQLRequest'>;

/** Executes as many requests at a time as there are places. */
export class LoadShedding {
  readonly #admission: Admission;
  /** By their requests, as Apollo Server copies their contexts. */
  readonly #refused = new WeakSet<HTTPGraphQLRequest>();

  constructor(admission: Admission) {
    this.#admission = admission;
  }

  /**
   * Notes which requests a subgraph did not work for: how long they took says nothing of how long requests take, and as
   * they end early, there would soon be room for more and more of them.
   */
  plugin(): ApolloServerPlugin<RouterContext> {
    const isRefused = ({ extensions }: GraphQLFormattedError) => REFUSED_BY_SUBGRAPH.has(extensions?.code);
    const refused = this.#refused;
    return {
      requestDidStart: () =>
        Promise.resolve({
          willSendResponse({ response: { body }, request: { http } }) {
            if (http && body.kind === 'single' && body.singleResult.errors?.some(isRefused))
              refused.add(http);
            return Promise.resolve();
          },
        }),
    };
  }

  /**
   * Apollo Server that executes only requests that have a place. A place is taken when the body is there and given back
   * when the answer is, so that who sends or reads slowly holds none.
   */
  shield(apollo: Executor): Executor {
    const admission = this.#admission;
    const refused = this.#refused;
    return {
      async executeHTTPGraphQLRequest({ httpGraphQLRequest, context }) {
        const own = await context();
        const entered = admission.enter(own.deadline, own.identity.user);
        const place = entered instanceof Promise ? await entered : entered;
        if (!place) return refusal(httpGraphQLRequest.headers.get('accept'));
        try {
          return await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => own });
        } finally {
          admission.leave(place, !refused.has(httpGraphQLRequest));
        }
      },
    };
  }
}

function refusal(accept: string | undefined): Awaited<ReturnType<Executor['executeHTTPGraphQLRequest']>> {
  return {
    status: 503,
    headers: new HeaderMap([
      ['content-type', `${answerType(accept)}; charset=utf-8`],
      ['retry-after', RETRY_AFTER_SECONDS],
    ]),
    body: { kind: 'complete', string: SHED_ANSWER },
  };
}
