import { type DocumentNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createDocumentStore, createPersistedQueryStore, documentBytes } from './document-store.ts';

const document = (fields: number) => parse(`{ ${'a '.repeat(fields)} }`);

test('documents are kept by what they take in memory, those that were used last', async () => {
  const bytes = documentBytes(document(100));
  const store = createDocumentStore(3.5 * bytes);
  for (const key of ['um', 'dois', 'três']) await store.set(key, document(100));
  await store.get('um');
  await store.set('quatro', document(100));

  const kept = await Promise.all(['um', 'dois', 'três', 'quatro'].map((key) => store.get(key)));
  expect(kept.map((one) => one !== undefined)).toEqual([true, false, true, true]);
});

test('a document that is larger than the store is not kept, and costs no other its place', async () => {
  const store = createDocumentStore(2 * documentBytes(document(100)));
  await store.set('um', document(100));
  await store.set('grande', document(1_000));

  expect(await store.get('um')).toBeDefined();
  expect(await store.get('grande')).toBe(undefined);
});

test('a token counts at least what it takes', () => {
  const dense = `{${'a '.repeat(5_000)}}`;

  expect(documentBytes(parse(dense))).toBeGreaterThan(5_000 * 490);
  expect(documentBytes(parse(`{ a(b: "${'x'.repeat(100_000)}") }`))).toBeLessThan(220_000);
});

test('no number of tiny texts fills more than the store', async () => {
  const store = createPersistedQueryStore(100_000);
  for (let n = 0; n < 10_000; n += 1) await store.set(`apq:${n}`, '{a}');

  const kept = await Promise.all(Array.from({ length: 10_000 }, (_, n) => store.get(`apq:${n}`)));
  expect(kept.filter((one) => one !== undefined).length).toBeLessThan(250);
  expect(kept.at(-1)).toBe('{a}');
});

test('nothing is left after clearing', async () => {
  const store = createDocumentStore();
  await store.set('um', document(1));
  store.clear();

  expect(await store.get('um')).toBe(undefined);
});

test('a document is found by its text as long as it is kept', async () => {
  const store = createDocumentStore(2.5 * documentBytes(document(100)));
  const [one, two, three] = [100, 101, 102].map(document);
  const textOf = (of?: DocumentNode) => of?.loc?.source.body ?? '';
  const found = () => [one, two, three].map((of) => store.ofText(textOf(of)) === of);
  if (!one || !two || !three) throw new Error('there are three');

  await store.set('um', one);
  await store.set('dois', two);
  expect(found()).toEqual([true, true, false]);
  // Looking for it is using it: the other one is older now.
  store.ofText(textOf(one));
  await store.set('três', three);
  expect(found()).toEqual([true, false, true]);
  await store.delete('três');
  expect(found()).toEqual([true, false, false]);
  store.clear();
  expect(found()).toEqual([false, false, false]);
});

test('of two documents with one text the one that came last is found, also when the other goes', async () => {
  const store = createDocumentStore();
  const [old, current] = [document(3), document(3)];
  const text = current.loc?.source.body ?? '';
  await store.set('antes:1', old);
  await store.set('agora:1', current);
  expect(store.ofText(text)).toBe(current);
  await store.delete('antes:1');
  expect(store.ofText(text)).toBe(current);
});

test('a document that is too large to be kept is not found by its text', async () => {
  const store = createDocumentStore(documentBytes(document(100)));
  const large = document(1_000);
  await store.set('grande', large);

  expect(store.ofText(large.loc?.source.body ?? '')).toBe(undefined);
});
