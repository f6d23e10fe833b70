import type { SimpleFaker } from '@faker-js/faker';
import { HOSTILE_DOCUMENTS } from './hostile-documents.ts';

/** One request as it goes over the wire. */
export interface HostileRequest {
  /** What it is made of. */
  kind: string;
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string | string[]>;
  body: string | null;
}

/** The largest body that the router reads, and the longest headers and URL that Node does. */
const MAX_BODY = 256 * 1024;
const MAX_URL = 14_000;

/**
 * Makes requests that are valid in form and hostile in size or shape: endless, the same for the same seed.
 *
 * @param only makes documents of the kinds with this in their names
 */
export function* hostileRequests(random: SimpleFaker, only = ''): Generator<HostileRequest> {
  const kinds = Object.entries(HOSTILE_DOCUMENTS).filter(([kind]) => kind.includes(only));
  if (kinds.length === 0) throw new Error(`no kind of document has "${only}" in its name`);
  for (let n = 0; ; n += 1) {
    // Every kind comes once before any comes again, so that a short run has seen all.
    const [kind, makeDocument] = kinds[n % kinds.length] ?? ['', () => '{ __typename }'];
    const size = random.helpers.arrayElement([1, 1, 0.5, 0.1, random.number.float()]);
    // A text of its own each time, so that no cache knows it.
    const query = `${makeDocument(random, size)} #${n}`;
    const { name, make } = random.helpers.weightedArrayElement([
      { weight: 6, value: { name: 'POST', make: post } },
      { weight: 1, value: { name: 'POST with odd variables', make: postWithVariables } },
      { weight: 1, value: { name: 'GET', make: get } },
      { weight: 1, value: { name: 'POST with odd headers', make: postWithHeaders } },
      { weight: 1, value: { name: 'POST with odd properties', make: postWithProperties } },
    ]);
    const request = make(query, random);
    if ((request.body?.length ?? 0) <= MAX_BODY && request.path.length <= MAX_URL) {
      yield { kind: `${kind}, ${name}`, ...request };
    }
  }
}

type WireRequest = Omit<HostileRequest, 'kind'>;

const JSON_HEADERS = { 'content-type': 'application/json' };

function post(query: string): WireRequest {
  return { method: 'POST', path: '/graphql', headers: JSON_HEADERS, body: JSON.stringify({ query }) };
}

function postWithVariables(_query: string, random: SimpleFaker): WireRequest {
  const query =
    'query ($f: ClienteFiltro, $n: Int, $id: ID! = 1) { clientes(first: $n, filtro: $f) { nodes { id } } cliente(id: $id) { nome } }';
  return { ...post(query), body: `{"query":${JSON.stringify(query)},"variables":${oddVariables(random)}}` };
}

/** JSON, because a value so deep could not be written by JSON.stringify. */
function oddVariables(random: SimpleFaker): string {
  const deep = (open: string, close: string, levels: number) =>
    `${open.repeat(levels)}1${close.repeat(levels)}`;
  const many = (count: number, part: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => part(n)).join();
  return random.helpers.arrayElement([
    () => `{"f":${deep('[', ']', 100_000)}}`,
    () => `{"f":${deep('{"texto":', '}', 20_000)}}`,
    () => `{"f":${deep('{"texto":[', ']}', 15_000)}}`,
    () => `{"id":${deep('[', ']', 100_000)}}`,
    () => `{"f":[${many(100_000, () => '1')}]}`,
    () => `{"f":{${many(20_000, (n) => `"a${n}":1`)}}}`,
    () => `{"f":{${many(15_000, () => '"texto":"a"')}}}`,
    () => `{${many(20_000, (n) => `"a${n}":1`)}}`,
    () => `{"f":{"texto":"${'a'.repeat(200_000)}"}}`,
    () => `{"f":{"texto":"${'\\ud800'.repeat(30_000)}"}}`,
    () => `{"f":{"__proto__":{"texto":"a"},"constructor":1}}`,
    () => `{"__proto__":{"n":1},"toString":1,"n":1e400}`,
    () => `{"n":${'9'.repeat(200_000)}}`,
    () => `{"n":-1,"id":"${'9'.repeat(1_000)}"}`,
    () => `{"id":{"a":[]},"n":"1"}`,
    () => '[]',
    () => 'null',
    () => '"text"',
  ])();
}

function get(query: string, random: SimpleFaker): WireRequest {
  const text = encodeURIComponent(query);
  const path = random.helpers.arrayElement([
    `/graphql?query=${text}`,
    `/graphql?query=${text}&query=${text}`,
    `/graphql?query=${text}&variables=${encodeURIComponent(oddVariables(random).slice(0, 3_000))}`,
    `/graphql?query=%7B__typename%7D&${'a=1&'.repeat(3_000)}`,
    `/graphql?query[a]=${text}&variables={&extensions=[`,
    `/graphql?operationName=${text}&query=%7B__typename%7D`,
  ]);
  return { method: 'GET', path, headers: { 'apollo-require-preflight': 'x' }, body: null };
}

function postWithHeaders(query: string, random: SimpleFaker): WireRequest {
  const headers = random.helpers.arrayElement<Record<string, string | string[]>>([
    { accept: Array.from({ length: 1_000 }, () => 'a/b') },
    { accept: `${'application/json;q=0.1,'.repeat(500)}*/*` },
    { 'apollographql-client-name': random.string.alpha(10_000) },
    {
      'apollographql-client-name': random.string.alpha(50),
      'apollographql-client-version': random.string.alpha(20),
    },
    { 'x-request-id': 'a'.repeat(12_000) },
    { 'x-forwarded-for': '1.2.3.4, '.repeat(1_000) },
    { 'accept-encoding': 'gzip, '.repeat(2_000) },
    { cookie: 'a=b; '.repeat(2_000) },
    { 'if-none-match': '*', range: 'bytes=0-1' },
  ]);
  return { ...post(query), headers: { ...JSON_HEADERS, ...headers } };
}

function postWithProperties(query: string, random: SimpleFaker): WireRequest {
  const hash = random.string.hexadecimal({ length: 64, prefix: '', casing: 'lower' });
  const properties = random.helpers.arrayElement<Record<string, unknown>>([
    { query, operationName: 'Nada' },
    { query, operationName: `Q${random.number.int(60)}` },
    { query, operationName: 'N'.repeat(100_000) },
    { query, operationName: '' },
    { query, operationName: 7 },
    { query, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
    { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
    { query, extensions: { persistedQuery: { version: 2, sha256Hash: {} } } },
    { query, ...Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`p${n}`, n])) },
    { query: [query] },
    { query: { query } },
    {},
  ]);
  return { ...post(query), body: JSON.stringify(properties) };
}
