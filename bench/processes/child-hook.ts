import { type HeapProfiler, type Profiler, Session } from 'node:inspector/promises';
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
interface Message {
  profile?: 'start' | 'stop';
  promoted?: 'start' | 'stop';
  delay?: 'start' | 'stop';
}

process.on('message', ({ profile, promoted, delay }: Message) => {
  if (delay) process.send?.(delay === 'start' ? startDelays() : stopDelays());
  const action = profile ? profiled(profile) : promoted ? sampled(promoted) : null;
  action?.then(
    (answer) => process.send?.(answer),
    (error) => process.send?.({ failure: String(error) }),
  );
});
// The channel alone does not keep a process alive that has nothing else to do.
process.channel?.unref();

function profiled(action: 'start' | 'stop'): Promise<object> {
  return action === 'start' ? start() : stop();
}

function sampled(action: 'start' | 'stop'): Promise<object> {
  return action === 'start' ? startSampling() : stopSampling();
}

async function start(): Promise<object> {
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  return {};
}

async function stop(): Promise<{ profile: Profiler.Profile }> {
  if (!session) throw new Error('no profile was started');
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  session = null;
  return { profile };
}

/** Bytes of what is made, of which one object on average is looked at. */
const SAMPLED_BYTES = 4096;

/** Samples what is made from now on and outlives collections of the young generation. */
async function startSampling(): Promise<object> {
  session = new Session();
  session.connect();
  await session.post('HeapProfiler.enable');
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: SAMPLED_BYTES,
    includeObjectsCollectedByMajorGC: true,
  });
  return {};
}

async function stopSampling(): Promise<{ profile: HeapProfiler.SamplingHeapProfile }> {
  if (!session) throw new Error('no sampling was started');
  const { profile } = await session.post('HeapProfiler.stopSampling');
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
