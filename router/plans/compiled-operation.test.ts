import type { QueryPlan } from '@apollo/query-planner';
import { buildSchema, GraphQLError, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { DeadlineExceeded } from '../../platform/errors/client-errors.ts';
import { Deadline } from '../../platform/process/deadlines/deadline.ts';
import { CompiledForms } from './compiled-forms.ts';
import { type CompiledOperation, compilePlannedOperation } from './compiled-operation.ts';
import { clientOperation, nothingDenied } from './operation/canonical-operation.ts';

const SCHEMA = buildSchema('type Query { a: Int b: Int c: Int d: Int e: Int f: Int g: Int }');
const IDENTITY = Object.freeze({ user: 'ana', scopes: Object.freeze(['query']) });
const NO_PLAN: QueryPlan = { kind: 'QueryPlan' };

/** An operation whose plans wait until they are let go, and what has been counted of it. */
function operationOf(text: string) {
  const waiting: ((made: QueryPlan | GraphQLError) => void)[] = [];
  const sizes: number[] = [];
  const document = parse(text);
  const run = compilePlannedOperation({
    ...clientOperation(document, document.definitions[0] as OperationDefinitionNode),
    schema: SCHEMA,
    names: { plannersFields: new Set(), separator: '__' },
    plan: () =>
      new Promise((resolve, reject) => {
        waiting.push((made) => (made instanceof GraphQLError ? reject(made) : resolve(made)));
      }),
    onSizeChange: (change) => sizes.push(change),
    subgraphs: {},
    subtypes: {},
    batchFetches: false,
    denies: nothingDenied,
    rejectDenied: false,
    personalData: null,
  });
  return { run: asked(run), waiting, sizes };
}

const asked =
  (run: CompiledOperation) =>
  (variables: Record<string, unknown> = {}, deadline: Deadline | null = null) =>
    run({ variables, context: { identity: IDENTITY, requestId: 'pedido', deadline } });

test('requests that come while a form is being made wait for one, which counts once', async () => {
  const { run, waiting, sizes } = operationOf('{ a }');

  const answers = [run(), run(), run()];
  expect((await run({}, Deadline.after(20))).errors).toEqual([expect.any(DeadlineExceeded)]);
  for (const letGo of waiting) letGo(NO_PLAN);

  expect(await Promise.all(answers)).toMatchObject(Array(3).fill({ data: { a: null } }));
  expect(await run()).toMatchObject({ data: { a: null } });
  expect([waiting.length, sizes.length]).toEqual([1, 1]);
});

test('a form that cannot be made is tried again by the next request', async () => {
  const { run, waiting, sizes } = operationOf('{ a }');

  const failing = [run(), run()];
  waiting[0]?.(new GraphQLError('no plan'));
  expect((await Promise.all(failing)).map(({ errors }) => errors?.[0]?.message)).toEqual([
    'no plan',
    'no plan',
  ]);
  const next = run();
  waiting[1]?.(NO_PLAN);

  expect(await next).toMatchObject({ data: { a: null } });
  expect([waiting.length, sizes.length]).toEqual([2, 1]);
});

test('a form that gives way to a newer one counts no longer', async () => {
  const fields = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const { run, waiting, sizes } = operationOf(
    `query (${fields.map((field) => `$${field}: Boolean!`).join()}) { __typename ${fields
      .map((field) => `${field} @include(if: $${field})`)
      .join(' ')} }`,
  );
  const ask = async (number: number) => {
    const answer = run(Object.fromEntries(fields.map((field, bit) => [field, ((number >> bit) & 1) === 1])));
    for (const letGo of waiting.splice(0)) letGo(NO_PLAN);
    await answer;
  };

  for (let number = 0; number < 128; number += 1) await ask(number);

  const added = sizes.filter((change) => change > 0);
  expect([added.length, sizes.length - added.length]).toEqual([128, 64]);
  // Those with the highest bit are the 64 that are kept.
  expect(sizes.reduce((sum, change) => sum + change)).toBe(
    added.slice(64).reduce((sum, change) => sum + change),
  );
});

test('what is compiled for forms that were forgotten meanwhile is not counted', () => {
  const forms = new CompiledForms(1_000);
  const [first, second, third] = ['{ a }', '{ b }', '{ c }'].map((text) => parse(text));
  if (!first || !second || !third) throw new Error('no documents');
  const add = (document: typeof first) => {
    let change: (characters: number) => void = () => {};
    forms.add(document, null, (onSizeChange) => {
      change = onSizeChange;
      return () => Promise.resolve({});
    });
    return change;
  };
  const changeFirst = add(first);
  changeFirst(600);
  const changeSecond = add(second);
  changeSecond(600);
  expect(forms.get(first, null)).toBeUndefined();

  changeFirst(600);
  changeFirst(-600);
  add(third)(300);

  expect(forms.get(second, null)).toBeDefined();
  expect(forms.get(third, null)).toBeDefined();
});
