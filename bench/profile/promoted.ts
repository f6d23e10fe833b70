import type { HeapProfiler } from 'node:inspector';
import { table } from '../report/markdown.ts';
import { placeOfFile } from './profile-table.ts';

/** What one process has made that outlived collections of the young generation. */
export interface ProcessSamples {
  name: string;
  profile: HeapProfiler.SamplingHeapProfile;
}

const FUNCTIONS_SHOWN = 40;

/**
 * Which functions have made what came into the old generation, in bytes a request. What is of a request should not come there: only a
 * collection of the whole heap removes it (docs/decisions/0091).
 */
export function promotedTables(
  samples: readonly ProcessSamples[],
  { what, requests }: { what: string; requests: number },
): string {
  const byProcess = new Map<string, number>();
  const byFunction = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string, bytes: number) =>
    sums.set(key, (sums.get(key) ?? 0) + bytes);
  for (const { name, profile } of samples) {
    const walk = (node: HeapProfiler.SamplingHeapProfileNode, caller: string) => {
      const { url, functionName } = node.callFrame;
      // What is built into the engine counts for whoever calls it.
      const maker = url === '' ? caller : `${placeOfFile(url)} ${functionName || '(anonymous)'}`;
      add(byProcess, name, node.selfSize);
      add(byFunction, maker, node.selfSize);
      for (const child of node.children) walk(child, maker);
    };
    walk(profile.head, 'built in');
  }
  const rows = (sums: ReadonlyMap<string, number>) =>
    [...sums]
      .sort(([, a], [, b]) => b - a)
      .slice(0, FUNCTIONS_SHOWN)
      .map(([name, bytes]) => [(bytes / requests).toFixed(0), name]);
  const total = [...byProcess.values()].reduce((sum, bytes) => sum + bytes, 0);
  return [
    `${what}: ${(total / requests / 1_000).toFixed(1)} kB per request came into the old generation, of ${requests} requests, threads left out.`,
    table(['bytes per request', 'process'], rows(byProcess)),
    table(['bytes per request', 'function that has made them'], rows(byFunction)),
  ].join('\n\n');
}
