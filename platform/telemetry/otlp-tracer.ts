import {
  type Span as ApiSpan,
  type Tracer as ApiTracer,
  type Context,
  createTraceState,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import {
  type ExportResult,
  ExportResultCode,
  parseTraceParent,
  setGlobalErrorHandler,
} from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { SamplerConfig, TelemetryConfig } from '../process/config/telemetry-config.ts';
import { settledWithin } from '../process/deadlines/settled-within.ts';
import type { Log } from '../process/logging/logging.ts';
import type { Attributes, Span, SpanOptions, TraceHeaders, Tracer } from './span.ts';

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/** A statement may be long; what is cut off says nothing more. */
const LIMITS = { attributeValueLengthLimit: 4_096, attributeCountLimit: 32, linkCountLimit: 16 };

/**
 * A tracer that sends its spans over OTLP in batches off the request path. What does not fit into its queue is lost, and
 * nothing waits for a collector.
 */
export function createOtlpTracer(
  config: TelemetryConfig,
  part: string,
  log: Log,
): { tracer: Tracer; close(withinMs: number): Promise<void> } {
  // Every failure is told by `LoggedExporter`.
  setGlobalErrorHandler(() => {});
  const { queue } = config;
  const exporter = new LoggedExporter(
    new OTLPTraceExporter({
      url: config.url,
      headers: { ...config.headers },
      timeoutMillis: config.timeoutMs,
    }),
    config.url,
    log,
  );
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': config.serviceName ?? part, ...config.resourceAttributes }),
    ),
    sampler: samplerOf(config.sampler),
    spanLimits: LIMITS,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: queue.size,
        maxExportBatchSize: queue.batchSize,
        scheduledDelayMillis: queue.delayMs,
        exportTimeoutMillis: queue.exportTimeoutMs,
      }),
    ],
  });
  const spans = provider.getTracer('customer-graph');
  let ended = 0;
  const onEnded = () => {
    ended += 1;
  };
  return {
    tracer: {
      start: (name, options, parent) => new OtlpSpan(spans, name, options, parent, onEnded),
      get totals() {
        return { ended, exported: exporter.exported, failed: exporter.failed };
      },
    },
    async close(withinMs) {
      // It fails where the collector does not answer, which is told.
      const closed = provider.shutdown().catch(() => {});
      await settledWithin(withinMs, closed, undefined);
    },
  };
}

/** A span of OpenTelemetry's SDK. */
class OtlpSpan implements Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly isRecorded: boolean;
  readonly #span: ApiSpan;
  readonly #onEnded: () => void;
  /** Of a span that began before it was made: by its own clock from there on. */
  readonly #began: { atMs: number; elapsedMs: number; since: number } | null;

  constructor(
    tracer: ApiTracer,
    name: string,
    { kind = 'internal', attributes, elapsedMs, links = [] }: SpanOptions,
    parent: TraceHeaders | Span | null,
    onEnded: () => void,
  ) {
    this.#onEnded = onEnded;
    this.#began =
      elapsedMs === undefined ? null : { atMs: Date.now() - elapsedMs, elapsedMs, since: performance.now() };
    this.#span = tracer.startSpan(
      name,
      {
        kind: KINDS[kind],
        ...(attributes ? { attributes } : {}),
        ...(this.#began ? { startTime: this.#began.atMs } : {}),
        links: links.flatMap((one) => {
          const context = spanContextOf(one);
          return context ? [{ context }] : [];
        }),
      },
      contextOf(parent),
    );
    const { traceId, spanId } = this.#span.spanContext();
    this.traceId = traceId;
    this.spanId = spanId;
    this.isRecorded = this.#span.isRecording();
  }

  get raw(): ApiSpan {
    return this.#span;
  }

  get headers(): TraceHeaders {
    const { traceFlags, traceState } = this.#span.spanContext();
    const traceparent = `00-${this.traceId}-${this.spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
    const tracestate = traceState?.serialize();
    return tracestate ? { traceparent, tracestate } : { traceparent };
  }

  set(attributes: Attributes): void {
    this.#span.setAttributes(attributes);
  }

  fail(type: string): void {
    this.#span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR });
  }

  end(): void {
    // Whoever was given up on may yet come to an end of its own.
    if (!this.#span.isRecording()) return;
    this.#onEnded();
    const began = this.#began;
    if (began === null) this.#span.end();
    else this.#span.end(began.atMs + began.elapsedMs + (performance.now() - began.since));
  }
}

function contextOf(parent: TraceHeaders | Span | null): Context {
  if (parent === null) return ROOT_CONTEXT;
  if (parent instanceof OtlpSpan) return trace.setSpan(ROOT_CONTEXT, parent.raw);
  const spanContext = spanContextOf('headers' in parent ? parent.headers : parent);
  return spanContext === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, spanContext);
}

function spanContextOf({ traceparent, tracestate }: TraceHeaders) {
  const context = parseTraceParent(traceparent);
  if (context === null) return null;
  return {
    ...context,
    isRemote: true,
    ...(tracestate === undefined ? {} : { traceState: createTraceState(tracestate) }),
  };
}

function samplerOf({ kind, ratio }: SamplerConfig): Sampler {
  switch (kind) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(ratio);
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: new AlwaysOnSampler() });
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: new AlwaysOffSampler() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) });
  }
}

/** Counts what is exported, and says once that it fails and once that it works again. */
class LoggedExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  /** Without what may be a secret in it. */
  readonly #place: string;
  readonly #log: Log;
  #isFailing = false;
  exported = 0;
  failed = 0;

  constructor(exporter: SpanExporter, url: string, log: Log) {
    this.#exporter = exporter;
    this.#place = new URL(url).host;
    this.#log = log;
  }

  export(spans: ReadableSpan[], told: (result: ExportResult) => void): void {
    this.#exporter.export(spans, (result) => {
      if (result.code === ExportResultCode.SUCCESS) this.exported += spans.length;
      else this.failed += spans.length;
      this.#tell(result);
      told(result);
    });
  }

  #tell({ code, error }: ExportResult): void {
    const isFailing = code !== ExportResultCode.SUCCESS;
    if (isFailing === this.#isFailing) return;
    this.#isFailing = isFailing;
    const collector = this.#place;
    if (!isFailing) this.#log.info({ collector }, 'traces are exported again');
    else
      this.#log.warn(
        { collector, reason: reasonOf(error) },
        'traces are not exported and are lost until they are: check OTEL_EXPORTER_OTLP_ENDPOINT and the collector there',
      );
  }

  forceFlush(): Promise<void> {
    return this.#exporter.forceFlush?.() ?? Promise.resolve();
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }
}

/** A code, status or the name of a class: messages may quote what the collector has answered. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  const code = 'code' in error ? error.code : cause instanceof Error && 'code' in cause ? cause.code : null;
  return code === null || code === undefined ? error.name : String(code);
}
