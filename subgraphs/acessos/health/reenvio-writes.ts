import * as v from 'valibot';
import type { Database } from '../../../platform/database/database.ts';
import { UnusableReport } from '../../../platform/events/event/event.ts';
import { type RouterOrders, routerStatus } from '../../../platform/events/inspection/router-status.ts';
import type { Caller } from '../../../platform/identity/callers/caller.ts';
import {
  createOnce,
  creationOutcome,
  findRepeated,
  keyedRequest,
} from '../../../platform/writes/idempotent-create.ts';
import {
  type Conflito,
  type ErroDeValidacao,
  type NaoEncontrado,
  naoEncontrado,
} from '../../../platform/writes/outcomes.ts';
import { type Checked, InputCheck, whenValid } from '../../../platform/writes/validation.ts';
import type { ReenviarEventosEntrada } from '../schema.types.ts';
import type { NovoReenvio, Reenvio, ReenvioStore } from './reenvio-store.ts';
import type { RoteadorStore } from './roteador-store.ts';

export interface ReenvioPedido {
  __typename: 'ReenvioPedido';
  reenvio: Reenvio;
}

/** What has dead events of other domains tried again. */
export interface ReenvioWrites {
  pedir(
    entrada: ReenviarEventosEntrada,
    caller: Caller,
  ): Promise<ReenvioPedido | ErroDeValidacao | NaoEncontrado | Conflito<never>>;
}

export interface ReenvioWriteParts {
  database: Database;
  roteadores: RoteadorStore;
  reenvios: ReenvioStore;
}

const DOMINIO = { min: 1, max: 60 };

/** The writes of what is tried again, each in a transaction of its own. */
export function reenvioWrites({ database, roteadores, reenvios }: ReenvioWriteParts): ReenvioWrites {
  return {
    pedir: (entrada, caller) =>
      whenValid(parseReenvio(entrada), async ({ reenvio, key }) => {
        const request = keyedRequest('reenviarEventos', caller.identity, key, reenvio);
        const repeated = await findRepeated(database, request, reenvios.find);
        if (repeated) return creationOutcome(repeated, pedido);
        const seen = await roteadores.findSeen({ deadline: caller.deadline });
        const isKnown = seen.some(({ status }) =>
          status.subgraphs.some(({ name }) => name === reenvio.dominio),
        );
        if (!isKnown) return naoEncontrado('Dominio', reenvio.dominio);
        const created = await database.transaction((transaction) =>
          createOnce(transaction, request, {
            insert: () => reenvios.insert(transaction, reenvio, caller.identity.user),
            find: reenvios.find,
            subject: () => null,
          }),
        );
        return creationOutcome(created, pedido);
      }),
  };
}

/**
 * Takes what a router says of the graph, and gives what it is to have tried again. A router that does not come back leaves that
 * to the next one after some seconds.
 */
export function takeRouterStatus({
  roteadores,
  reenvios,
}: Pick<ReenvioWriteParts, 'roteadores' | 'reenvios'>): (status: unknown) => Promise<RouterOrders> {
  return async (said) => {
    const parsed = v.safeParse(routerStatus, said, { abortEarly: true });
    if (!parsed.success) throw new UnusableReport();
    const { output: status } = parsed;
    await roteadores.put(status);
    for (const result of status.done) await reenvios.finish(result);
    if (status.nextInMs === null) return { replays: [] };
    return { replays: await reenvios.takeOrders(status.subgraphs.map(({ name }) => name)) };
  };
}

function parseReenvio({
  dominio,
  evento,
  chaveDeIdempotencia,
}: ReenviarEventosEntrada): Checked<{ reenvio: NovoReenvio; key: string | null }> {
  const check = new InputCheck();
  const reenvio = {
    dominio: check.text('dominio', dominio, DOMINIO),
    evento: evento == null ? null : check.id('evento', evento),
  };
  const key = check.idempotencyKey(chaveDeIdempotencia);
  return check.done({ reenvio, key });
}

function pedido(reenvio: Reenvio): ReenvioPedido {
  return { __typename: 'ReenvioPedido', reenvio };
}
