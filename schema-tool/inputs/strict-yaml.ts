import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { CannotRun } from './cannot-run.ts';

/**
 * A value in a YAML file that knows where it stands, so that whatever is wrong with it is told with file and line.
 * Every method throws CannotRun.
 */
export class YamlValue {
  readonly #node: Node | null;
  readonly #where: string;
  readonly #lines: LineCounter;
  readonly file: string;

  private constructor(node: Node | null, where: string, file: string, lines: LineCounter) {
    this.#node = node;
    this.#where = where;
    this.file = file;
    this.#lines = lines;
  }

  /** The content of a file; an empty one is null. */
  static parse(text: string, file: string): YamlValue {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const [problem] = document.errors;
    if (problem) {
      const line = problem.linePos?.[0].line ?? 1;
      throw new CannotRun(`${file}:${line}: not valid YAML: ${problem.message.split('\n')[0]}`);
    }
    // A parsed document's contents are nodes of the syntax tree.
    return new YamlValue(document.contents as Node | null, '', file, lines);
  }

  get line(): number {
    const offset = this.#node?.range?.[0];
    return offset === undefined ? 1 : this.#lines.linePos(offset).line;
  }

  get isAbsent(): boolean {
    return this.#node === null || (isScalar(this.#node) && this.#node.value === null);
  }

  wrong(what: string): CannotRun {
    return new CannotRun(`${this.file}:${this.line}: ${this.#where === '' ? '' : `${this.#where}: `}${what}`);
  }

  /** The values of a mapping that may have these keys and no other. */
  keys<Key extends string>(known: readonly Key[]): Record<Key, YamlValue> {
    const found: Partial<Record<Key, YamlValue>> = {};
    if (!this.isAbsent && !isMap(this.#node)) throw this.wrong(`expected ${known.join(', ')}.`);
    const pairs = isMap(this.#node) ? this.#node.items : [];
    for (const { key, value } of pairs) {
      const name = isScalar(key) ? String(key.value) : '';
      const match = known.find((one) => one === name);
      if (match === undefined) {
        // A key of a parsed mapping is a node too.
        throw this.#at(key as Node, name).wrong(`unknown; expected ${known.join(', ')}.`);
      }
      found[match] = this.#at(value as Node | null, match);
    }
    for (const key of known) found[key] ??= this.#at(null, key);
    return found as Record<Key, YamlValue>; // Every key has just been filled in.
  }

  list(): YamlValue[] {
    if (this.isAbsent) return [];
    if (!isSeq(this.#node)) throw this.wrong('expected a list.');
    return this.#node.items.map((item, index) => this.#at(item as Node, `${index + 1}`));
  }

  text(): string {
    const value = isScalar(this.#node) ? this.#node.value : undefined;
    if (typeof value !== 'string' || value.trim() === '') throw this.wrong('expected a text.');
    return value.trim();
  }

  number(fallback: number, { min, max }: { min: number; max: number }): number {
    if (this.isAbsent) return fallback;
    const value = isScalar(this.#node) ? this.#node.value : undefined;
    if (typeof value === 'number' && value >= min && value <= max) return value;
    throw this.wrong(`expected a number from ${min} to ${max}.`);
  }

  choice<Choice extends string>(choices: readonly Choice[], fallback: Choice): Choice {
    if (this.isAbsent) return fallback;
    const value = isScalar(this.#node) ? this.#node.value : undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw this.wrong(`expected one of ${choices.join(', ')}.`);
    return found;
  }

  #at(node: Node | null, key: string): YamlValue {
    return new YamlValue(node, this.#where === '' ? key : `${this.#where}.${key}`, this.file, this.#lines);
  }
}
