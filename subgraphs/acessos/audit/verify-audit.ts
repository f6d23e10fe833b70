import type { Database } from '../../../platform/database/database.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import { type Cadeia, CHAIN_START, type LinhaDaAuditoria, linkHash, type Signatures } from './audit-chain.ts';
import type { AuditFinding, Find } from './audit-finding.ts';
import { CADEIA_COLUMNS, type CadeiaRow, ENTRY_COLUMNS, findAncora, fromRow } from './audit-store.ts';
import { findUnknownResumos } from './excluido-store.ts';
import { OthersCheck } from './others-check.ts';
import { findLostClientes, findWrongResumos } from './titular-store.ts';
import { findUnsignedTombstones } from './tombstone-store.ts';

/** What was looked at, and what is wrong with it. */
export interface Verification {
  cadeias: number;
  linhas: number;
  findings: AuditFinding[];
}

export interface VerifyAuditOptions {
  /** Told after every chain and every thousand rows. */
  onProgress?: (done: { cadeias: number; of: number; linhas: number }) => void;
  /** What is found is counted on, and not kept, beyond so many. */
  maxFindings?: number;
}

const PAGE = 1_000;

type Signed = Cadeia & { assinatura: string };

/**
 * Checks every row of the audit against its chain, every chain's end against its signature, their number against
 * the signed one, and the digest of every customer, which leads to one or was signed by an erasure. May run beside writers, and beside the expiry of days.
 */
export async function verifyAudit(
  database: Database,
  signatures: Signatures,
  { onProgress = () => {}, maxFindings = 1_000 }: VerifyAuditOptions = {},
): Promise<Verification> {
  const findings: AuditFinding[] = [];
  const find: Find = (finding) => {
    if (findings.length < maxFindings) findings.push(finding);
    return findings.length < maxFindings;
  };
  // First, so that a chain which begins meanwhile is one more than it says, and none fewer.
  const ancora = await findAncora(database);
  const cadeias = await findCadeias(database);
  const expected = BigInt(ancora?.cadeias ?? '0');
  const isSigned = ancora ? signatures.isOfAncora(ancora.cadeias, ancora.assinatura) : cadeias.length === 0;
  if (!isSigned) find({ kind: 'changed count of chains' });
  const numeros = new Set(cadeias.map(({ numero }) => numero));
  for (let numero = 1n; numero <= expected; numero += 1n) {
    // Whoever has changed the number may have made it as large as it goes.
    if (!numeros.has(String(numero)) && !find({ kind: 'missing chain', cadeia: String(numero) })) break;
  }
  let linhas = 0;
  const others = new OthersCheck(database, signatures, find);
  for (const [index, cadeia] of cadeias.entries()) {
    if (!signatures.isOfCadeia(cadeia, cadeia.assinatura))
      find({ kind: 'changed end', cadeia: cadeia.numero });
    for (const posicao of await findOfOtherDays(database, cadeia))
      find({ kind: 'inserted row', cadeia: cadeia.numero, posicao });
    if (!cadeia.expirada) {
      const ofRows: AuditFinding[] = [];
      const findOfRows: Find = (finding) => ofRows.push(finding) < maxFindings;
      await checkRows(database, cadeia, findOfRows, async (row) => {
        linhas += 1;
        if (linhas % PAGE === 0) onProgress({ cadeias: index, of: cadeias.length, linhas });
        await others.add(row);
      });
      const isGone = ofRows.some(isMissing) && (await hasExpired(database, cadeia.numero, signatures));
      for (const finding of ofRows) if (!(isGone && isMissing(finding))) find(finding);
    }
    onProgress({ cadeias: index + 1, of: cadeias.length, linhas });
  }
  await others.end();
  for (const numero of await findChainsOfRows(database)) {
    // One that has begun since is there now.
    if (!numeros.has(numero) && !(await findCadeia(database, numero)))
      find({ kind: 'rows of no chain', cadeia: numero });
  }
  for await (const titular of findWrongResumos(database)) {
    if (!find({ kind: 'changed customer', titular })) break;
  }
  for await (const cliente of findLostClientes(database)) {
    if (!find({ kind: 'missing customer', cliente })) break;
  }
  for await (const { resumo } of findUnknownResumos(database, signatures)) {
    if (!others.unknown.has(resumo) && !find({ kind: 'unknown customer', titular: resumo })) break;
  }
  for await (const { clienteId } of findUnsignedTombstones(database, signatures)) {
    if (!find({ kind: 'unsigned erasure', cliente: clienteId })) break;
  }
  return { cadeias: cadeias.length, linhas, findings };
}

