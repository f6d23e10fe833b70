import type { CommitMarker } from '../connections/pooled-connection.ts';
import type { Statements } from '../statements/statements.ts';

/** Leaves the marker of the transaction that `statements` run in. */
export async function leaveMarker(
  statements: Statements,
  { connection, number }: CommitMarker,
): Promise<void> {
  await statements.write(
    `INSERT INTO transacao (conexao, numero, em) VALUES (?, ?, NOW(3))
       ON DUPLICATE KEY UPDATE numero = VALUES(numero), em = VALUES(em)`,
    [connection, number],
  );
}

/**
 * Tells whether the transaction of a marker has committed, in a transaction of its own that has to commit before this is
 * true. It changes the row first: on the same server that waits until the other transaction has ended; on another node
 * of a cluster one of the two is refused, so that the other one cannot commit any more once this one has.
 *
 * @param marker of the last transaction of its connection
 */
export async function wasCommitted(
  statements: Statements,
  { connection, number }: CommitMarker,
): Promise<boolean> {
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
