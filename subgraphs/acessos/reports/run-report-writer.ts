import type { MessagePort } from 'node:worker_threads';
import { OutcomeUnknown } from '../../../platform/errors/client-errors.ts';
import { UnusableReport } from '../../../platform/events/event/event.ts';
import type { TroubleLog } from '../../../platform/process/logging/logging.ts';
import type { Refusal, ReportRequest, ReportResponse } from './report-messages.ts';
import { openReportWriter, type ReportWriter } from './report-writer.ts';

/** Writes the reports that come through a port, and answers there. */
export function runReportWriter(port: MessagePort): void {
  let writer: ReportWriter | null = null;
  const tell = (response: ReportResponse) => port.postMessage(response);
  const log: TroubleLog = {
    warn: (fields, message) => tell({ kind: 'log', level: 'warn', fields, message }),
    error: (fields, message) => tell({ kind: 'log', level: 'error', fields, message }),
  };
  port.on('message', (request: ReportRequest) => {
    switch (request.kind) {
      case 'open':
        writer = openReportWriter(request.config, log);
        break;
      case 'take':
        void take(request);
        break;
      case 'sum':
        writer?.sum();
        break;
      case 'close':
        void close();
        break;
    }
  });

  async function take({ id, report }: ReportRequest & { kind: 'take' }): Promise<void> {
    try {
      if (!writer) throw new Error('no database is open');
      tell({ kind: 'taken', id, result: await writer.take(report) });
    } catch (error) {
      tell({ kind: 'refused', id, why: refusalOf(error) });
    }
  }

  async function close(): Promise<void> {
    const closing = writer;
    writer = null;
    await closing?.[Symbol.asyncDispose]();
    tell({ kind: 'closed' });
  }
}

/** An error as what can cross to another thread without losing what it is. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof UnusableReport) return { kind: 'unusable' };
  if (error instanceof OutcomeUnknown) return { kind: 'outcome unknown' };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const { code, errno } = (error ?? {}) as { code?: unknown; errno?: unknown }; // Whatever it is, they are unknown.
  return { kind: 'failed', message, stack, code: plain(code), errno: plain(errno) };
}

function plain(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