function isMissing({ kind }: AuditFinding): boolean {
  return kind === 'missing row';
}

/** Whether a chain's day has expired since, as its signature says. */
async function hasExpired(statements: Statements, numero: string, signatures: Signatures): Promise<boolean> {
  const [cadeia] = await findCadeias(statements, numero);
  return cadeia?.expirada === true && signatures.isOfCadeia(cadeia, cadeia.assinatura);
}

async function checkRows(
  database: Database,
  cadeia: Cadeia,
  find: Find,
  onRow: (row: LinhaDaAuditoria) => Promise<void>,
): Promise<void> {
  const { numero } = cadeia;
  const least = BigInt(cadeia.linhas);
  let end = least;
  let elo = CHAIN_START;
  let next = 1n;
  for await (const row of rowsOf(database, numero)) {
    await onRow(row);
    const posicao = BigInt(row.posicao);
    if (posicao > end) {
      // It may have grown since its end was read.
      end = BigInt((await findCadeia(database, numero))?.linhas ?? '0');
    }
    if (posicao > end || posicao < next) {
      find({ kind: 'inserted row', cadeia: numero, posicao: row.posicao });
      continue;
    }
    // What a row follows may be gone: its own hash stands for all before.
    const isLinked = posicao > next || linkHash(elo, row) === row.elo;
    for (; next < posicao; next += 1n)
      if (!find({ kind: 'missing row', cadeia: numero, posicao: String(next) })) return;
    elo = row.elo;
    next = posicao + 1n;
    const isSigned = posicao !== least || elo === cadeia.elo;
    if (!isLinked || !isSigned) find({ kind: 'changed row', cadeia: numero, posicao: row.posicao });
  }
  // What the chain has grown by since may have been written after its last rows were read.
  for (; next <= least; next += 1n)
    if (!find({ kind: 'missing row', cadeia: numero, posicao: String(next) })) return;
}

async function* rowsOf(statements: Statements, numero: string): AsyncGenerator<LinhaDaAuditoria> {
  // The moment tells two rows at one place apart.
  for (let last: LinhaDaAuditoria | null = null; ; ) {
    const rows: LinhaDaAuditoria[] = await statements.read<LinhaDaAuditoria>(
      `SELECT ${ENTRY_COLUMNS} FROM acesso_a_dados WHERE cadeia = ? AND posicao >= ? ORDER BY posicao, instante LIMIT ${PAGE}`,
      [numero, last === null ? '0' : String(BigInt(last.posicao) + 1n)],
    );
    yield* rows;
    last = rows.at(-1) ?? null;
    if (rows.length < PAGE) return;
  }
}

/** All chains, or the one of a number. */
async function findCadeias(statements: Statements, numero: string | null = null): Promise<Signed[]> {
  const rows = await statements.read<CadeiaRow & { assinatura: string }>(
    `SELECT ${CADEIA_COLUMNS}, assinatura FROM cadeia${numero === null ? '' : ' WHERE numero = ?'} ORDER BY numero`,
    numero === null ? [] : [numero],
  );
  return rows.map((row) => ({ ...fromRow(row), assinatura: row.assinatura }));
}

async function findCadeia(statements: Statements, numero: string): Promise<Cadeia | null> {
  const [row] = await statements.read<CadeiaRow>(`SELECT ${CADEIA_COLUMNS} FROM cadeia WHERE numero = ?`, [
    numero,
  ]);
  return row ? fromRow(row) : null;
}

/** Rows that say they are of a chain, and are not of its day: no writer has made them, and they stay when its day goes. */
async function findOfOtherDays(statements: Statements, { numero, dia }: Cadeia): Promise<string[]> {
  const rows = await statements.read<{ posicao: string }>(
    `SELECT posicao FROM acesso_a_dados WHERE cadeia = ? AND (instante < ? OR instante >= ? + INTERVAL 1 DAY) ORDER BY posicao LIMIT ${PAGE}`,
    [numero, dia, dia],
  );
  return rows.map(({ posicao }) => posicao);
}

async function findChainsOfRows(statements: Statements): Promise<string[]> {
  const rows = await statements.read<{ cadeia: string }>('SELECT DISTINCT cadeia FROM acesso_a_dados', []);
  return rows.map(({ cadeia }) => cadeia);
}
