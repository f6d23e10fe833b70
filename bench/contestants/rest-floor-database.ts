import { createPool, type Pool, type PoolConnection, type ResultSetHeader } from 'mysql2';

/** The pools of the REST floor, one for each schema, of the size that the subgraphs have. */
export const POOLS = {
  clientes: open('CLIENTES'),
  enderecos: open('ENDERECOS'),
  catalogo: open('CATALOGO'),
  inventario: open('INVENTARIO'),
};

export type Param = string | number | null;

function open(name: string): Pool {
  const url = new URL(process.env[`BENCH_DATABASE_${name}`] ?? '');
  const pool = createPool({
    host: url.hostname,
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: true,
    connectionLimit: 10,
  });
  pool.on('connection', (connection) => {
    connection.query("SET SESSION time_zone = '+00:00'");
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    connection.query('SET SESSION eq_range_index_dive_limit = 1');
  });
  return pool;
}

/** Runs a prepared statement that reads; the caller names the rows' shape. */
export function read<Row>(on: Pool | PoolConnection, sql: string, params: Param[]): Promise<Row[]> {
  return execute(on, sql, params) as Promise<Row[]>;
}

/** Runs a prepared statement that writes. */
export function write(on: Pool | PoolConnection, sql: string, params: Param[]): Promise<ResultSetHeader> {
  return execute(on, sql, params) as Promise<ResultSetHeader>;
}

function execute(on: Pool | PoolConnection, sql: string, params: Param[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    on.execute(sql, params, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

/** `?, ?, ?` */
export function marks(count: number): string {
  return new Array<string>(count).fill('?').join(', ');
}
