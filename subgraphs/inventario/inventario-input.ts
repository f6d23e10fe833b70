import { type Checked, InputCheck } from '../../platform/writes/validation.ts';
import type { InventarioMutavel } from './inventario-store.ts';
import type {
  CorrigirAquisicaoEntrada,
  EstornarAquisicaoEntrada,
  RegistrarAquisicaoEntrada,
} from './schema.types.ts';
import { diaDe } from './somas/dia.ts';
import { EARLIEST } from './somas/periodo-input.ts';

const QUANTIDADE = { min: 1, max: 1_000_000 };
/** Clocks of clients are not exact. */
const FUTURE_TOLERANCE_MS = 60_000;

/** A purchase to record; what is null is filled in when it is recorded. */
export interface RegistrarAquisicao {
  clienteId: string;
  produtoId: string;
  quantidade: number;
  precoUnitario: string | null;
  adquiridoEm: Date | null;
}

/** A purchase to record, or every rule that the input breaks. */
export function parseRegistrarAquisicao(
  entrada: RegistrarAquisicaoEntrada,
): Checked<{ aquisicao: RegistrarAquisicao; key: string | null }> {
  const check = new InputCheck();
  const { precoUnitario, adquiridoEm } = entrada;
  const aquisicao = {
    clienteId: check.id('clienteId', entrada.clienteId),
    produtoId: check.id('produtoId', entrada.produtoId),
    quantidade: check.integer('quantidade', entrada.quantidade, QUANTIDADE),
    precoUnitario: precoUnitario == null ? null : check.money('precoUnitario', precoUnitario),
    adquiridoEm: adquiridoEm == null ? null : pastInstant(check, adquiridoEm),
  };
  return check.done({ aquisicao, key: check.idempotencyKey(entrada.chaveDeIdempotencia) });
}

/** What is corrected of which version of a purchase; `undefined` leaves a field as it is. */
export interface CorrigirAquisicao {
  id: string;
  versao: number;
  changes: Partial<InventarioMutavel>;
}

/** What to correct of a purchase, or every rule that the input breaks. */
export function parseCorrigirAquisicao(entrada: CorrigirAquisicaoEntrada): Checked<CorrigirAquisicao> {
  const check = new InputCheck();
  const { quantidade, precoUnitario, adquiridoEm } = entrada;
  const changes: Partial<InventarioMutavel> = {};
  if (quantidade !== undefined) changes.quantidade = check.integer('quantidade', quantidade, QUANTIDADE);
  if (precoUnitario !== undefined) changes.precoUnitario = check.money('precoUnitario', precoUnitario);
  if (adquiridoEm !== undefined) {
    changes.adquiridoEm =
      adquiridoEm === null
        ? check.wrong('adquiridoEm', 'OBRIGATORIO', 'deve ser informado', new Date(0))
        : pastInstant(check, adquiridoEm);
  }
  return check.done({ id: check.id('id', entrada.id), versao: check.version(entrada.versao), changes });
}

/** Which version of which purchase to reverse, or every rule that the input breaks. */
export function parseEstornarAquisicao(
  entrada: EstornarAquisicaoEntrada,
): Checked<{ id: string; versao: number }> {
  const check = new InputCheck();
  return check.done({ id: check.id('id', entrada.id), versao: check.version(entrada.versao) });
}

function pastInstant(check: InputCheck, instant: Date): Date {
  const time = instant.getTime();
  // Its day begins in Brasília some hours later than in UTC; days before have no sums.
  const isEarly = time < Date.parse(EARLIEST) || diaDe(instant) < EARLIEST;
  return !isEarly && time <= Date.now() + FUTURE_TOLERANCE_MS
    ? instant
    : check.wrong('adquiridoEm', 'FORA_DO_INTERVALO', 'deve ser de 1990 até agora', new Date(0));
}
