import { fileURLToPath } from 'node:url';
import { choice, type Env, setting, textOr } from '../../platform/process/config/config.ts';
import { TRUST_MODES, type TrustMode } from '../documents/trust-mode.ts';
import type { ValuesOf } from './settings.ts';

/** Which documents clients may send. */
export interface TrustedDocumentsConfig {
  /** What becomes of documents that are not in the manifest at `trustedDocumentsPath`. */
  trustedDocuments: TrustMode;
  trustedDocumentsPath: string;
}

const TRUSTED_DOCUMENTS = fileURLToPath(new URL('../../schema/trusted-documents.json', import.meta.url));

/** The variables of `trustedDocuments` in the file. */
export function trustedDocumentsVariables(_env: Env) {
  return {
    TRUSTED_DOCUMENTS: setting(
      'trustedDocuments.mode',
      'what becomes of documents that are not trusted: `off` answers them, `log` logs them too, `only` refuses them',
      choice(TRUST_MODES, 'off'),
    ),
    TRUSTED_DOCUMENTS_PATH: setting(
      'trustedDocuments.path',
      'Apollo persisted-query manifest, followed when it changes; by default `schema/trusted-documents.json`',
      textOr(TRUSTED_DOCUMENTS),
    ),
  };
}

/** Which documents clients may send, by the values of the variables. */
export function trustedDocumentsConfig(
  values: ValuesOf<typeof trustedDocumentsVariables>,
): TrustedDocumentsConfig {
  return {
    trustedDocuments: values.TRUSTED_DOCUMENTS,
    trustedDocumentsPath: values.TRUSTED_DOCUMENTS_PATH,
  };
}
