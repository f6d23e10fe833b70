import type { Database } from '../../../platform/database/database.ts';
import { placeholders } from '../../../platform/database/statements/sql-text.ts';
import { lookUpEntity } from '../../../platform/peers/entity-lookup.ts';
import type { Peer, PeerRequest } from '../../../platform/peers/peer.ts';
import { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import { NIVEL, type SummedAquisicao } from './soma.ts';
import type { SomaStore } from './soma-store.ts';

/** Ids that one step looks through, and purchases that one transaction changes. */
const IDS_PER_STEP = 20_000;
const AQUISICOES_PER_STEP = 500;
const ASK_WITHIN_MS = 5_000;

interface Unnamed extends SummedAquisicao {
  id: string;
}

export interface NameCategoriasParts {
  database: Database;
  soma: SomaStore;
  /** The owner of `Produto`. */
  catalogo: Peer;
}

/**
 * Gives purchases that have no category the one that their product has now, and moves their sums: purchases from before
 * categories were kept, and those of a release before in a rolling upgrade. The newest first, in steps, until the sums
 * say that there are none left; ends when the catalogue does not answer, and goes on the next time. Two processes that
 * do so at once change each purchase once.
 */
export async function nameCategorias(parts: NameCategoriasParts, stopping: AbortSignal): Promise<void> {
  const { database } = parts;
  let left = await countUnnamed(database);
  if (left === 0) return;
  const known = new Map<string, string | null>();
  const [highest] = await database.read<{ id: string | null }>('SELECT MAX(id) AS id FROM inventario', []);
  for (let until = BigInt(highest?.id ?? 0); until > 0n && left > 0; ) {
    if (stopping.aborted) return;
    const after = until > IDS_PER_STEP ? until - BigInt(IDS_PER_STEP) : 0n;
    const unnamed = await database.read<{ id: string; produtoId: string }>(
      `SELECT id, id_produto AS produtoId FROM inventario WHERE id > ? AND id <= ? AND categoria = '' ORDER BY id DESC LIMIT ${AQUISICOES_PER_STEP}`,
      [String(after), String(until)],
    );
    for (const { produtoId } of unnamed) {
      if (known.has(produtoId)) continue;
      const categoria = await askCategoria(parts.catalogo, produtoId);
      if (categoria === undefined) return;
      known.set(produtoId, categoria);
    }
    left -= await nameSome(
      parts,
      unnamed.map(({ id }) => id),
      known,
    );
    const last = unnamed.length < AQUISICOES_PER_STEP ? undefined : unnamed.at(-1)?.id;
    until = last === undefined ? after : BigInt(last) - 1n;
  }
}

async function countUnnamed(database: Database): Promise<number> {
  const [row] = await database.read<{ quantas: string | null }>(
    // While purchases from before are summed up, the sums do not say how many there are.
    `SELECT SUM(aquisicoes) AS quantas FROM aquisicao_soma
       WHERE categoria = '' AND nivel = ${NIVEL.dia} AND EXISTS (SELECT 1 FROM recontagem_de_soma WHERE completa)`,
    [],
  );
  return Number(row?.quantas ?? 0);
}

/** The category that a product has now; null when there is no such product, undefined when nobody says. */
async function askCategoria(catalogo: Peer, produtoId: string): Promise<string | null | undefined> {
  const request: PeerRequest = { requestId: 'categorias', deadline: Deadline.after(ASK_WITHIN_MS) };
  const produto = await lookUpEntity<{ categoria: string }>(
    catalogo,
    { type: 'Produto', id: produtoId, fields: 'categoria' },
    request,
  );
  if (produto.kind === 'unavailable') return undefined;
  return produto.kind === 'absent' ? null : produto.fields.categoria;
}

/** Names those of some purchases that still have no category, in one transaction, and returns how many. */
async function nameSome(
  { database, soma }: NameCategoriasParts,
  ids: readonly string[],
  categorias: ReadonlyMap<string, string | null>,
): Promise<number> {
  if (ids.length === 0) return 0;
  return await database.transaction(async (transaction) => {
    const locked = await transaction.read<Unnamed>(
      `SELECT id, id_produto AS produtoId, categoria, quantidade, preco_unitario AS precoUnitario, adquirido_em AS adquiridoEm
         FROM inventario WHERE id IN (${placeholders(ids.length)}) AND categoria = '' ORDER BY id FOR UPDATE`,
      ids,
    );
    const named = locked.flatMap((aquisicao) => {
      const categoria = categorias.get(aquisicao.produtoId);
      return categoria == null ? [] : [{ ...aquisicao, categoria }];
    });
    for (const categoria of new Set(named.map((aquisicao) => aquisicao.categoria))) {
      const some = named.filter((aquisicao) => aquisicao.categoria === categoria);
      await transaction.write(
        `UPDATE inventario SET categoria = ? WHERE id IN (${placeholders(some.length)})`,
        [categoria, ...some.map(({ id }) => id)],
      );
    }
    const go = named.map((aquisicao) => ({ ...aquisicao, categoria: '' }));
    await soma.change(transaction, { come: named, go });
    return named.length;
  });
}
