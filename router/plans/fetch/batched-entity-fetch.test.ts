import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import { batchEntityFetches, type EntityFetch } from './batched-entity-fetch.ts';
import type { SubgraphAnswer } from './split-answer.ts';

const identity = (user: string) => Object.freeze({ user, scopes: Object.freeze(['query']) });
const ANA = identity('ana');

let requests = 0;
function fetchOf(ids: readonly string[], other: Partial<EntityFetch> = {}): EntityFetch {
  requests += 1;
  return {
    context: { identity: ANA, requestId: `pedido-${requests}`, deadline: null },
    variables: {},
    representations: ids.map((id) => ({ __typename: 'Cliente', id })),
    ...other,
  };
}

/** A subgraph that names each entity after its id, and remembers what it was asked. */
function namingSubgraph({
  flat = false,
  answer = named,
}: {
  flat?: boolean;
  answer?: (fetch: EntityFetch) => SubgraphAnswer | Promise<SubgraphAnswer>;
} = {}) {
  const asked: EntityFetch[] = [];
  const send = batchEntityFetches(
    async (fetch) => {
      asked.push(fetch);
      return answer(fetch);
    },
    { flat },
  );
  return { asked, send };
}

function named({ representations }: EntityFetch): SubgraphAnswer {
  return { data: { _entities: representations.map(({ id }) => ({ nome: `nome ${id}` })) } };
}

const names = (answer: SubgraphAnswer) =>
  (answer.data?._entities as { nome: string }[] | undefined)?.map(({ nome }) => nome);
const idsOf = ({ representations }: EntityFetch) => representations.map(({ id }) => id);

test('what requests ask for at the same moment is one fetch that names them, and each gets its own part', async () => {
  const { asked, send } = namingSubgraph();
  const fetches = [fetchOf(['1', '2']), fetchOf(['3']), fetchOf(['2', '4'])];

  const answers = await Promise.all(fetches.map(send));

  expect(answers.map(names)).toEqual([['nome 1', 'nome 2'], ['nome 3'], ['nome 2', 'nome 4']]);
  expect(asked.map(idsOf)).toEqual([['1', '2', '3', '2', '4']]);
  expect(asked[0]?.context).toEqual({
    identity: ANA,
    requestId: fetches.map(({ context }) => context.requestId).join(),
    deadline: null,
  });
});

test('a request that comes within a few turns takes part too, one that comes later does not', async () => {
  const { asked, send } = namingSubgraph();
  const first = send(fetchOf(['1']));

  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  const second = send(fetchOf(['2']));
  await Promise.all([first, second]);
  await send(fetchOf(['3']));

  expect(asked.map(idsOf)).toEqual([['1', '2'], ['3']]);
});

test('what is alike but not the same is sent each by itself: another type, another form, and more than a key', async () => {
  const { asked, send } = namingSubgraph({ flat: true });
  const representations = [
    { __typename: 'A 1', id: '2' },
    { __typename: 'A', id: '1 2' },
    { __typename: 'A', id: '1 2', nome: 'Ana' },
    { __typename: 'A', nome: '1 2' },
    { __typename: 'A', id: 12 },
    { __typename: 'A', id: '12' },
  ];

  await Promise.all([send(fetchOf([], { representations })), send(fetchOf([], { representations }))]);

  expect(asked.map((fetch) => fetch.representations)).toEqual([representations]);
});

test('a request that is alone is sent as it is', async () => {
  const { asked, send } = namingSubgraph({ flat: true });
  const fetch = fetchOf(['1', '2']);

  await send(fetch);
  await send(fetchOf(['1']));

  expect(asked).toHaveLength(2);
  expect(asked[0]).toBe(fetch);
});

test('of flat entities each is asked for once', async () => {
  const { asked, send } = namingSubgraph({ flat: true });

  const answers = await Promise.all([send(fetchOf(['1', '2', '1'])), send(fetchOf(['2', '3']))]);

  expect(asked.map(idsOf)).toEqual([['1', '2', '3']]);
  expect(answers.map(names)).toEqual([
    ['nome 1', 'nome 2', 'nome 1'],
    ['nome 2', 'nome 3'],
  ]);
});

test.each<{ what: string; other: Partial<EntityFetch> }>([
  {
    what: 'another user',
    other: { context: { identity: identity('bento'), requestId: 'pedido-0', deadline: null } },
  },
  {
    what: 'the same user with other rights',
    other: { context: { identity: identity('ana'), requestId: 'p', deadline: null } },
  },
  { what: 'other variables', other: { variables: { first: 3 } } },
])('$what is asked for apart', async ({ other }) => {
  const { asked, send } = namingSubgraph({ flat: true });

  await Promise.all([send(fetchOf(['1'])), send(fetchOf(['1'], other)), send(fetchOf(['2']))]);

  expect(asked.map(idsOf)).toEqual([['1', '2'], ['1']]);
  expect(asked[1]).toMatchObject(other);
});

/** Requests that share a fetch without an answer, by the time that each has, milliseconds. */
function waitingTogether(times: readonly number[]) {
  const { asked, send } = namingSubgraph({ answer: () => new Promise<SubgraphAnswer>(() => {}) });
  const now = performance.now();
  const deadlines = times.map((ms) => new Deadline(now + ms));
  const answers = deadlines.map((deadline, index) =>
    send(fetchOf([String(index)], { context: { identity: ANA, requestId: `pedido-${index}`, deadline } })),
  );
  return { asked, deadlines, answers };
}
const LATE = {
  errors: [expect.objectContaining({ extensions: { code: 'DEADLINE_EXCEEDED', retryable: true } })],
};

