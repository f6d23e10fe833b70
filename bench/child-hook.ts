import { type Profiler, Session } from 'node:inspector/promises';

/**
 * Loaded before the program of every process of the benchmark: ends the process when the benchmark is gone, however
 * that ended, and takes CPU profiles when it is told to.
 */
let session: Session | null = null;

process.on('disconnect', () => process.exit());
process.on('message', (message: { profile?: 'start' | 'stop' }) => {
  const action = message.profile === 'start' ? start() : message.profile === 'stop' ? stop() : null;
  action?.then(
    (answer) => process.send?.(answer),
    (error) => process.send?.({ failure: String(error) }),
  );
});
// The channel alone does not keep a process alive that has nothing else to do.
process.channel?.unref();

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
