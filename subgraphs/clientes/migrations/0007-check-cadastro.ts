import type { Migration } from '../../../platform/database/migrations/migrations.ts';

/** The rules of cliente-input.ts, so that no other way into the table breaks them. */
export const checkCadastro: Migration = {
  async up({ alter }) {
    // A birth is at most on the day of the write: CHECK knows no other today.
    await alter(`
      ALTER TABLE cadastro
        ADD CONSTRAINT cadastro_email_completo CHECK (email REGEXP
          '^[!-?A-~]{1,64}@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9]){0,1}([.][a-z0-9]([a-z0-9-]{0,61}[a-z0-9]){0,1})+$'),
        ADD CONSTRAINT cadastro_cpf_digitos_conferem CHECK (
          cpf <> REPEAT(LEFT(cpf, 1), 11)
          AND MOD(MOD(10 * (${weightedSum(9)}), 11), 10) = ${digit(10)}
          AND MOD(MOD(10 * (${weightedSum(10)}), 11), 10) = ${digit(11)}),
        ADD CONSTRAINT cadastro_nascimento_passado CHECK (data_nascimento <= DATE(atualizado_em))`);
  },
};

/** The first digits of a CPF, each times its weight, which falls to 2. */
function weightedSum(digits: number): string {
  return Array.from({ length: digits }, (_, index) => `${digits + 1 - index} * ${digit(index + 1)}`).join(
    ' + ',
  );
}

function digit(position: number): string {
  return `CAST(SUBSTRING(cpf, ${position}, 1) AS UNSIGNED)`;
}