test('each request that shares a fetch has its own time, and the fetch that of the one with most', async () => {
  const { asked, deadlines, answers } = waitingTogether([60_000, 40, 20, 50_000]);

  expect(await answers[2]).toEqual(LATE);
  expect(performance.now()).toBeGreaterThanOrEqual(deadlines[2]?.at ?? 0);
  expect(await answers[1]).toEqual(LATE);
  expect(performance.now()).toBeGreaterThanOrEqual(deadlines[1]?.at ?? 0);

  expect(asked.map(idsOf)).toEqual([['0', '1', '2', '3']]);
  const shared = asked[0]?.context.deadline;
  expect([shared?.at, shared?.isOver]).toEqual([deadlines[0]?.at, false]);
  deadlines[0]?.cancel();
  expect(await answers[0]).toEqual(LATE);
  expect(shared?.isOver).toBe(false);
  deadlines[3]?.cancel();
  expect(shared?.isOver).toBe(true);
});

test('what a request with less time has missed the others get all the same', async () => {
  const letGo: (() => void)[] = [];
  const { send } = namingSubgraph({
    answer: (fetch) => new Promise<SubgraphAnswer>((resolve) => letGo.push(() => resolve(named(fetch)))),
  });
  const ask = (id: string, deadline: Deadline | null) =>
    send(fetchOf([id], { context: { identity: ANA, requestId: id, deadline } }));
  const [early, late, endless] = [
    ask('1', Deadline.after(20)),
    ask('2', Deadline.after(60_000)),
    ask('3', null),
  ];

  expect(await early).toEqual(LATE);
  for (const answer of letGo) answer();

  expect([await late, await endless].map(names)).toEqual([['nome 2'], ['nome 3']]);
});

test.each([
  { flat: false, most: 128 },
  { flat: true, most: 256 },
])(
  'a fetch stays small: neither many entities nor many requests are joined ($flat)',
  async ({ flat, most }) => {
    const { asked, send } = namingSubgraph({ flat });
    const many = (count: number, from = 0) =>
      Array.from({ length: count }, (_, index) => String(from + index));

    await Promise.all([
      send(fetchOf(many(100))),
      send(fetchOf(many(most - 100, 100))),
      send(fetchOf(['1000'])),
      send(fetchOf(many(500))),
    ]);
    await Promise.all(many(17).map((id) => send(fetchOf([id]))));

    expect(asked.map(({ representations }) => representations.length)).toEqual([most, 1, 500, 16, 1]);
  },
);

test('errors go to whom they are about, with places of their own; those about no entity go to all', async () => {
  const errors = [
    { message: 'about 2', path: ['_entities', 1, 'nome'], extensions: { code: 'A' } },
    { message: 'about 2 as well', path: ['_entities', 1, 'email'] },
    { message: 'about all' },
  ];
  const { send } = namingSubgraph({
    flat: true,
    answer: (fetch) => ({ ...named(fetch), errors }),
  });

  const [first, second, third] = await Promise.all([
    send(fetchOf(['1'])),
    send(fetchOf(['1', '2', '2'])),
    send(fetchOf(['4'])),
  ]);

  expect(first?.errors).toEqual([{ message: 'about all' }]);
  expect(second?.errors).toEqual([
    { message: 'about all' },
    { message: 'about 2', path: ['_entities', 1, 'nome'], extensions: { code: 'A' } },
    { message: 'about 2 as well', path: ['_entities', 1, 'email'] },
    { message: 'about 2', path: ['_entities', 2, 'nome'], extensions: { code: 'A' } },
    { message: 'about 2 as well', path: ['_entities', 2, 'email'] },
  ]);
  expect(third?.errors).toEqual([{ message: 'about all' }]);
});

test('whoever gets no data is told why, also when the errors name only places of others', async () => {
  const { send } = namingSubgraph({
    answer: () => ({ data: null, errors: [{ message: 'away', path: ['_entities', 0, 'nome'] }] }),
  });

  const answers = await Promise.all([send(fetchOf(['1'])), send(fetchOf(['2']))]);

  expect(answers).toEqual([
    { data: null, errors: [{ message: 'away', path: ['_entities', 0, 'nome'] }] },
    { data: null, errors: [{ message: 'away' }] },
  ]);
});

test('a fetch that fails fails for each request', async () => {
  const { send } = namingSubgraph({
    answer: () => {
      throw new Error('broken');
    },
  });

  const results = await Promise.allSettled([send(fetchOf(['1'])), send(fetchOf(['2']))]);

  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test.each([
  { entities: 2, what: 'fewer entities, just as many as the second request asked for' },
  { entities: 4, what: 'more entities' },
])('of an answer with $what nobody takes any', async ({ entities }) => {
  const { send } = namingSubgraph({
    answer: () => ({ data: { _entities: Array.from({ length: entities }, () => ({ nome: 'de quem?' })) } }),
  });

  const answers = await Promise.all([send(fetchOf(['1'])), send(fetchOf(['2', '3']))]);

  // No request asked for no entities, so each refuses a list without any.
  expect(answers).toEqual([{ data: { _entities: [] } }, { data: { _entities: [] } }]);
});

test('errors that are null are none', async () => {
  const { send } = namingSubgraph({
    answer: (fetch) => ({ ...named(fetch), errors: null }),
  });

  const answers = await Promise.all([send(fetchOf(['1'])), send(fetchOf(['2']))]);

  expect(answers).toEqual([
    { data: { _entities: [{ nome: 'nome 1' }] } },
    { data: { _entities: [{ nome: 'nome 2' }] } },
  ]);
});

test.each([null, { errors: {} }, { errors: [null] }])(
  'an answer that is none of GraphQL fails for each request: %j',
  async (answer) => {
    const { send } = namingSubgraph({ answer: () => answer as SubgraphAnswer });

    const results = await Promise.allSettled([send(fetchOf(['1'])), send(fetchOf(['2']))]);

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  },
);
