import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DDSketch } from '@datadog/sketches-js';

/** As small as by zlib's own values, with a tenth of the memory, which is touched anew for each sketch. */
const SMALL = { level: 1, memLevel: 4, windowBits: 12, chunkSize: 4_096 };

/** Figures of some requests, which can be added to others. */
export class Figures {
  requisicoes = 0;
  erros = 0;
  bytes = 0;
  duracaoTotalMs = 0;
  #esboco: DDSketch | null = null;

  /** Counts one request. */
  add({ duracaoMs, bytes, erro }: { duracaoMs: number; bytes: number; erro: boolean }): void {
    this.requisicoes += 1;
    if (erro) this.erros += 1;
    this.bytes += bytes;
    this.duracaoTotalMs += duracaoMs;
    this.#esboco ??= newSketch();
    this.#esboco.accept(duracaoMs);
  }

  /** Adds figures as they are stored. */
  addStored({ requisicoes, erros, bytes, duracaoMs, esboco }: StoredFigures): void {
    this.requisicoes += Number(requisicoes);
    this.erros += Number(erros);
    this.bytes += Number(bytes);
    this.duracaoTotalMs += duracaoMs;
    const stored = DDSketch.fromProto(inflateRawSync(esboco));
    if (this.#esboco) this.#esboco.merge(stored);
    else this.#esboco = stored;
  }

  /** Adds other figures, which stay what they are. */
  addCopyOf(other: Figures): void {
    this.requisicoes += other.requisicoes;
    this.erros += other.erros;
    this.bytes += other.bytes;
    this.duracaoTotalMs += other.duracaoTotalMs;
    if (!other.#esboco) return;
    this.#esboco ??= newSketch();
    this.#esboco.merge(other.#esboco);
  }

  /** Adds other figures, which are not used any more. */
  addAll(other: Figures): void {
    this.requisicoes += other.requisicoes;
    this.erros += other.erros;
    this.bytes += other.bytes;
    this.duracaoTotalMs += other.duracaoTotalMs;
    if (!other.#esboco) return;
    if (this.#esboco) this.#esboco.merge(other.#esboco);
    else this.#esboco = other.#esboco;
  }

  /** The sketch of the durations in its protobuf form, deflated: most of it is zeros. */
  esboco(): Buffer {
    return deflateRawSync((this.#esboco ?? newSketch()).toProto(), SMALL);
  }

  get parteComErros(): number {
    return this.requisicoes === 0 ? 0 : this.erros / this.requisicoes;
  }

  get p50Ms(): number | null {
    return this.#quantile(0.5);
  }

  get p95Ms(): number | null {
    return this.#quantile(0.95);
  }

  get p99Ms(): number | null {
    return this.#quantile(0.99);
  }

  #quantile(share: number): number | null {
    if (!this.#esboco || this.#esboco.count === 0) return null;
    const { count } = this.#esboco;
    // How many have to take no longer; the sketch rounds down, and calls the faster of two the one that 99 of 100 do not exceed.
    const place = Math.ceil(share * count - 1e-9);
    // Between that place and the next one, so that no rounding leads to the one before.
    const between = Math.min(1, (place - 0.5) / (count - 1));
    // Within 1 % in any case: more digits would say nothing.
    return Number(this.#esboco.getValueAtQuantile(between).toPrecision(4));
  }
}

/** Figures as `resumo` has them. */
export interface StoredFigures {
  requisicoes: string;
  erros: string;
  bytes: string;
  duracaoMs: number;
  esboco: Buffer;
}

/** Quantiles within 1 % of the value. */
function newSketch(): DDSketch {
  return new DDSketch({ relativeAccuracy: 0.01 });
}
