import type { Child } from '../processes/child.ts';
import type { Endpoint } from '../questions/requests.ts';
import type {
  Contestant,
  ContestantName,
  StartedContestant,
  SubgraphProcesses,
  Surroundings,
} from './contestant.ts';
import { grafbase } from './grafbase.ts';
import { hive } from './hive.ts';
import { inProcess, inProcessWithoutAccesses } from './in-process.ts';
import { startOurSubgraphs } from './our-subgraphs.ts';
import { ours, withoutAccesses, withoutOptimizations } from './ours.ts';
import { restFloor } from './rest-floor.ts';
import { vanilla } from './vanilla.ts';

/** Those of a run that names none. */
export const CONTESTANTS: readonly Contestant[] = [ours, inProcess, hive, grafbase, vanilla, restFloor];
/** All that can be named. */
export const ALL_CONTESTANTS: readonly Contestant[] = [
  ...CONTESTANTS,
  withoutAccesses,
  inProcessWithoutAccesses,
  ...withoutOptimizations,
];

/** Those whose processes can be asked about themselves: Node's. */
export const NODE_CONTESTANTS = ALL_CONTESTANTS.filter(({ name }) => name !== grafbase.name);

/** A contestant that answers. */
export interface RunningContestant extends StartedContestant {
  name: ContestantName;
  mayFail?: true;
}

/** How it is spoken to within the next seconds. */
export async function currentEndpoint({ endpoint, currentHeaders }: RunningContestant): Promise<Endpoint> {
  return currentHeaders ? { ...endpoint, headers: await currentHeaders() } : endpoint;
}

/** Contestants that answer; disposing ends their processes. */
export interface RunningContestants extends AsyncDisposable {
  readonly all: readonly RunningContestant[];
}

/** Starts contestants one after the other, which all run side by side then. Ends all when one fails. */
export async function startContestants(
  names: readonly ContestantName[],
  surroundings: Omit<Surroundings, 'subgraphs'>,
): Promise<RunningContestants> {
  const processes = new Set<Child>();
  let ofOurs: Promise<SubgraphProcesses> | null = null;
  const launcher: Surroundings['launcher'] = {
    pids: surroundings.launcher.pids,
    async start(options) {
      const child = await surroundings.launcher.start(options);
      processes.add(child);
      return child;
    },
  };
  const complete: Surroundings = {
    ...surroundings,
    launcher,
    subgraphs() {
      ofOurs ??= startOurSubgraphs(complete);
      return ofOurs;
    },
  };
  const end = async () => {
    await Promise.all([...processes].map((child) => child[Symbol.asyncDispose]()));
  };
  try {
    const all: RunningContestant[] = [];
    for (const contestant of ALL_CONTESTANTS.filter(({ name }) => names.includes(name))) {
      const { name, mayFail } = contestant;
      all.push({ name, ...(mayFail ? { mayFail } : {}), ...(await contestant.start(complete)) });
    }
    return { all, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}
