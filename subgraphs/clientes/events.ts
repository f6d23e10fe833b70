import type { DomainEvent } from '../../platform/events/event/event.ts';

/** The event by which the other domains hear that a customer was erased. */
export const CLIENTE_EXCLUIDO = 'ClienteExcluido';

/** The event of an erasure; it has the id alone. */
export function clienteExcluido(id: string): Omit<DomainEvent, 'id'> {
  return { aggregatetype: 'Cliente', aggregateid: id, type: CLIENTE_EXCLUIDO, payload: { id } };
}
