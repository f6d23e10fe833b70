import { AsyncLocalStorage } from 'node:async_hooks';

/** What is said of a span: names of OpenTelemetry's semantic conventions where there is one, and never data of a person. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** The headers by which a trace goes on elsewhere (https://www.w3.org/TR/trace-context/). */
export interface TraceHeaders {
  readonly traceparent: string;
  readonly tracestate?: string;
}

/** A piece of work with a beginning and an end, as it will stand in a trace. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** For whoever is asked in the course of it. */
  readonly headers: TraceHeaders;
  /** Whether it is recorded; one that is not only hands its ids on. */
  readonly isRecorded: boolean;
  set(attributes: Attributes): void;
  /** @param type of few, such as a code or the name of a class */
  fail(type: string): void;
  end(): void;
}

/** What a span is besides its name. */
export interface SpanOptions {
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  attributes?: Attributes;
  /** Milliseconds that it has taken already. */
  elapsedMs?: number;
  /** Other spans that it has to do with. */
  links?: readonly TraceHeaders[];
}

/** Makes spans. */
export interface Tracer {
  /** @param parent null begins a trace, which the sampler may leave unrecorded */
  start(name: string, options: SpanOptions, parent: TraceHeaders | Span | null): Span;
  /** Spans since the start of the process: recorded, and what became of them. */
  readonly totals: { readonly ended: number; readonly exported: number; readonly failed: number };
}

let tracer: Tracer | null = null;
const active = new AsyncLocalStorage<Span>();

/** Sets the tracer of this process, until what is returned is disposed of. A process has one. */
export function setTracer(next: Tracer): Disposable {
  if (tracer !== null) throw new Error('this process has a tracer already');
  tracer = next;
  return {
    [Symbol.dispose]() {
      tracer = null;
    },
  };
}

/** The tracer of this process; null where nothing is traced. */
export function currentTracer(): Tracer | null {
  return tracer;
}

/** The span that the caller's work belongs to; null where there is none. */
export function currentSpan(): Span | null {
  return tracer === null ? null : (active.getStore() ?? null);
}

/** Begins a span of the work that comes into a process, or begins in it; null where nothing is traced. */
export function beginEntry(name: string, options: SpanOptions, parent: TraceHeaders | null): Span | null {
  return tracer?.start(name, options, parent) ?? null;
}

/** Begins a span within the caller's; null where nothing is recorded. The caller ends it. */
export function beginSpan(name: string, options: SpanOptions = {}): Span | null {
  const parent = currentSpan();
  return parent?.isRecorded ? (tracer?.start(name, options, parent) ?? null) : null;
}

/** Runs `work` so that its spans are within this one. */
export function within<Result>(span: Span | null, work: () => Result): Result {
  return span === null ? work() : active.run(span, work);
}

/** Runs `work` within this span, and where it is null within none: the caller works for another request. */
export function withinOnly<Result>(span: Span | null, work: () => Result): Result {
  if (span !== null) return active.run(span, work);
  return currentSpan() === null ? work() : active.exit(work);
}

/**
 * Runs `work` within a span of its own, which ends with it.
 *
 * @param work is given the span; null where nothing is recorded
 */
export async function traced<Result>(
  name: string,
  options: SpanOptions,
  work: (span: Span | null) => Promise<Result>,
): Promise<Result> {
  return await endWith(beginSpan(name, options), work);
}

/** Runs `work` within a span, and ends that with it: with the name of what it throws. */
export async function endWith<Result>(
  span: Span | null,
  work: (span: Span | null) => Promise<Result>,
): Promise<Result> {
  if (span === null) return await work(null);
  try {
    return await active.run(span, () => work(span));
  } catch (error) {
    span.fail(failureType(error));
    throw error;
  } finally {
    span.end();
  }
}

/** What an error is called in a span: its code, else the name of its class; never its message, which may quote data. */
export function failureType(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** The ids of the caller's span, for a line of the log. */
export function traceOfLine(span: Span | null = currentSpan()): { trace_id?: string; span_id?: string } {
  return span === null ? {} : { trace_id: span.traceId, span_id: span.spanId };
}

/** Whether the sender of these headers records its trace. */
export function isSampled({ traceparent }: TraceHeaders): boolean {
  return (Number.parseInt(traceparent.slice(53), 16) & 1) === 1;
}

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
/** https://www.w3.org/TR/trace-context/#tracestate-limits */
const MAX_TRACESTATE_CHARACTERS = 512;

/** The trace that a request belongs to by its headers; null when they say nothing, or nothing usable. */
export function traceHeaders(headers: {
  readonly [name: string]: string | readonly string[] | undefined;
}): TraceHeaders | null {
  const { traceparent, tracestate } = headers;
  if (typeof traceparent !== 'string' || !TRACEPARENT.test(traceparent)) return null;
  if (typeof tracestate !== 'string' || tracestate.length > MAX_TRACESTATE_CHARACTERS) return { traceparent };
  return { traceparent, tracestate };
}
