import { createSchemas } from '../../dev/schemas/schemas.ts';
import { clearAll, seed, sizesFor } from '../../dev/seed/seed.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { connectBounded } from './bounded-connection.ts';

/** Customers that are generated one by one; the others are copies of them. */
export const SEEDED = 10_000;
/** Customers that one statement copies, times their purchases. */
const COPIES_AT_ONCE = 2;
const STATEMENT_MS = 30 * 60_000;

/**
 * Creates and fills schemas with many customers: the first ten thousand as the seed makes them, the others copies of those by
 * INSERT ... SELECT, with ids, CPF and e-mail of their own and the same purchases of the same products on the same days.
 * Numbers and sums of purchases are multiplied accordingly.
 *
 * @param clientes a multiple of ten thousand
 * @returns each subgraph's own database URL
 */
export async function fillByCopies(
  adminUrl: string,
  prefix: string,
  clientes: number,
  { say, signal }: { say(text: string): void; signal: AbortSignal },
): Promise<ReadonlyMap<string, string>> {
  const definitions = await loadSubgraphs();
  const urls = await createSchemas(adminUrl, definitions, prefix);
  for (const { name, migrations } of definitions) await migrate(urls.get(name) ?? '', migrations);
  await using admin = await connectBounded(adminUrl, STATEMENT_MS);
  const schemaOf = (name: string) => {
    const definition = definitions.find((one) => one.name === name);
    return `\`${prefix}${definition?.databaseName}\``;
  };
  const tables = {
    cadastro: `${schemaOf('clientes')}.cadastro`,
    endereco: `${schemaOf('enderecos')}.endereco`,
    inventario: `${schemaOf('inventario')}.inventario`,
  };
  const run = async (sql: string) => {
    signal.throwIfAborted();
    await admin.query(sql);
  };
  if (await hasAll(clientes)) return urls;
  await clearAll(urls);
  await seed(urls, sizesFor(SEEDED), () => signal.throwIfAborted());
  const sizes = sizesFor(SEEDED);
  const copies = clientes / SEEDED;
  const started = performance.now();
  for (let copy = 1; copy < copies; copy += COPIES_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(COPIES_AT_ONCE, copies - copy) }, (_, n) => copy + n);
    const factors = `(${numbers.map((n) => `SELECT ${n} AS k`).join(' UNION ALL ')}) AS copies`;
    await run(`INSERT INTO ${tables.cadastro} (id, nome, email, cpf, telefone, data_nascimento, criado_em, atualizado_em, versao)
      SELECT novo, nome, CONCAT('c', k, '.', email), CONCAT(base, primeiro, ${checkDigit('CONCAT(base, primeiro)', 10)}), telefone, data_nascimento, criado_em, atualizado_em, versao
        FROM (SELECT com_base.*, ${checkDigit('base', 9)} AS primeiro
                FROM (SELECT cadastro.*, k, id + k * ${SEEDED} AS novo, LPAD(MOD((id + k * ${SEEDED}) * 387420489, 1000000000), 9, '0') AS base
                        FROM ${tables.cadastro} AS cadastro JOIN ${factors} WHERE id <= ${SEEDED}) AS com_base) AS com_digito
       ORDER BY novo`);
    await run(`INSERT INTO ${tables.endereco} (id, id_cliente, tipo, logradouro, numero, complemento, bairro, cidade, uf, cep, pais, principal, criado_em, atualizado_em, versao)
      SELECT id + k * ${sizes.enderecos} AS novo, id_cliente + k * ${SEEDED}, tipo, logradouro, numero, complemento, bairro, cidade, uf, cep, pais, principal, criado_em, atualizado_em, versao
        FROM ${tables.endereco} JOIN ${factors} WHERE id <= ${sizes.enderecos} ORDER BY novo`);
    await run(`INSERT INTO ${tables.inventario} (id, id_cliente, id_produto, quantidade, preco_unitario, adquirido_em, criado_em, atualizado_em, versao, categoria)
      SELECT id + k * ${sizes.inventario} AS novo, id_cliente + k * ${SEEDED}, id_produto, quantidade, preco_unitario, adquirido_em, criado_em, atualizado_em, versao, categoria
        FROM ${tables.inventario} JOIN ${factors} WHERE id <= ${sizes.inventario} ORDER BY novo`);
    const seconds = (performance.now() - started) / 1_000;
    const left = (seconds / copy) * (copies - copy);
    say(`copying: ${copy * SEEDED} of ${clientes} customers, about ${Math.ceil(left)} s to go`);
  }
  await run(`UPDATE ${schemaOf('inventario')}.produto_contagem SET quantos = quantos * ${copies}`);
  await run(
    `UPDATE ${schemaOf('inventario')}.aquisicao_soma SET aquisicoes = aquisicoes * ${copies}, unidades = unidades * ${copies}, total = total * ${copies}`,
  );
  for (const table of Object.values(tables)) await run(`ANALYZE TABLE ${table}`);
  return urls;

  async function hasAll(number: number): Promise<boolean> {
    const [row] = await admin.query(`SELECT MAX(id) AS last FROM ${tables.inventario}`);
    return Number(row?.last) >= sizesFor(number).inventario;
  }
}

/** The next check digit of a CPF, from the digits before it. */
function checkDigit(digits: string, length: number): string {
  const weighed = Array.from(
    { length },
    (_, index) => `${length + 1 - index} * SUBSTRING(${digits}, ${index + 1}, 1)`,
  );
  return `MOD(MOD(10 * (${weighed.join(' + ')}), 11), 10)`;
}
