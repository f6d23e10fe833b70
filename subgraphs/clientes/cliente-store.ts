import type { Database, SqlParam } from '../../platform/database.ts';
import type { Keyset, Page } from '../../platform/keyset.ts';
import { pageSql } from '../../platform/keyset.ts';
import { padWithLast, perSize, placeholders } from '../../platform/sql-text.ts';
import { toSqlInstant } from '../../platform/sql-values.ts';

/** A row of `cadastro`. */
export interface Cliente {
  id: string;
  nome: string;
  email: string;
  /** 11 digits. */
  cpf: string;
  /** E.164. */
  telefone: string | null;
  /** `YYYY-MM-DD` */
  dataNascimento: string | null;
  criadoEm: Date;
  atualizadoEm: Date;
  versao: number;
}

/** Conditions on customers; all that are given hold. */
export interface ClienteConditions {
  /** A full-text boolean query over name and e-mail. */
  fullText?: string | undefined;
  criadoDe?: Date | undefined;
  criadoAte?: Date | undefined;
}

/** All SQL on `cadastro`. */
export interface ClienteStore {
  findByIds(ids: readonly string[]): Promise<Cliente[]>;
  findByCpf(cpf: string): Promise<Cliente | null>;
  /** The rows of a page, with one more when the list goes on. */
  findPage(conditions: ClienteConditions, keyset: Keyset<Cliente>, page: Page): Promise<Cliente[]>;
  count(conditions: ClienteConditions): Promise<number>;
}

export const CLIENTES_POR_NOME: Keyset<Cliente> = {
  list: 'clientes:NOME',
  columns: [
    { column: 'nome', direction: 'asc', value: (cliente) => cliente.nome },
    { column: 'id', direction: 'asc', value: (cliente) => cliente.id },
  ],
};

export const CLIENTES_RECENTES: Keyset<Cliente> = {
  list: 'clientes:RECENTE',
  columns: [
    { column: 'criado_em', direction: 'desc', value: (cliente) => toSqlInstant(cliente.criadoEm) },
    { column: 'id', direction: 'desc', value: (cliente) => cliente.id },
  ],
};

const COLUMNS =
  'id, nome, email, cpf, telefone, data_nascimento AS dataNascimento, criado_em AS criadoEm, atualizado_em AS atualizadoEm, versao';

const SELECT_BY_IDS = perSize(
  (size) => `SELECT ${COLUMNS} FROM cadastro WHERE id IN (${placeholders(size)})`,
);
const SELECT_BY_CPF = `SELECT ${COLUMNS} FROM cadastro WHERE cpf = ?`;

export function clienteStore(database: Database): ClienteStore {
  return {
    findByIds(ids) {
      const keys = padWithLast(ids);
      return database.read(SELECT_BY_IDS(keys.length), keys);
    },

    async findByCpf(cpf) {
      const [cliente] = await database.read<Cliente>(SELECT_BY_CPF, [cpf]);
      return cliente ?? null;
    },

    findPage(conditions, keyset, page) {
      const where = whereSql(conditions);
      const { conditions: position, params, orderBy, limit } = pageSql(keyset, page);
      return database.read(
        `SELECT ${COLUMNS} FROM cadastro WHERE ${where.sql}${position} ORDER BY ${orderBy} LIMIT ${limit}`,
        [...where.params, ...params],
      );
    },

    async count(conditions) {
      const where = whereSql(conditions);
      const [row] = await database.read<{ quantos: string }>(
        `SELECT COUNT(*) AS quantos FROM cadastro WHERE ${where.sql}`,
        where.params,
      );
      return Number(row?.quantos);
    },
  };
}

function whereSql({ fullText, criadoDe, criadoAte }: ClienteConditions): { sql: string; params: SqlParam[] } {
  const parts: string[] = [];
  const params: SqlParam[] = [];
  if (fullText !== undefined) {
    parts.push('MATCH (nome, email) AGAINST (? IN BOOLEAN MODE)');
    params.push(fullText);
  }
  if (criadoDe !== undefined) {
    parts.push('criado_em >= ?');
    params.push(toSqlInstant(criadoDe));
  }
  if (criadoAte !== undefined) {
    parts.push('criado_em < ?');
    params.push(toSqlInstant(criadoAte));
  }
  return { sql: parts.join(' AND ') || 'TRUE', params };
}
