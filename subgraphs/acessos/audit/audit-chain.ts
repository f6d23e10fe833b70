import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { isoInstant } from '../../../platform/database/statements/instant-text.ts';
import type { PurposeKeys } from '../../../platform/process/config/derived-keys.ts';

/** An entry of the audit before it is a link of a chain. */
export interface AuditEntry {
  instante: Date;
  /** Digest of the customer's id; see titular-store.ts. */
  titular: string;
  /** `Type.field`, with commas between them. */
  campos: string;
  usuario: string;
  aplicacao: string | null;
  operacao: string | null;
  hashDaOperacao: string | null;
  requisicao: string;
}

/** A row of `acesso_a_dados`. */
export interface AcessoAosDados extends AuditEntry {
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
export function linkHash(previous: string, row: Omit<AcessoAosDados, 'elo'>): string {
  const own = JSON.stringify([previous, row.cadeia, row.posicao, isoInstant(row.instante), row.titular]);
  return hash('sha256', `${own.slice(0, -1)},${restOf(row)}`, 'hex');
}

/**
 * The same as `linkHash` in less time, for a row that is made here: its numbers, and the hash of the row before, have nothing that JSON
 * would escape. Of a row that was read nobody knows what is in it.
 */
function newLinkHash(previous: string, row: AcessoAosDados, instante: string, rest: string): string {
  return hash(
    'sha256',
    `["${previous}","${row.cadeia}","${row.posicao}","${instante}",${JSON.stringify(row.titular)},${rest}`,
    'hex',
  );
}

/** What the rows of one request have in common of the list that is hashed, with its end. */
function restOf(entry: AuditEntry): string {
  const { campos, usuario, aplicacao, operacao, hashDaOperacao, requisicao } = entry;
  return JSON.stringify([campos, usuario, aplicacao, operacao, hashDaOperacao, requisicao]).slice(1);
}

function hasSameRest(entry: AuditEntry, before: AuditEntry): boolean {
  return (
    entry.requisicao === before.requisicao &&
    entry.campos === before.campos &&
    entry.usuario === before.usuario &&
    entry.aplicacao === before.aplicacao &&
    entry.operacao === before.operacao &&
    entry.hashDaOperacao === before.hashDaOperacao
  );
}

/** Entries as the next rows of a chain, and where the chain ends then. */
export function linkEntries(
  cadeia: Cadeia,
  entries: readonly AuditEntry[],
): { rows: AcessoAosDados[]; cadeia: Cadeia } {
  let { elo } = cadeia;
  let posicao = BigInt(cadeia.linhas);
  let before: AuditEntry | null = null;
  let rest = '';
  let instante = '';
  const rows = entries.map((entry): AcessoAosDados => {
    posicao += 1n;
    // The people of one request follow each other.
    if (before === null || !hasSameRest(entry, before)) rest = restOf(entry);
    if (before?.instante !== entry.instante) instante = isoInstant(entry.instante);
    before = entry;
    // Named one by one: there are many, and an object that is spread takes several times as long.
    const row: AcessoAosDados = {
      instante: entry.instante,
      cadeia: cadeia.numero,
      posicao: String(posicao),
      titular: entry.titular,
      campos: entry.campos,
      usuario: entry.usuario,
      aplicacao: entry.aplicacao,
      operacao: entry.operacao,
      hashDaOperacao: entry.hashDaOperacao,
      requisicao: entry.requisicao,
      elo: '',
    };
    elo = newLinkHash(elo, row, instante, rest);
    row.elo = elo;
    return row;
  });
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
