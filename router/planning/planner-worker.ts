import { isMainThread, parentPort, workerData } from 'node:worker_threads';

/** This file, wherever it was compiled to: what a planner's worker runs. */
export const PLANNER_WORKER = import.meta.filename;

// Loaded in the main thread only for the name above; the planner itself is loaded in a worker alone.
if (!isMainThread && parentPort && workerData?.planner === true) {
  const { runPlanner } = await import('./run-planner.ts');
  runPlanner(parentPort);
}
