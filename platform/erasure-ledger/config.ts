import type { Env } from '../process/config/config.ts';
import { readEnv, url } from '../process/config/config.ts';
import { textOrFile, withPassword } from '../process/config/secret-files.ts';

/** The variables that say where the ledger of erasures is. */
export function ledgerVariables(env: Env) {
  return {
    ERASURE_LEDGER_URL: url(['file:', 'mysql:', 'mariadb:']),
    ERASURE_LEDGER_PASSWORD: textOrFile(env, 'ERASURE_LEDGER_PASSWORD'),
  };
}

/** The address of the ledger, with its password; null where there is none. */
export function ledgerUrl(values: {
  ERASURE_LEDGER_URL: string | null;
  ERASURE_LEDGER_PASSWORD: string | null;
}): string | null {
  const { ERASURE_LEDGER_URL: address, ERASURE_LEDGER_PASSWORD: password } = values;
  if (address === null || address.startsWith('file:')) return address;
  return withPassword(address, password);
}

/** The address of the ledger as the environment says. Throws a ConfigError. */
export function readLedgerUrl(env: Env = process.env): string | null {
  return ledgerUrl(readEnv(ledgerVariables(env), env));
}
