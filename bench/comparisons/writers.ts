import { isoInstant } from '../../platform/database/statements/instant-text.ts';
import { parseJson, stringifyJson } from '../../platform/http/bodies/exact-json.ts';
import { warmMedian } from './warm-median.ts';

interface Produto {
  id: string;
  sku: string;
  nome: string;
  categoria: string;
  preco: string;
  ativo: boolean;
  criadoEm: string;
}

/** A property of an object as JSON, with its name before it. */
interface Property {
  readonly name: keyof Produto;
  /** `,"nome":`, written once for the operation. */
  readonly before: string;
}

/** In the order of NAMES. */
type Columns = [string[], string[], string[], string[], string[], boolean[], string[]];

interface Way {
  name: string;
  /** Gives how long what it has written is, so that nothing of it is left out. */
  run(): number;
}

const PRODUTOS = 100;
const NAMES: readonly (keyof Produto)[] = ['id', 'sku', 'nome', 'categoria', 'preco', 'ativo', 'criadoEm'];
const PROPERTIES: readonly Property[] = NAMES.map((name, place) => ({
  name,
  before: `${place === 0 ? '{' : ','}"${name}":`,
}));
const INSTANTS = Array.from({ length: PRODUTOS }, (_, at) => new Date(1_700_000_000_000 + at * 7_654_321));
/** Pages whose texts are not yet in one piece or known to V8, as those of rows are. */
const PAGES = Array.from({ length: 50 }, (_, page) => JSON.parse(JSON.stringify(pageOf(page))) as Produto[]);
const ROUNDS = 30;
const ROUND_MS = 60;

/** Microseconds for the bytes of a page of 100 products, for its way to another process, and for 100 instants, in each way: medians of rounds in turn. */
export function measureWriters(say: (text: string) => void): void {
  let at = 0;
  const page = () => PAGES[at++ % PAGES.length] ?? [];
  const bytes = Buffer.allocUnsafe(1024 * 1024);
  compare(say, 'a page of 100 products', [
    { name: 'JSON.stringify', run: () => Buffer.from(stringifyJson(page())).length },
    { name: 'a text by compiled properties', run: () => Buffer.from(textOf(page())).length },
    {
      name: 'bytes by compiled properties',
      run: () => Buffer.from(bytes.subarray(0, writeTo(bytes, page()))).length,
    },
  ]);
  compare(say, 'the page written and read again', [
    { name: 'objects', run: () => readObjects(Buffer.from(stringifyJson(page()))).length },
    { name: 'columns', run: () => readColumns(Buffer.from(columnsOf(page()))).length },
  ]);
  compare(say, '100 instants', [
    {
      name: 'toISOString',
      run: () => JSON.stringify(INSTANTS.map((instant) => instant.toISOString())).length,
    },
    { name: 'isoInstant', run: () => JSON.stringify(INSTANTS.map(isoInstant)).length },
  ]);
}

function compare(say: (text: string) => void, what: string, ways: readonly Way[]): void {
  const times: number[][] = ways.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { run }] of ways.entries()) times[index]?.push(microseconds(run));
  }
  const medians = ways.map(({ name }, index) => `${name} ${warmMedian(times[index] ?? []).toFixed(1)}`);
  say(`${what}: ${medians.join(', ')} µs`);
}

function microseconds(run: () => number): number {
  const started = process.cpuUsage();
  const until = performance.now() + ROUND_MS;
  let times = 0;
  while (performance.now() < until) {
    for (let batch = 0; batch < 10; batch += 1) run();
    times += 10;
  }
  const { user, system } = process.cpuUsage(started);
  return (user + system) / times;
}

function readObjects(bytes: Buffer): Produto[] {
  return parseJson(bytes.toString()) as Produto[]; // As they were written.
}

/** A list for each property, so that its name stands nowhere. */
function columnsOf(produtos: readonly Produto[]): string {
  return stringifyJson(NAMES.map((name) => produtos.map((produto) => produto[name])));
}

/** The objects again, by code as it would be generated for the operation. */
function readColumns(bytes: Buffer): Produto[] {
  const [id, sku, nome, categoria, preco, ativo, criadoEm] = parseJson(bytes.toString()) as Columns; // As they were written.
  return id.map((one, at) => ({
    id: one,
    sku: sku[at] ?? '',
    nome: nome[at] ?? '',
    categoria: categoria[at] ?? '',
    preco: preco[at] ?? '',
    ativo: ativo[at] ?? false,
    criadoEm: criadoEm[at] ?? '',
  }));
}

function textOf(produtos: readonly Produto[]): string {
  let text = '[';
  for (const [place, produto] of produtos.entries()) {
    if (place > 0) text += ',';
    for (const { name, before } of PROPERTIES) text += before + textOfValue(produto[name]);
    text += '}';
  }
  return `${text}]`;
}

function textOfValue(value: string | boolean): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return needsEscapes(value) ? JSON.stringify(value) : `"${value}"`;
}

function needsEscapes(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff)) return true;
  }
  return false;
}

/** Writes from the start on; gives how many bytes. */
function writeTo(bytes: Buffer, produtos: readonly Produto[]): number {
  let end = 0;
  bytes[end++] = 91;
  for (const [place, produto] of produtos.entries()) {
    if (place > 0) bytes[end++] = 44;
    for (const { name, before } of PROPERTIES) {
      end = writeAscii(bytes, end, before);
      end = writeValue(bytes, end, produto[name]);
    }
    bytes[end++] = 125;
  }
  bytes[end++] = 93;
  return end;
}

function writeAscii(bytes: Buffer, start: number, text: string): number {
  for (let at = 0; at < text.length; at += 1) bytes[start + at] = text.charCodeAt(at);
  return start + text.length;
}

function writeValue(bytes: Buffer, start: number, value: string | boolean): number {
  if (typeof value === 'boolean') return writeAscii(bytes, start, value ? 'true' : 'false');
  let end = start;
  bytes[end++] = 34;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < 32 || code === 34 || code === 92 || code > 126) {
      return start + bytes.write(JSON.stringify(value), start);
    }
    bytes[end++] = code;
  }
  bytes[end++] = 34;
  return end;
}

function pageOf(page: number): Produto[] {
  return INSTANTS.map((instant, at) => ({
    id: String(1 + page * PRODUTOS + at),
    sku: `SKU-${String(page * 7_919 + at).padStart(8, '0')}`,
    nome: `Cafeteira elétrica ${at}`,
    categoria: at % 3 === 0 ? 'Eletrodomésticos' : 'Casa',
    preco: (10 + at * 3.17).toFixed(2),
    ativo: at % 5 !== 0,
    criadoEm: instant.toISOString(),
  }));
}
