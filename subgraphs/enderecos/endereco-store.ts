import type { Database } from '../../platform/database.ts';
import { padWithLast, perSize, placeholders } from '../../platform/sql-text.ts';
import type { TipoEndereco, Uf } from './schema.types.ts';

/** A row of `endereco`. */
export interface Endereco {
  id: string;
  clienteId: string;
  tipo: TipoEndereco;
  logradouro: string;
  numero: string;
  complemento: string | null;
  bairro: string;
  cidade: string;
  uf: Uf;
  /** 8 digits. */
  cep: string;
  /** ISO 3166-1 alpha-2. */
  pais: string;
  principal: boolean;
  versao: number;
}

/** All SQL on `endereco`. */
export interface EnderecoStore {
  findByIds(ids: readonly string[]): Promise<Endereco[]>;
  /** All addresses of these customers, each customer's principal one first. */
  findByClienteIds(clienteIds: readonly string[]): Promise<Endereco[]>;
}

interface EnderecoRow extends Omit<Endereco, 'principal'> {
  principal: number;
}

const COLUMNS =
  'id, id_cliente AS clienteId, tipo, logradouro, numero, complemento, bairro, cidade, uf, cep, pais, principal, versao';

const SELECT_BY_IDS = perSize(
  (size) => `SELECT ${COLUMNS} FROM endereco WHERE id IN (${placeholders(size)})`,
);
const SELECT_BY_CLIENTE_IDS = perSize(
  (size) =>
    `SELECT ${COLUMNS} FROM endereco WHERE id_cliente IN (${placeholders(size)}) ORDER BY id_cliente, principal DESC, id`,
);

export function enderecoStore(database: Database): EnderecoStore {
  return {
    async findByIds(ids) {
      const keys = padWithLast(ids);
      return (await database.read<EnderecoRow>(SELECT_BY_IDS(keys.length), keys)).map(fromRow);
    },

    async findByClienteIds(clienteIds) {
      const keys = padWithLast(clienteIds);
      return (await database.read<EnderecoRow>(SELECT_BY_CLIENTE_IDS(keys.length), keys)).map(fromRow);
    },
  };
}

function fromRow(row: EnderecoRow): Endereco {
  return { ...row, principal: row.principal === 1 };
}
