import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { expect, test } from 'vitest';
import { Deadline } from '../../platform/process/deadlines/deadline.ts';
import type { AccessNotes, RouterContext } from '../context.ts';
import { CoalescedReads } from './coalesced-reads.ts';
import type { OperationRequest } from './compile-plan.ts';

const ANA = { user: 'ana', scopes: ['query'] };
const BENTO = { user: 'bento', scopes: ['query'] };

function request(id: string, more: Partial<RouterContext> = {}, variables?: object): OperationRequest {
  return {
    variables: variables as OperationRequest['variables'],
    context: { identity: ANA, requestId: id, deadline: null, access: null, ...more },
  };
}

/** An operation whose executions end when they are told to, in the order in which they began. */
function operation() {
  const begun: {
    request: OperationRequest;
    end(result?: GatewayExecutionResult): void;
    fail(error: Error): void;
  }[] = [];
  return {
    begun,
    names: () => begun.map(({ request: { context } }) => context.requestId),
    execute: (asked: OperationRequest) =>
      new Promise<GatewayExecutionResult>((resolve, reject) => {
        const number = begun.length + 1;
        begun.push({
          request: asked,
          end: (result = { data: { number } }) => resolve(result),
          fail: reject,
        });
      }),
  };
}

test('those who come while an execution is under way are answered together by the next one', async () => {
  const shared: object[] = [];
  const reads = new CoalescedReads((data) => shared.push(data));
  const { begun, names, execute } = operation();

  const first = reads.run(execute, request('a'));
  const others = [reads.run(execute, request('b')), reads.run(execute, request('c'))];
  expect(names()).toEqual(['a']);
  begun[0]?.end();
  expect(await first).toEqual({ data: { number: 1 } });
  await expect.poll(names).toEqual(['a', 'b,c']);
  // Who comes now is not answered by what has begun before.
  const late = reads.run(execute, request('d'));
  begun[1]?.end();

  expect(await Promise.all(others)).toEqual([{ data: { number: 2 } }, { data: { number: 2 } }]);
  await expect.poll(names).toEqual(['a', 'b,c', 'd']);
  begun[2]?.end();
  expect(await late).toEqual({ data: { number: 3 } });
  expect(shared).toEqual([{ number: 2 }]);
});

test('another user, another operation and other variables share nothing', async () => {
  const reads = new CoalescedReads(() => {});
  const { begun, names, execute } = operation();
  const other = operation();

  const answers = [
    reads.run(execute, request('a', {}, { id: 1 })),
    reads.run(execute, request('b', { identity: BENTO }, { id: 1 })),
    reads.run(execute, request('c', {}, { id: 2 })),
    reads.run(other.execute, request('d', {}, { id: 1 })),
  ];

  expect(names()).toEqual(['a', 'b', 'c']);
  expect(other.names()).toEqual(['d']);
  for (const { end } of [...begun, ...other.begun]) end();
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 1].map((number) => ({ data: { number } })));
});

test('nobody waits for a slow execution: the next one begins beside it', async () => {
  const reads = new CoalescedReads(() => {});
  const { begun, names, execute } = operation();

  const slow = reads.run(execute, request('a'));
  const next = reads.run(execute, request('b'));
  await expect.poll(names).toEqual(['a', 'b']);
  begun[1]?.end();
  expect(await next).toEqual({ data: { number: 2 } });
  begun[0]?.end();
  expect(await slow).toEqual({ data: { number: 1 } });
});

test('each ends with its own deadline, and the execution when nobody waits any more', async () => {
  const reads = new CoalescedReads(() => {});
  const { begun, names, execute } = operation();
  const [gone, patient] = [Deadline.after(60_000), Deadline.after(60_000)];

  const first = reads.run(execute, request('a'));
  const left = reads.run(execute, request('b', { deadline: gone }));
  const stays = reads.run(execute, request('c', { deadline: patient }));
  begun[0]?.end();
  await first;
  await expect.poll(names).toEqual(['a', 'b,c']);
  const shared = begun[1]?.request.context.deadline;

  gone.cancel();
  expect((await left).errors?.map(({ extensions }) => extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
  expect(shared?.isCancelled).toBe(false);
  patient.cancel();
  expect((await stays).errors?.map(({ extensions }) => extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
  expect(shared?.isCancelled).toBe(true);
});

test('what is asked and given out is noted for each of those who are answered', async () => {
  const reads = new CoalescedReads(() => {});
  const { begun, execute } = operation();
  const noted: string[] = [];
  const notes = (name: string): AccessNotes => ({
    asked: (subgraph) => noted.push(`${name} asked ${subgraph}`),
    gave: (fields) => noted.push(`${name} was given ${[...fields.keys()]}`),
  });

  const first = reads.run(execute, request('a'));
  const others = ['b', 'c'].map((name) => reads.run(execute, request(name, { access: notes(name) })));
  begun[0]?.end();
  await first;
  await expect.poll(() => begun.length).toBe(2);
  const access = begun[1]?.request.context.access;
  access?.asked('clientes', 1);
  access?.gave(new Map([['7', new Set(['Cliente.email'])]]));
  begun[1]?.end();
  await Promise.all(others);

  expect(noted).toEqual(['b asked clientes', 'c asked clientes', 'b was given 7', 'c was given 7']);
});

test('an execution that fails fails for all who wait for it, and for nobody after them', async () => {
  const reads = new CoalescedReads(() => {});
  const { begun, execute } = operation();

  const first = reads.run(execute, request('a'));
  const others = ['b', 'c'].map((name) => reads.run(execute, request(name)));
  begun[0]?.fail(new Error('one'));
  await expect(first).rejects.toThrow('one');
  await expect.poll(() => begun.length).toBe(2);
  begun[1]?.fail(new Error('two'));
  for (const other of others) await expect(other).rejects.toThrow('two');
  const later = reads.run(execute, request('d'));
  begun[2]?.end();
  expect(await later).toEqual({ data: { number: 3 } });
});
