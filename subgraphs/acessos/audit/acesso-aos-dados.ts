import { toSqlInstant } from '../../../platform/database/statements/sql-values.ts';
import type { Keyset, KeysetColumn } from '../../../platform/pagination/keyset.ts';
import type { Page } from '../../../platform/pagination/page.ts';
import type { LinhaDaAuditoria } from './audit-chain.ts';

/** What a row of the audit says of one of its people. */
export interface AcessoAosDados extends Omit<LinhaDaAuditoria, 'outros' | 'elo'> {
  /** The person's place in the row, from 0 on. */
  lugar: number;
}

type Place = Pick<LinhaDaAuditoria, 'instante' | 'cadeia' | 'posicao'>;

/**
 * Rows of the audit from the newest on.
 *
 * @param table whose columns are meant; null for those of a result
 */
export function rowsOf(table: string | null): Keyset<Place> {
  const newest = (column: keyof Place, value: (row: Place) => string): KeysetColumn<Place> => ({
    column: table === null ? column : `${table}.${column}`,
    direction: 'desc',
    value,
  });
  return {
    list: 'linhasDaAuditoria',
    columns: [
      newest('instante', ({ instante }) => toSqlInstant(instante)),
      newest('cadeia', ({ cadeia }) => cadeia),
      newest('posicao', ({ posicao }) => posicao),
    ],
  };
}

/** The same from the newest row on, the people of each in its order. */
export const ACESSOS_AOS_DADOS: Keyset<AcessoAosDados> = {
  list: 'acessosAosDados',
  columns: [
    ...rowsOf('acesso_a_dados').columns,
    { column: 'lugar', direction: 'asc', value: ({ lugar }) => String(lugar) },
  ],
};

const POSICAO = 2;
const LUGAR = 3;

/** The page of rows in which all of a page of people are: with those rows within which it begins and ends. */
export function rowsOfPage({ after, before, limit, backward }: Page): Page {
  return {
    // Of the first one there may be nobody left.
    limit: limit + 1,
    backward,
    after: after && withPosicao(after, 1n),
    before: before && withPosicao(before, -1n),
  };
}

function withPosicao(cursor: readonly string[], more: bigint): string[] {
  return cursor.with(POSICAO, String(BigInt(cursor[POSICAO] ?? '0') + more));
}

/** The people of a page, with one more where the list goes on, of the rows of `rowsOfPage`. */
export function peopleOnPage(rows: readonly LinhaDaAuditoria[], page: Page): AcessoAosDados[] {
  const found: AcessoAosDados[] = [];
  for (const row of rows) {
    const people = peopleOf(row).filter((one) => isWithin(one, page));
    found.push(...(page.backward ? people.reverse() : people));
    if (found.length > page.limit) break;
  }
  return found.slice(0, page.limit + 1);
}

function peopleOf({ outros, elo: _elo, ...row }: LinhaDaAuditoria): AcessoAosDados[] {
  const titulares = outros === null ? [row.titular] : [row.titular, ...outros.split(',')];
  return titulares.map((titular, lugar) => ({ ...row, titular, lugar }));
}

/** Whether somebody of a row that a page begins or ends with is on it; those of rows between are. */
function isWithin(one: AcessoAosDados, { after, before }: Page): boolean {
  if (after && isOfRow(one, after) && one.lugar <= Number(after[LUGAR])) return false;
  return !(before && isOfRow(one, before) && one.lugar >= Number(before[LUGAR]));
}

function isOfRow({ instante, cadeia, posicao }: Place, cursor: readonly string[]): boolean {
  return cursor[0] === toSqlInstant(instante) && cursor[1] === cadeia && cursor[POSICAO] === posicao;
}
