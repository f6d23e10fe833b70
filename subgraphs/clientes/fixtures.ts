import type { Database } from '../../platform/database/database.ts';
import { bulkInsert } from '../../platform/database/statements/bulk-insert.ts';
import { toSqlInstant } from '../../platform/database/statements/sql-values.ts';
import type { Cliente } from './cliente-store.ts';

/** A customer to insert; what is left out is filled in, valid and different for each id. */
export type ClienteFixture = Partial<Cliente> & { id: string };

const REGISTERED = new Date('2026-01-01T12:00:00.000Z');

/** Inserts customers as they are, past every rule but those of the database. */
export async function insertClientes(
  database: Database,
  fixtures: readonly ClienteFixture[],
): Promise<Cliente[]> {
  const clientes = fixtures.map(completeCliente);
  await bulkInsert(
    database,
    'cadastro',
    clientes.map((cliente) => ({
      id: cliente.id,
      nome: cliente.nome,
      email: cliente.email,
      cpf: cliente.cpf,
      telefone: cliente.telefone,
      data_nascimento: cliente.dataNascimento,
      criado_em: toSqlInstant(cliente.criadoEm),
      atualizado_em: toSqlInstant(cliente.atualizadoEm),
      versao: cliente.versao,
    })),
  );
  return clientes;
}

/** Removes every customer. */
export async function clearClientes(database: Database): Promise<void> {
  await database.write('TRUNCATE TABLE cadastro', []);
}

/** Whether there is any customer. */
export async function hasClientes(database: Database): Promise<boolean> {
  return (await database.read('SELECT id FROM cadastro LIMIT 1', [])).length > 0;
}

function completeCliente(fixture: ClienteFixture): Cliente {
  const criadoEm = fixture.criadoEm ?? REGISTERED;
  return {
    nome: `Cliente ${fixture.id}`,
    email: `cliente${fixture.id}@exemplo.com.br`,
    cpf: cpfOf(Number(fixture.id)),
    telefone: null,
    dataNascimento: null,
    atualizadoEm: criadoEm,
    versao: 1,
    ...fixture,
    criadoEm,
  };
}

/** A multiplier without a common factor with 10^9 walks through all nine-digit numbers without meeting one twice. */
const STEP = 387_420_489n;
const NINE_DIGITS = 1_000_000_000n;

/** A valid CPF, a different one for each whole number from 1 to 999 999 999. */
export function cpfOf(number: number): string {
  const base = String((BigInt(number) * STEP) % NINE_DIGITS).padStart(9, '0');
  const first = checkDigit(base);
  return `${base}${first}${checkDigit(`${base}${first}`)}`;
}

/** Modulo 11 with weights from length + 1 down to 2, as the Receita Federal computes it. */
function checkDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1)
    sum += Number(digits[index]) * (digits.length + 1 - index);
  const rest = (sum * 10) % 11;
  return rest === 10 ? 0 : rest;
}
