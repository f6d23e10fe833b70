/** What streams and subjects are called at the broker. */
export interface StreamNames {
  /** The stream of events on their way: each message is for one domain, and is removed when that domain is done with it. */
  readonly events: string;
  readonly allEvents: string;
  /** The stream of what domains say of events that they have had, for who has sent them. */
  readonly confirmations: string;
  readonly allConfirmations: string;
  /** The subject of an event, such as `eventos.enderecos.clientes.ClienteExcluido`. */
  eventSubject(destination: string, origin: string, type: string): string;
  /** The subjects of all events for a domain. */
  eventsOf(destination: string): string;
  /** The subject of what a domain says of an event, such as `confirmacoes.clientes.enderecos`. */
  confirmationSubject(origin: string, destination: string): string;
}

/**
 * The names of one installation.
 *
 * @param prefix tells installations on one account of a broker apart: `testes` makes `testes_EVENTOS` and `testes.eventos.>`; null
 *   is none
 */
export function streamNames(prefix: string | null): StreamNames {
  const [stream, subject] = prefix === null ? ['', ''] : [`${prefix}_`, `${prefix}.`];
  return {
    events: `${stream}EVENTOS`,
    allEvents: `${subject}eventos.>`,
    confirmations: `${stream}CONFIRMACOES`,
    allConfirmations: `${subject}confirmacoes.>`,
    eventSubject: (destination, origin, type) => `${subject}eventos.${destination}.${origin}.${type}`,
    eventsOf: (destination) => `${subject}eventos.${destination}.>`,
    confirmationSubject: (origin, destination) => `${subject}confirmacoes.${origin}.${destination}`,
  };
}
