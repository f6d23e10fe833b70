import { isMainThread, parentPort, workerData } from 'node:worker_threads';

/** This file, wherever it was compiled to: what the thread that writes reports runs. */
export const REPORT_WORKER = import.meta.filename;

// Loaded in the main thread only for the name above; what writes is loaded in the thread alone.
if (!isMainThread && parentPort && workerData?.reports === true) {
  const { runReportWriter } = await import('./run-report-writer.ts');
  runReportWriter(parentPort);
}
