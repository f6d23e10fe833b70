import type { FastifyRequest } from 'fastify';
import type { CompiledExecutor } from '../../execution/executor/compiled-executor.ts';
import {
  CONFIRMED_EXTENSION,
  CONFIRMED_HEADER,
  ConfirmedPeople,
} from '../../identity/callers/confirmed-people.ts';
import type { RequestContext } from '../definition.ts';

/** What takes down whom a mutation confirms, where the caller asks for it by a header and is a part of the graph; else null. */
export function confirmedByHeader({ headers }: Pick<FastifyRequest, 'headers'>): ConfirmedPeople | null {
  if (headers[CONFIRMED_HEADER] === undefined) return null;
  // A token was verified before this. Who explores a subgraph alone logs in by name.
  return /^bearer /i.test(headers.authorization ?? '') ? new ConfirmedPeople() : null;
}

/** An executor whose answers to mutations say whom they have confirmed, in `extensions`, to callers who want to know. */
export function withConfirmedExtension(executor: CompiledExecutor): CompiledExecutor {
  return {
    ...executor,
    async execute(request) {
      if (!request.source.startsWith('mutation')) return await executor.execute(request);
      let context: Pick<RequestContext, 'confirmed'> = {};
      const result = await executor.execute({
        ...request,
        createContext(selected) {
          const made = request.createContext(selected);
          // What createContext of a subgraph gives.
          context = made as RequestContext;
          return made;
        },
      });
      const confirmed = context.confirmed?.toExtension() ?? null;
      return confirmed === null ? result : { ...result, extensions: { [CONFIRMED_EXTENSION]: confirmed } };
    },
  };
}
