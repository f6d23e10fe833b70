import { randomUUID } from 'node:crypto';
import type { HeapProfiler, Profiler } from 'node:inspector';
import type { Child } from '../processes/child.ts';
import type { BenchQuery } from '../questions/queries.ts';
import { table } from '../report/markdown.ts';
import { type BenchSettings, openGround } from '../run/run-bench.ts';
import { type ProcessProfile, type ProfileSummary, type SelfTime, summarize } from './profile-table.ts';
import { type ProcessSamples, promotedTables } from './promoted.ts';

export type ProfileSettings = Parameters<typeof openGround>[0] &
  Pick<BenchSettings, 'signal'> & {
    query: BenchQuery;
    connections: number;
    /** Of the profiled load, and before it of the warm-up. */
    milliseconds: number;
    seed: number;
    /** Whether it is not about time, but about what outlives collections of the young generation. */
    promoted: boolean;
  };

const PROTECTIONS_SHOWN = 12;
const PACKAGES_SHOWN = 20;
const FUNCTIONS_SHOWN = 30;

/** Profiles every process of one contestant under one query, after a warm-up, and gives the tables. */
export async function profileContestant(settings: ProfileSettings): Promise<string> {
  const { query, connections, milliseconds, seed, promoted, signal } = settings;
  await using ground = await openGround(settings);
  const [contestant] = ground.contestants.all;
  if (!contestant) throw new RangeError('there is no contestant to profile');
  const order = {
    endpoint: contestant.endpoint,
    query: query.name,
    data: ground.data.query,
    connections,
    milliseconds,
    seed,
    strict: true,
  };
  await ground.load.run({ ...order, keyPrefix: randomUUID() });
  signal.throwIfAborted();
  const what = `${contestant.name}, ${query.name}, ${connections} connections`;
  const kind = promoted ? 'promoted' : 'profile';
  for (const child of contestant.processes) await child.ask({ [kind]: 'start' });
  const { requests } = await ground.load.run({ ...order, keyPrefix: randomUUID() });
  if (promoted) {
    const samples: ProcessSamples[] = [];
    for (const child of contestant.processes) samples.push(await profileOf(child, kind));
    return promotedTables(samples, { what, requests });
  }
  const profiles: ProcessProfile[] = [];
  for (const child of contestant.processes) profiles.push(await profileOf(child, kind));
  return render(summarize(profiles), { what, requests });
}

async function profileOf<Profile extends Profiler.Profile | HeapProfiler.SamplingHeapProfile>(
  child: Child,
  kind: 'profile' | 'promoted',
): Promise<{ name: string; profile: Profile }> {
  // child-hook.ts answers with one of these two.
  const answer = (await child.ask({ [kind]: 'stop' })) as { profile: Profile } | { failure: string };
  if ('failure' in answer) throw new Error(`${child.name} gave no profile: ${answer.failure}`);
  return { name: child.name, profile: answer.profile };
}

function render(summary: ProfileSummary, { what, requests }: { what: string; requests: number }): string {
  const rows = (times: readonly SelfTime[], count: number) =>
    times
      .slice(0, count)
      .map(({ name, milliseconds }) => [
        `${((milliseconds / summary.totalMs) * 100).toFixed(1)} %`,
        (milliseconds / requests).toFixed(4),
        name,
      ]);
  const protectionsMs = summary.protections.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const head = (name: string) => ['share', 'ms per request', name];
  return [
    `${what}: ${(summary.totalMs / requests).toFixed(3)} ms per request over ${requests} requests, self time. Waiting for a core counts too: with more processes than cores compare the shares only.`,
    `What protects the graph from its clients: ${((protectionsMs / summary.totalMs) * 100).toFixed(1)} % of it.`,
    table(head('protection'), rows(summary.protections, PROTECTIONS_SHOWN)),
    table(head('process'), rows(summary.byProcess, summary.byProcess.length)),
    table(head('package or file'), rows(summary.byPackage, PACKAGES_SHOWN)),
    table(head('function'), rows(summary.byFunction, FUNCTIONS_SHOWN)),
  ].join('\n\n');
}
