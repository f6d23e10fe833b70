import type { Statements } from './statements.ts';

/**
 * What a transaction leaves in the schema, so that another one can tell whether it has committed: a connection has one
 * row, and each of its transactions writes its own number there.
 */
export interface Trace {
  /** Names a connection, of which there is never another of this name. */
  readonly connection: string;
  /** Counts the transactions of the connection, from 1. */
  readonly number: number;
}

/** Leaves the trace of the transaction that `statements` run in. */
export async function leaveTrace(statements: Statements, { connection, number }: Trace): Promise<void> {
  await statements.write(
    `INSERT INTO transacao (conexao, numero, em) VALUES (?, ?, NOW(3))
       ON DUPLICATE KEY UPDATE numero = VALUES(numero), em = VALUES(em)`,
    [connection, number],
  );
}

/**
 * Tells whether the transaction of a trace has committed, in a transaction of its own that has to commit before this is
 * true. It changes the row first: on the same server that waits until the other transaction has ended; on another node
 * of a cluster one of the two is refused, so that the other one cannot commit any more once this one has.
 *
 * @param trace of the last transaction of its connection
 */
export async function wasCommitted(statements: Statements, { connection, number }: Trace): Promise<boolean> {
  await statements.write(
    `INSERT INTO transacao (conexao, numero, em, conferencias) VALUES (?, 0, NOW(3), 1)
       ON DUPLICATE KEY UPDATE conferencias = conferencias + 1`,
    [connection],
  );
  const rows = await statements.read('SELECT 1 FROM transacao WHERE conexao = ? AND numero = ?', [
    connection,
    number,
  ]);
  return rows.length > 0;
}
