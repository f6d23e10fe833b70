import { expect, test } from 'vitest';
import { runScript } from '../../../tests/support/commands/run-script.ts';

const START = `
  import { once } from 'node:events';
  import { createServer } from 'node:net';
  import { Resources } from './platform/process/ending/resources.ts';
  import { runProcess } from './platform/process/run/run-process.ts';
  const say = (text) => process.stdout.write(text + '\\n');
  const open = async (close = () => say('closed')) => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const resources = new Resources();
    resources.defer(() => server.close());
    resources.defer(close);
    return resources;
  };
`;

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s while it starts closes what was opened, and ends',
  async (signal) => {
    const { said, process, ended, output, errors } = runScript(`${START}
    await runProcess(async (stopping) => {
      const opened = await open();
      try {
        say('starting');
        await once(stopping, 'abort');
        stopping.throwIfAborted();
      } finally {
        await opened[Symbol.asyncDispose]();
      }
    });`);
    await said('starting');
    process.kill(signal);

    expect(await ended).toBe(130);
    expect([output(), errors()]).toEqual(['starting\nclosed\n', '']);
  },
);

test('what comes up although nobody wants it any more is closed', async () => {
  const { said, process, ended, output } = runScript(`${START}
    await runProcess(async (stopping) => {
      const opened = await open();
      say('starting');
      await once(stopping, 'abort');
      return opened;
    });`);
  await said('starting');
  process.kill('SIGTERM');

  expect(await ended).toBe(0);
  expect(output()).toBe('starting\nclosed\n');
});

test('a second signal ends it at once', async () => {
  const { said, process, ended } = runScript(`${START}
    await runProcess(async () => {
      // Says so when what comes then is not taken for the same signal any more.
      const running = await open(() => new Promise(() => setTimeout(() => say('closing'), 1_100)));
      say('up');
      return running;
    });`);
  await said('up');
  process.kill('SIGINT');
  await said('closing');
  process.kill('SIGINT');

  expect(await ended).toBe(130);
});

test('a stop that takes longer than it may ends with a failure, and so does one that fails', async () => {
  const slow = runScript(`${START}
    await runProcess(async () => {
      const running = await open(() => new Promise(() => {}));
      say('up');
      return Object.assign(running, { stopWithinMs: 50 });
    });`);
  const failing = runScript(`${START}
    await runProcess(async () => {
      const running = await open(() => { throw new Error('cannot be closed'); });
      say('up');
      return running;
    });`);
  await Promise.all([slow.said('up'), failing.said('up')]);
  slow.process.kill('SIGTERM');
  failing.process.kill('SIGTERM');

  expect(await slow.ended).toBe(1);
  expect(await failing.ended).toBe(1);
  expect(failing.errors()).toContain('cannot be closed');
});

test('an error that nobody catches ends it, and nothing that a server quotes of rows is told', async () => {
  const { ended, errors } = runScript(`${START}
    await runProcess(async () => {
      const running = await open();
      const error = Object.assign(new Error("Duplicate entry 'ana@x.test'"), { code: 'ER_DUP_ENTRY', sqlMessage: 'ana@x.test' });
      setImmediate(() => Promise.reject(error));
      return running;
    });`);

  expect(await ended).toBe(1);
  expect(errors()).toMatch(/^An error that nobody has caught ended this process: Error ER_DUP_ENTRY\n +at /);
  expect(errors()).not.toContain('ana@x.test');
});
