import { diaDe, mesDe } from './dia.ts';

/** What a number of purchases come to. */
export interface Soma {
  aquisicoes: number;
  /** Units. */
  quantidade: number;
  /** Exact, two digits after the point, BRL. */
  total: string;
}

/** What the sums need to know of a purchase. */
export interface SummedAquisicao {
  produtoId: string;
  /** What the product's category was then; empty while nobody has told. */
  categoria: string;
  quantidade: number;
  precoUnitario: string;
  adquiridoEm: Date;
}

/** Of what a row of `aquisicao_soma` is the sum. */
export const NIVEL = { dia: 1, mesDoProduto: 2, diaDoProduto: 3 } as const;

/** What a row of `aquisicao_soma` is to grow by. */
export interface SomaChange {
  nivel: number;
  inicio: string;
  categoria: string;
  /** `0` where all products are summed up. */
  produtoId: string;
  aquisicoes: bigint;
  quantidade: bigint;
  centavos: bigint;
}

/**
 * What changes in the sums when some purchases come and others go, in the order of their key: everybody locks them in
 * that order, so that no two wait for each other. What comes and goes alike changes nothing.
 */
export function changesOf(come: readonly SummedAquisicao[], go: readonly SummedAquisicao[]): SomaChange[] {
  const changes = new Map<string, SomaChange>();
  for (const aquisicao of come) addTo(changes, aquisicao, 1n);
  for (const aquisicao of go) addTo(changes, aquisicao, -1n);
  return [...changes.values()]
    .filter(
      ({ aquisicoes, quantidade, centavos }) => aquisicoes !== 0n || quantidade !== 0n || centavos !== 0n,
    )
    .sort(byKey);
}

function addTo(
  changes: Map<string, SomaChange>,
  { produtoId, categoria, quantidade, precoUnitario, adquiridoEm }: SummedAquisicao,
  sign: 1n | -1n,
): void {
  const dia = diaDe(adquiridoEm);
  const unidades = sign * BigInt(quantidade);
  const centavos = unidades * centavosOf(precoUnitario);
  for (const [nivel, inicio, produto] of [
    [NIVEL.dia, dia, '0'],
    [NIVEL.mesDoProduto, mesDe(dia), produtoId],
    [NIVEL.diaDoProduto, dia, produtoId],
  ] as const) {
    const key = JSON.stringify([nivel, inicio, categoria, produto]);
    const known = changes.get(key);
    changes.set(key, {
      nivel,
      inicio,
      categoria,
      produtoId: produto,
      aquisicoes: (known?.aquisicoes ?? 0n) + sign,
      quantidade: (known?.quantidade ?? 0n) + unidades,
      centavos: (known?.centavos ?? 0n) + centavos,
    });
  }
}

/** As the primary key of the table orders them. */
export function byKey(a: SomaChange, b: SomaChange): number {
  return (
    a.nivel - b.nivel ||
    compare(a.inicio, b.inicio) ||
    compare(a.categoria, b.categoria) ||
    compare(BigInt(a.produtoId), BigInt(b.produtoId))
  );
}

function compare<Value extends string | bigint>(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The cents of a decimal with two digits after the point. */
export function centavosOf(decimal: string): bigint {
  return BigInt(decimal.replace('.', ''));
}

/** The decimal, two digits after the point, of a number of cents. */
export function decimalOf(centavos: bigint): string {
  const sign = centavos < 0n ? '-' : '';
  const digits = String(centavos < 0n ? -centavos : centavos).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What one of so many purchases comes to on average, rounded to cents, half a cent up; null for none. */
export function ticketMedio({ total, aquisicoes }: Pick<Soma, 'total' | 'aquisicoes'>): string | null {
  if (aquisicoes === 0) return null;
  const number = BigInt(aquisicoes);
  return decimalOf((2n * centavosOf(total) + number) / (2n * number));
}
