import type { Statements } from '../../database/statements/statements.ts';

/** How much is waiting for each domain. */
export interface DestinationBacklog {
  destination: string;
  /** Not confirmed yet. */
  pending: number;
  /** Those of them that a broker has. */
  published: number;
  dead: number;
  /** Age of the oldest delivery that is not done, seconds. */
  lagSeconds: number;
}

/** Reads how much waits for each destination that is owed something. */
export async function readBacklog(statements: Statements): Promise<DestinationBacklog[]> {
  const rows = await statements.read<{
    destino: string;
    pendentes: string;
    mortas: string;
    publicadas: string;
    atraso: string;
  }>(
    `SELECT e.destino, SUM(e.estado = 'PENDENTE') AS pendentes, SUM(e.estado = 'MORTA') AS mortas,
            SUM(e.estado = 'PENDENTE' AND e.posicao IS NOT NULL) AS publicadas,
            COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(o.criado_em), NOW(3)), 0) / 1000000 AS atraso
       FROM outbox_entrega e LEFT JOIN outbox o ON o.seq = e.seq
      WHERE e.estado IN ('PENDENTE', 'MORTA') GROUP BY e.destino`,
    [],
  );
  return rows.map(({ destino, pendentes, mortas, publicadas, atraso }) => ({
    destination: destino,
    pending: Number(pendentes),
    published: Number(publicadas),
    dead: Number(mortas),
    lagSeconds: Number(atraso),
  }));
}
