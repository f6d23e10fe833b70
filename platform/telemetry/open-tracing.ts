import type { TelemetryConfig } from '../process/config/telemetry-config.ts';
import { Resources } from '../process/ending/resources.ts';
import type { Log } from '../process/logging/logging.ts';
import { setTracer } from './span.ts';

/** How long the last spans may hold up the end of a process, milliseconds; less than any process has for its end. */
const TRACES_FLUSH_MS = 2_000;

/**
 * Traces this process as far as it is configured, and sends what is left at the end. To be opened before servers are
 * made, which look whether there is anything to trace, and closed after them.
 *
 * @param part what the process is called unless `OTEL_SERVICE_NAME` says something else
 */
export async function openTracing(
  config: TelemetryConfig | null,
  part: string,
  log: Log,
): Promise<AsyncDisposable> {
  const opened = new Resources();
  if (config !== null) {
    // Only who traces loads what that takes.
    const { createOtlpTracer } = await import('./otlp-tracer.ts');
    const { tracer, close } = createOtlpTracer(config, part, log);
    opened.defer(() => close(TRACES_FLUSH_MS));
    const used = setTracer(tracer);
    opened.defer(() => used[Symbol.dispose]());
  }
  return opened;
}
