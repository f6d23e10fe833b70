import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import protobuf from 'protobufjs';
import { eventually } from './eventually.ts';

/** What is used here of https://github.com/open-telemetry/opentelemetry-proto (v1), with its field numbers. */
const PROTO = `
  syntax = "proto3";
  message Value { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; } }
  message KeyValue { string key = 1; Value value = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message Link { bytes trace_id = 1; bytes span_id = 2; }
  message Status { int32 code = 3; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4; string name = 5; int32 kind = 6;
    fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9;
    repeated Link links = 13; Status status = 15;
  }
  message ScopeSpans { repeated Span spans = 2; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
  message Request { repeated ResourceSpans resource_spans = 1; }
`;
const REQUEST = protobuf.parse(PROTO).root.lookupType('Request');
const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/** A span as it came over OTLP. */
export interface ReceivedSpan {
  service: string;
  traceId: string;
  spanId: string;
  /** Empty for the first of a trace. */
  parentId: string;
  name: string;
  kind: string | undefined;
  ms: number;
  attributes: Record<string, unknown>;
  /** Ids of spans. */
  links: string[];
  failed: boolean;
}

/** A collector of a test: takes traces over OTLP, as protobuf over HTTP. */
export interface OtlpReceiver extends AsyncDisposable {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  readonly spans: readonly ReceivedSpan[];
  /** Headers of the last request. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** The status that it answers with. */
  status: number;
  /** The spans once `isThere` says so of them. */
  waitFor(isThere: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]>;
  clear(): void;
}

/** @param port another one's, which was stopped */
export async function startOtlpReceiver(port = 0): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  let headers: Record<string, unknown> = {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    headers = request.headers;
    if (receiver.status === 200 && request.url === '/v1/traces')
      spans.push(...decoded(Buffer.concat(chunks)));
    response.writeHead(receiver.status, { 'content-type': 'application/x-protobuf' }).end();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const receiver: OtlpReceiver = {
    // A server that listens has an address of this kind.
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    get headers() {
      return headers;
    },
    status: 200,
    waitFor: (isThere) =>
      eventually(
        () => (isThere(spans) ? spans : null),
        () => `spans: ${spans.map(({ name }) => name).join(', ')}`,
      ),
    clear() {
      spans.length = 0;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}

interface Attribute {
  key: string;
  value?: Record<string, unknown>;
}

interface RawSpan {
  traceId: Buffer;
  spanId: Buffer;
  parentSpanId?: Buffer;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes?: Attribute[];
  links?: { spanId: Buffer }[];
  status?: { code?: number };
}

function decoded(body: Buffer): ReceivedSpan[] {
  // As PROTO has it.
  const { resourceSpans = [] } = REQUEST.toObject(REQUEST.decode(body), { longs: String }) as {
    resourceSpans?: { resource?: { attributes?: Attribute[] }; scopeSpans?: { spans?: RawSpan[] }[] }[];
  };
  return resourceSpans.flatMap(({ resource, scopeSpans = [] }) => {
    const service = String(valuesOf(resource?.attributes)['service.name']);
    return scopeSpans.flatMap(({ spans = [] }) => spans.map((span) => received(span, service)));
  });
}

function received(span: RawSpan, service: string): ReceivedSpan {
  return {
    service,
    traceId: hex(span.traceId),
    spanId: hex(span.spanId),
    parentId: span.parentSpanId ? hex(span.parentSpanId) : '',
    name: span.name,
    kind: KINDS[span.kind],
    ms: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
    attributes: valuesOf(span.attributes),
    links: (span.links ?? []).map(({ spanId }) => hex(spanId)),
    failed: span.status?.code === 2,
  };
}

function valuesOf(attributes: Attribute[] = []): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value ?? {})[0]]));
}

function hex(bytes: Buffer): string {
  return Buffer.from(bytes).toString('hex');
}
