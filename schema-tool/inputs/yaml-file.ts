import * as v from 'valibot';
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { CannotRun } from './cannot-run.ts';

/** A step from a value to one in it: a key or, from 0, the index of a list. */
type Step = string | number;

/** A YAML file whose parts are read by schemas. */
export interface YamlFile {
  /**
   * What a schema makes of the content, or of the part of it that a path leads to. Throws CannotRun with all that is wrong, in
   * the order of the text: `checks.yaml:3:5: lint.rules.spelling: unknown; expected …`.
   */
  read<Value>(schema: v.GenericSchema<unknown, Value>, path?: readonly Step[]): Value;
  /** The line, from 1, of what a path leads to, or of the last there is on the way. */
  lineOf(path: readonly Step[]): number;
  /** The last line before the text that a path leads to: of a block (`|`), the line with its mark. */
  lineBefore(path: readonly Step[]): number;
}

/** More would hide the first. */
const MAX_PROBLEMS = 50;

/** A YAML file's text, parsed. Throws CannotRun when it is no YAML. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const refuse = (problems: readonly Problem[]) => new CannotRun(told(problems, file, lines));
  if (document.errors.length > 0) {
    throw refuse(document.errors.map(({ pos, message }) => notYaml(pos[0], message)));
  }
  let content: unknown;
  try {
    content = document.toJS();
  } catch (error) {
    // Of an alias without its anchor, or of values that aliases repeat too often.
    if (!(error instanceof ReferenceError)) throw error;
    throw refuse([notYaml(offsetOf(unresolvedAlias(document)), error.message)]);
  }
  return {
    read(schema, path = []) {
      const read = v.safeParse(schema, partOf(content, path));
      if (read.success) return read.output;
      throw refuse(read.issues.map((issue) => problemOf(issue, document, path)));
    },
    lineOf: (path) => lines.linePos(offsetOf(nodeAt(document, path))).line,
    lineBefore(path) {
      const node = nodeAt(document, path);
      const isBlock = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
      return lines.linePos(offsetOf(node)).line - (isBlock ? 0 : 1);
    },
  };
}

/** What a schema makes of a YAML file's text. Throws CannotRun with all that is wrong and its places. */
export function readYaml<Value>(text: string, file: string, schema: v.GenericSchema<unknown, Value>): Value {
  return parseYaml(text, file).read(schema);
}

/** What a schema makes of a JSON file's text. Throws CannotRun with all that is wrong and its places. */
export function readJson<Value>(text: string, file: string, schema: v.GenericSchema<unknown, Value>): Value {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Where the engine tells no position, it quotes what it stumbled over.
    const offset = Number(/ at position (\d+)/.exec(error.message)?.[1] ?? 0);
    throw new CannotRun(told([{ offset, message: `not valid JSON: ${error.message}` }], file, linesOf(text)));
  }
  const read = v.safeParse(schema, content);
  if (read.success) return read.output;
  // JSON is YAML too. Only what is wrong is parsed once more, since this takes many times longer.
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const problems = read.issues.map((issue) => problemOf(issue, document, []));
  throw new CannotRun(told(problems, file, lines));
}

interface Problem {
  offset: number;
  message: string;
}

function notYaml(offset: number, message: string): Problem {
  return { offset, message: `not valid YAML: ${message.split('\n')[0]}` };
}

/** @param above where the value stands that the issue is about */
function problemOf(
  { path, message }: v.BaseIssue<unknown>,
  document: Document,
  above: readonly Step[],
): Problem {
  const items = path ?? [];
  const steps = [...above, ...items.map(({ key }) => (typeof key === 'number' ? key : String(key)))];
  const named = steps.map((step) => (typeof step === 'number' ? step + 1 : step)).join('.');
  const isKey = items.at(-1)?.origin === 'key';
  return {
    offset: offsetOf(isKey ? keyAt(document, steps) : nodeAt(document, steps)),
    message: named === '' ? message : `${named}: ${message}`,
  };
}

/** Problems with their places, in the order of the text. */
function told(problems: readonly Problem[], file: string, lines: LineCounter): string[] {
  const all = [...problems]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, message }) => {
      const { line, col } = lines.linePos(offset);
      // An empty text has no lines.
      return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${message}`;
    });
  if (all.length <= MAX_PROBLEMS) return all;
  return [...all.slice(0, MAX_PROBLEMS), `and ${all.length - MAX_PROBLEMS} more problems in ${file}.`];
}

function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return lines;
}

function partOf(content: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>(
    // What is no collection has no parts.
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<Step, unknown>)[step] : undefined),
    content,
  );
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

/** The node that a path leads to, or the last there is on the way. */
function nodeAt(document: Document, path: readonly Step[]): Node | null {
  let at = document.contents as Node | null; // A parsed document's contents are nodes of the syntax tree.
  for (const step of path) {
    const next = childOf(document, at, step);
    if (next === null) return at;
    at = next;
  }
  return at;
}

function keyAt(document: Document, path: readonly Step[]): Node | null {
  const parent = nodeAt(document, path.slice(0, -1));
  const key = pairOf(resolved(document, parent), path.at(-1) ?? '')?.key;
  return (key as Node | undefined) ?? parent; // The keys of a parsed mapping are nodes.
}

function childOf(document: Document, parent: Node | null, step: Step): Node | null {
  const node = resolved(document, parent);
  // The values and items of parsed collections are nodes, or null where nothing is written.
  if (isSeq(node)) return (node.items[Number(step)] as Node | undefined) ?? null;
  return (pairOf(node, step)?.value as Node | null | undefined) ?? null;
}

function pairOf(node: Node | null, key: Step): Pair | null {
  if (!isMap(node)) return null;
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value ?? '') === key) ?? null;
}

function resolved(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

function unresolvedAlias(document: Document): Node | null {
  let found: Alias | null = null;
  visit(document, {
    Alias(_key, node) {
      if (node.resolve(document) !== undefined) return undefined;
      found = node;
      return visit.BREAK;
    },
  });
  return found;
}
