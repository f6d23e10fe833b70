/** What clients have been told of one customer. */
export interface KnownCliente {
  id: string;
  nome: string;
  email: string;
  cpf: string;
  versao: number;
  erased: boolean;
  /** Ids of addresses that were acknowledged and not deleted. */
  enderecos: Set<string>;
}

/** What clients have been told of one purchase. */
export interface KnownAquisicao {
  id: string;
  clienteId: string;
  quantidade: number;
}

/** A kill of the router, both milliseconds since 1970. */
export interface RouterKill {
  at: number;
  /** Answers of the one that was killed are read until shortly before; infinite while it is away. */
  backAt: number;
}

/** Everything that has been acknowledged: what the schemas must hold at the end, no more and no less. */
export class World {
  readonly clientes = new Map<string, KnownCliente>();
  readonly aquisicoes = new Map<string, KnownAquisicao>();
  /**
   * Quantities of purchases of erased customers whose answer went unseen: they may have been recorded, and nobody can
   * learn their ids any more.
   */
  readonly unseenQuantities: number[] = [];
  /** Products, made before the faults begin. */
  readonly produtos: string[] = [];
  /** Ids of requests that a router has answered, each with when, milliseconds since 1970. */
  readonly answered = new Map<string, number>();
  /** When the router was killed, and was back: what it had answered just before may not be kept. */
  readonly routerKills: RouterKill[] = [];
  readonly counts = {
    operations: 0,
    attempts: 0,
    repeats: 0,
    erasures: 0,
    reversals: 0,
    refused: 0,
    requestsKept: 0,
    /** Answered so shortly before a kill of the router that they may be lost, and lost. */
    requestsLost: 0,
    /** The oldest of those, in milliseconds before the kill. */
    lostBeforeKillMs: 0,
    auditRows: 0,
  };
  readonly violations: string[] = [];

  violate(what: string): void {
    this.violations.push(what);
  }
}
