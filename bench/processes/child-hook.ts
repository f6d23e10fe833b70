import { Session } from 'node:inspector/promises';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { keepCompiledCode } from '../../platform/process/run/compiled-code.ts';

/**
 * Loaded before the program of every process of the benchmark: ends the process when the benchmark is gone, however
 * that ended, and takes profiles and measures the delay of the event loop when it is told to.
 */
let session: Session | null = null;
let delays: IntervalHistogram | null = null;

// Contestants wait for a minute for their turn: those that V8 made forget their code meanwhile would be measured while they compile.
keepCompiledCode();

process.on('disconnect', () => process.exit());
/** Bytes of what is made, of which one object on average is looked at. */
const SAMPLED_BYTES = 4096;

/** What is taken of a process: where its time goes, and what it makes that outlives collections of the young generation. */
const KINDS = {
  profile: {
    async begin(session: Session): Promise<void> {
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: 200 });
      await session.post('Profiler.start');
    },
    end: (session: Session) => session.post('Profiler.stop'),
  },
  promoted: {
    async begin(session: Session): Promise<void> {
      await session.post('HeapProfiler.enable');
      await session.post('HeapProfiler.startSampling', {
        samplingInterval: SAMPLED_BYTES,
        includeObjectsCollectedByMajorGC: true,
      });
    },
    end: (session: Session) => session.post('HeapProfiler.stopSampling'),
  },
} as const;

type Action = 'start' | 'stop';
type Kind = keyof typeof KINDS;

process.on('message', ({ profile, promoted, delay }: Partial<Record<Kind | 'delay', Action>>) => {
  if (delay) process.send?.(delay === 'start' ? startDelays() : stopDelays());
  const action = profile ? take('profile', profile) : promoted ? take('promoted', promoted) : null;
  action?.then(
    (answer) => process.send?.(answer),
    (error) => process.send?.({ failure: String(error) }),
  );
});
// The channel alone does not keep a process alive that has nothing else to do.
process.channel?.unref();

async function take(kind: Kind, action: Action): Promise<object> {
  if (action === 'start') {
    session = new Session();
    session.connect();
    await KINDS[kind].begin(session);
    return {};
  }
  if (!session) throw new Error(`no ${kind} was started`);
  const { profile } = await KINDS[kind].end(session);
  session.disconnect();
  session = null;
  return { profile };
}

const RESOLUTION_MS = 10;

function startDelays(): object {
  delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return {};
}

/** The longest delay, milliseconds, but for the interval at which it is looked at. */
function stopDelays(): { longestMs: number } {
  if (!delays) throw new Error('no delays were measured');
  delays.disable();
  const longestMs = Math.max(0, delays.max / 1e6 - RESOLUTION_MS);
  delays = null;
  return { longestMs };
}
