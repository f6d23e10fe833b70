import type { Statements } from '../database/statements/statements.ts';
import { StartError } from '../process/ending/start-error.ts';

const READ_AT_ONCE = 10_000;

/**
 * What a domain knows of the entities of another one, for that one to be told after it was restored from a dump: a line
 * `erased <id>` for each that is gone, and last `used <id>`, the highest id that there ever was here.
 */
export async function* linesOfReferences(statements: Statements, tipo: string): AsyncGenerator<string> {
  for (let after = '0'; ; ) {
    const rows = await statements.read<{ id: string }>(
      `SELECT id FROM referencia WHERE tipo = ? AND apagado_em IS NOT NULL AND id > ? ORDER BY id LIMIT ${READ_AT_ONCE}`,
      [tipo, after],
    );
    for (const { id } of rows) yield `erased ${id}`;
    const last = rows.at(-1);
    if (!last || rows.length < READ_AT_ONCE) break;
    after = last.id;
  }
  const [highest] = await statements.read<{ id: string | null }>(
    'SELECT MAX(id) AS id FROM referencia WHERE tipo = ?',
    [tipo],
  );
  if (highest?.id) yield `used ${highest.id}`;
}

/** The kind of entities that a command is to list, as it was given. Throws a StartError unless there is one and nothing else. */
export function kindToList([tipo, ...more]: readonly string[]): string {
  if (!tipo || tipo.startsWith('-') || more.length > 0)
    throw new StartError('Name one kind of entity, as references have it: `references-cli Cliente`.');
  return tipo;
}

/**
 * Throws a StartError where nothing is known of entities of a kind but of others: its name is most likely not spelled so, and
 * a list without a line would tell that nobody was erased.
 */
export async function expectReferences(statements: Statements, tipo: string): Promise<void> {
  const known = await statements.read('SELECT 1 FROM referencia WHERE tipo = ? LIMIT 1', [tipo]);
  if (known.length > 0) return;
  const others = await statements.read<{ tipo: string }>(
    'SELECT DISTINCT tipo FROM referencia ORDER BY tipo',
    [],
  );
  if (others.length === 0) return;
  throw new StartError(
    `Nothing here refers to "${tipo}", but to ${others.map((one) => one.tipo).join(', ')}.`,
  );
}

/** The ids of another domain's entities that something here refers to and that are not known to be gone, some at a time. */
export async function* usedReferences(
  statements: Statements,
  tipo: string,
  atOnce: number,
): AsyncGenerator<string[]> {
  for (let after = '0'; ; ) {
    const rows = await statements.read<{ id: string }>(
      `SELECT id FROM referencia WHERE tipo = ? AND apagado_em IS NULL AND id > ? ORDER BY id LIMIT ${atOnce}`,
      [tipo, after],
    );
    const ids = rows.map(({ id }) => String(id));
    if (ids.length > 0) yield ids;
    const last = ids.at(-1);
    if (!last || rows.length < atOnce) return;
    after = last;
  }
}

/** One line of `linesOfReferences`. Throws an Error for any other. */
export function parseReferenceLine(line: string): { kind: 'erased' | 'used'; id: string } {
  const [, kind, id] = /^(erased|used) ([1-9]\d{0,18})$/.exec(line) ?? [];
  if ((kind !== 'erased' && kind !== 'used') || id === undefined)
    throw new Error(`expected "erased <id>" or "used <id>", and not "${line.slice(0, 80)}"`);
  return { kind, id };
}
