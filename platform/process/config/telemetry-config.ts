import * as v from 'valibot';
import {
  choice,
  type Env,
  flag,
  integer,
  secretSetting,
  setting,
  text,
  url,
  type Variable,
} from './config.ts';
import { textOrFile } from './secret-files.ts';

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

export interface SamplerConfig {
  kind: (typeof SAMPLERS)[number];
  /** Of traces that begin here, 0 to 1. */
  ratio: number;
}

/** Where traces go, in the terms of OpenTelemetry's standard variables. */
export interface TelemetryConfig {
  /** Takes `POST` of protobuf. */
  url: string;
  headers: Readonly<Record<string, string>>;
  timeoutMs: number;
  /** Null is the name of the part. */
  serviceName: string | null;
  resourceAttributes: Readonly<Record<string, string>>;
  sampler: SamplerConfig;
  queue: { size: number; batchSize: number; delayMs: number; exportTimeoutMs: number };
}

/**
 * The variables of OpenTelemetry that are followed here
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/).
 */
export function telemetryVariables(env: Env) {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: setting(
      'telemetry.endpoint',
      'an OpenTelemetry collector, such as `http://127.0.0.1:4318`: switches [traces](observability.md) on',
      url(['http:', 'https:']),
    ),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: setting(
      'telemetry.tracesEndpoint',
      'the same with its whole path, for traces alone',
      url(['http:', 'https:']),
    ),
    OTEL_EXPORTER_OTLP_PROTOCOL: setting(
      'telemetry.protocol',
      'how spans are sent',
      choice(['http/protobuf'], 'http/protobuf'),
    ),
    OTEL_EXPORTER_OTLP_HEADERS: secretSetting(
      'telemetry.headersFile',
      'headers for the collector, `name=value` between commas, values percent-encoded',
      pairs(textOrFile(env, 'OTEL_EXPORTER_OTLP_HEADERS')),
    ),
    OTEL_EXPORTER_OTLP_TIMEOUT: setting(
      'telemetry.timeoutMs',
      'how long the collector may take for one batch',
      integer(10_000, 100, 60_000),
    ),
    OTEL_SERVICE_NAME: setting(
      'telemetry.serviceName',
      'what the process is called in traces; by default its part, such as `router`',
      text(),
    ),
    OTEL_RESOURCE_ATTRIBUTES: setting(
      'telemetry.resourceAttributes',
      'what else is said of it there, `name=value` between commas, values percent-encoded',
      pairs(text()),
    ),
    OTEL_TRACES_SAMPLER: setting(
      'telemetry.sampler',
      'which traces are recorded',
      choice(SAMPLERS, 'parentbased_always_on'),
    ),
    OTEL_TRACES_SAMPLER_ARG: setting(
      'telemetry.samplerArg',
      'the share of them for a sampler by ratio, 0 to 1; by default all',
      share(),
    ),
    OTEL_BSP_MAX_QUEUE_SIZE: setting(
      'telemetry.queueSpans',
      'spans that may wait to be sent; what is more is lost',
      integer(2_048, 16, 65_536),
    ),
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: setting(
      'telemetry.batchSpans',
      'spans that are sent at once',
      integer(512, 1, 8_192),
    ),
    OTEL_BSP_SCHEDULE_DELAY: setting(
      'telemetry.delayMs',
      'how long a span waits at most before it is sent',
      integer(5_000, 10, 60_000),
    ),
    OTEL_BSP_EXPORT_TIMEOUT: setting(
      'telemetry.exportTimeoutMs',
      'how long the next batch waits for one, further tries included',
      integer(30_000, 100, 120_000),
    ),
    OTEL_SDK_DISABLED: setting(
      'telemetry.disabled',
      'switches traces off, wherever they would go',
      flag(false),
    ),
  };
}

type Read<Variables> = {
  [Name in keyof Variables]: Variables[Name] extends Variable<infer Value> ? Value : never;
};

/** Where traces go; null sends none. */
export function telemetryConfig(values: Read<ReturnType<typeof telemetryVariables>>): TelemetryConfig | null {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ofTraces, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = values;
  const address = ofTraces ?? (endpoint && `${endpoint.replace(/\/+$/, '')}/v1/traces`);
  if (!address || values.OTEL_SDK_DISABLED) return null;
  return {
    url: address,
    headers: values.OTEL_EXPORTER_OTLP_HEADERS,
    timeoutMs: values.OTEL_EXPORTER_OTLP_TIMEOUT,
    serviceName: values.OTEL_SERVICE_NAME,
    resourceAttributes: values.OTEL_RESOURCE_ATTRIBUTES,
    sampler: { kind: values.OTEL_TRACES_SAMPLER, ratio: values.OTEL_TRACES_SAMPLER_ARG },
    queue: {
      size: values.OTEL_BSP_MAX_QUEUE_SIZE,
      batchSize: Math.min(values.OTEL_BSP_MAX_EXPORT_BATCH_SIZE, values.OTEL_BSP_MAX_QUEUE_SIZE),
      delayMs: values.OTEL_BSP_SCHEDULE_DELAY,
      exportTimeoutMs: values.OTEL_BSP_EXPORT_TIMEOUT,
    },
  };
}

function share(): Variable<number> {
  return v.pipe(
    text(),
    v.transform((value) => value ?? '1'),
    v.check(
      (value) => Number(value) >= 0 && Number(value) <= 1,
      ({ input }) => `must be a number from 0 to 1; it is "${input}".`,
    ),
    v.transform(Number),
  );
}

const PAIR = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*([^,;\s]*)$/;

/** Names with their values, as in W3C baggage: `name=value,other=a%20value`. The message quotes none: it may be a secret. */
function pairs(from: Variable<string | null>): Variable<Record<string, string>> {
  return v.pipe(
    from,
    v.rawTransform<string | null, Record<string, string>>(({ dataset, addIssue, NEVER }) => {
      const read: [string, string][] = [];
      for (const pair of (dataset.value ?? '').split(',').map((one) => one.trim())) {
        if (pair === '') continue;
        const [, name, value] = PAIR.exec(pair) ?? [];
        const decoded = value === undefined ? null : decodedValue(value);
        if (name === undefined || decoded === null) {
          addIssue({ message: 'must be pairs such as name=value between commas, values percent-encoded.' });
          return NEVER;
        }
        read.push([name, decoded]);
      }
      return Object.fromEntries(read);
    }),
  );
}

function decodedValue(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // No percent-encoding, which the caller tells.
    return null;
  }
}
