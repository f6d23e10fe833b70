import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { isoInstant } from '../../../platform/database/statements/instant-text.ts';
import type { PurposeKeys } from '../../../platform/process/config/derived-keys.ts';

/** An entry of the audit before it is a link of a chain: people of whom one request was given the same fields. */
export interface AuditEntry {
  instante: Date;
  /** Digest of a customer's id; see titular-store.ts. */
  titular: string;
  /** Digests of further customers, with commas between them; null without any. */
  outros: string | null;
  /** `Type.field`, with commas between them. */
  campos: string;
  usuario: string;
  aplicacao: string | null;
  operacao: string | null;
  hashDaOperacao: string | null;
  requisicao: string;
}

/** A row of `acesso_a_dados`. */
export interface LinhaDaAuditoria extends AuditEntry {
  /** Number of the chain. */
  cadeia: string;
  /** From 1 on. */
  posicao: string;
  /** SHA-256 of this row and the one before it, hexadecimal. */
  elo: string;
}

/** A row of `cadeia`: where a chain ends. */
export interface Cadeia {
  numero: string;
  /** `2026-11-26`, UTC. */
  dia: string;
  /** Which router process has reported the rows. */
  escritor: string;
  linhas: string;
  /** `elo` of the last row; 64 zeros without one. */
  elo: string;
  /** Whether its rows were so old that they are gone. */
  expirada: boolean;
}

/** What stands before the first row of a chain. */
export const CHAIN_START = '0'.repeat(64);

/** The hash of a row: SHA-256 of a JSON list of the hash of the row before and everything in the row, in one order. */
export function linkHash(previous: string, row: Omit<LinhaDaAuditoria, 'elo'>): string {
  const { cadeia, posicao, instante, titular, campos, usuario, aplicacao, operacao, hashDaOperacao } = row;
  const place = [previous, cadeia, posicao, isoInstant(instante)];
  const list = [...place, titular, campos, usuario, aplicacao, operacao, hashDaOperacao, row.requisicao];
  // Rows of one person alone have the form that they had before there were others.
  if (row.outros !== null) list.push(row.outros);
  return hash('sha256', JSON.stringify(list), 'hex');
}

/** Entries as the next rows of a chain, and where the chain ends then. */
export function linkEntries(
  cadeia: Cadeia,
  entries: readonly AuditEntry[],
): { rows: LinhaDaAuditoria[]; cadeia: Cadeia } {
  let { elo } = cadeia;
  let posicao = BigInt(cadeia.linhas);
  const rows: LinhaDaAuditoria[] = [];
  for (const entry of entries) {
    posicao += 1n;
    // Field by field: see docs/decisions/0092; there are thousands of a report.
    const row = {
      instante: entry.instante,
      titular: entry.titular,
      outros: entry.outros,
      campos: entry.campos,
      usuario: entry.usuario,
      aplicacao: entry.aplicacao,
      operacao: entry.operacao,
      hashDaOperacao: entry.hashDaOperacao,
      requisicao: entry.requisicao,
      cadeia: cadeia.numero,
      posicao: String(posicao),
      elo: '',
    };
    elo = linkHash(elo, row);
    row.elo = elo;
    rows.push(row);
  }
  return { rows, cadeia: { ...cadeia, linhas: String(posicao), elo } };
}

/** Signs what says how many rows and chains there are and who was erased, with a key that the database does not have. */
export interface Signatures {
  ofCadeia(cadeia: Cadeia): string;
  ofAncora(cadeias: string): string;
  /** Of a digest whose customer was erased. */
  ofExcluido(resumo: string): string;
  /** Of the tombstone of a customer. */
  ofTombstone(clienteId: string): string;
  /** Whether a chain's end was signed as it is; while the secret is changed, under either one. */
  isOfCadeia(cadeia: Cadeia, assinatura: string): boolean;
  isOfAncora(cadeias: string, assinatura: string): boolean;
  isOfExcluido(resumo: string, assinatura: string): boolean;
  isOfTombstone(clienteId: string, assinatura: string): boolean;
}

/**
 * Signatures by HMAC-SHA-256.
 *
 * @param keys the first signs, and what any of them has signed is believed
 */
export function signatures([own, ...others]: PurposeKeys): Signatures {
  const isSigned = (what: unknown, assinatura: string) =>
    [own, ...others].some((key) => isSameHash(assinatura, sign(key, what)));
  return {
    ofCadeia: (cadeia) => sign(own, signedOf(cadeia)),
    ofAncora: (cadeias) => sign(own, ['ancora', cadeias]),
    ofExcluido: (resumo) => sign(own, ['excluido', resumo]),
    ofTombstone: (clienteId) => sign(own, ['tombstone', clienteId]),
    isOfCadeia: (cadeia, assinatura) => isSigned(signedOf(cadeia), assinatura),
    isOfAncora: (cadeias, assinatura) => isSigned(['ancora', cadeias], assinatura),
    isOfExcluido: (resumo, assinatura) => isSigned(['excluido', resumo], assinatura),
    isOfTombstone: (clienteId, assinatura) => isSigned(['tombstone', clienteId], assinatura),
  };
}

function sign(key: Uint8Array, what: unknown): string {
  return createHmac('sha256', key).update(JSON.stringify(what)).digest('hex');
}

function signedOf({ numero, dia, escritor, linhas, elo, expirada }: Cadeia): unknown {
  return ['cadeia', numero, dia, escritor, linhas, elo, expirada];
}

/** Whether two signatures are the same, found in the same time whatever they are. */
function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
