import { suggestionList } from 'graphql/jsutils/suggestionList.js';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { type Env, type Setting, settingOf, type Variable } from '../../platform/process/config/config.ts';
import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { readTextFileSync } from '../../platform/process/files/text-file.ts';

/** What a configuration file says, as the environment would say it. */
export interface ConfigFile {
  values: Record<string, string>;
  /** Where a variable's value stands: `router.yaml:3:9: http.port`. */
  places: ReadonlyMap<string, string>;
  problems: readonly string[];
}

/** The mapping whose keys are names of subgraphs. */
export const SUBGRAPH_URLS = 'subgraphs.urls';
/** What a text in the file may take from the environment. */
const REFERENCE = /\$\{env\.([A-Za-z_][A-Za-z0-9_]*)\}/g;
export const SUBGRAPH_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

const MAX_BYTES = 256 * 1024;
/** More would hide the first. */
const MAX_PROBLEMS = 50;

/** The values of a configuration file with everything that is wrong with it; never throws for what is in it. */
export function readConfigFile(
  path: string,
  variables: Record<string, Variable<unknown>>,
  env: Env,
): ConfigFile {
  const read = readTextFileSync(path, MAX_BYTES);
  if (read.kind === 'unreadable') {
    return failed(`${path} cannot be read (${read.why}): ROUTER_CONFIG_PATH or --config names it.`);
  }
  const { text } = read;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const wrong = document.errors.map(
      ({ pos, message }) => `${placeAt(pos[0])}: not valid YAML: ${message.split('\n')[0]}`,
    );
    return { values: {}, places: new Map(), problems: bounded(wrong) };
  }
  const reading = new FileReading(variables, env, placeAt);
  // A parsed document's contents are nodes of the syntax tree.
  reading.mapping(document.contents as Node | null, '');
  return { values: reading.values, places: reading.places, problems: bounded(reading.problems) };
}

function failed(problem: string): ConfigFile {
  return { values: {}, places: new Map(), problems: [problem] };
}

function bounded(problems: readonly string[]): string[] {
  if (problems.length <= MAX_PROBLEMS) return [...problems];
  return [...problems.slice(0, MAX_PROBLEMS), `and ${problems.length - MAX_PROBLEMS} more problems.`];
}

/** One pass over a file's mappings, which notes values and problems. */
class FileReading {
  readonly values: Record<string, string> = {};
  readonly places = new Map<string, string>();
  readonly problems: string[] = [];
  readonly #settings = new Map<string, { variable: string; setting: Setting }>();
  readonly #env: Env;
  readonly #placeAt: (offset: number) => string;

  constructor(variables: Record<string, Variable<unknown>>, env: Env, placeAt: (offset: number) => string) {
    for (const [variable, schema] of Object.entries(variables)) {
      const setting = settingOf(schema);
      if (setting !== null) this.#settings.set(setting.key, { variable, setting });
    }
    this.#env = env;
    this.#placeAt = placeAt;
  }

  mapping(given: Node | null, prefix: string): void {
    const node = present(given);
    if (node === null) return;
    if (!isMap(node)) {
      this.#wrong(
        node,
        `${prefix === '' ? 'the file' : prefix} must have keys: ${this.#known(prefix).join(', ')}.`,
      );
      return;
    }
    for (const pair of node.items) {
      // Keys and values of a parsed mapping are nodes.
      const [keyNode, value] = [pair.key as Node, pair.value as Node | null];
      const name = isScalar(keyNode) ? String(keyNode.value) : '';
      const key = prefix === '' ? name : `${prefix}.${name}`;
      const known = this.#settings.get(key);
      if (known) this.#value(value, known.variable, known.setting);
      else if (prefix === SUBGRAPH_URLS) this.#address(keyNode, value, name, key);
      else if (this.#known(key).length > 0) this.mapping(value, key);
      else this.#unknown(keyNode, key, name, prefix);
    }
  }

  /** The keys that a mapping may have. */
  #known(prefix: string): string[] {
    const start = prefix === '' ? '' : `${prefix}.`;
    const keys = [...this.#settings.keys(), `${SUBGRAPH_URLS}.<name>`].filter((key) => key.startsWith(start));
    return [...new Set(keys.map((key) => key.slice(start.length).split('.')[0] ?? ''))];
  }

  #unknown(node: Node, key: string, name: string, prefix: string): void {
    const known = this.#known(prefix);
    const [near] = suggestionList(name, known);
    const elsewhere = [...this.#settings.keys()].filter((one) => one.endsWith(`.${name}`));
    const start = prefix === '' ? '' : `${prefix}.`;
    const meant = elsewhere[0] ?? (near === undefined ? undefined : `${start}${near}`);
    const hint = meant === undefined ? `expected one of ${known.join(', ')}` : `did you mean ${meant}?`;
    this.#wrong(node, `${key} is unknown; ${hint.endsWith('?') ? hint : `${hint}.`}`);
  }

  #address(keyNode: Node, value: Node | null, name: string, key: string): void {
    if (!SUBGRAPH_NAME.test(name)) {
      this.#wrong(keyNode, `${key} must be named by a subgraph: letters, digits, "-" and "_".`);
      return;
    }
    const variable = subgraphUrlVariable(name);
    if (this.places.has(variable)) {
      this.#wrong(keyNode, `${key} is there twice, written otherwise.`);
      return;
    }
    const kind = isSeq(value) ? 'list' : 'text';
    this.#value(value, variable, { key, says: '', shape: { kind }, isSecret: false });
  }

  #value(given: Node | null, variable: string, setting: Setting): void {
    const node = present(given);
    if (node === null) return;
    const text = this.#text(node, setting);
    if (text === null) return;
    const value = setting.isSecret ? this.#secret(node, setting.key, text) : text;
    if (value === null) return;
    this.values[variable] = value;
    this.places.set(variable, `${this.#placeAt(node.range?.[0] ?? 0)}: ${setting.key}`);
  }

  /** A value as the environment would write it; null, with the problem noted, when it has another type. */
  #text(node: Node, { key, shape }: Setting): string | null {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (typeof value === 'string' && value.includes('${')) return this.#filledIn(node, key, value);
    switch (shape.kind) {
      case 'integer':
        if (typeof value === 'number') return String(value);
        return this.#wrong(
          node,
          `${key} must be a whole number from ${shape.min} to ${shape.max}${found(node)}.`,
        );
      case 'flag':
        if (typeof value === 'boolean') return value ? 'on' : 'off';
        if (value === 'on' || value === 'off') return value;
        return this.#wrong(node, `${key} must be true or false${found(node)}.`);
      case 'list': {
        const items = isSeq(node)
          ? node.items.map((item) => (isScalar(item) ? item.value : undefined))
          : [null];
        // A comma is what would part them.
        if (items.every((item) => typeof item === 'string' && !item.includes(',') && item.trim() !== '')) {
          return this.#filledIn(node, key, items.join(','));
        }
        return this.#wrong(node, `${key} must be a list of texts${found(node)}.`);
      }
      default:
        if (typeof value === 'string') return value;
        return this.#wrong(node, `${key} must be a text${found(node)}.`);
    }
  }

  #filledIn(node: Node, key: string, text: string): string | null {
    const missing: string[] = [];
    const filled = text.replaceAll(REFERENCE, (_reference, name: string) => {
      const value = this.#env[name]?.trim();
      if (!value) missing.push(name);
      return value ?? '';
    });
    if (missing.length > 0) return this.#wrong(node, `${key} takes ${missing.join(', ')}, which is not set.`);
    if (text.replaceAll(REFERENCE, '').includes('${')) {
      return this.#wrong(node, `${key} has "\${" that begins no \${env.NAME}.`);
    }
    return filled;
  }

  #secret(node: Node, key: string, path: string): string | null {
    const read = readTextFileSync(path, MAX_BYTES);
    if (read.kind === 'read') return read.text.trim();
    return this.#wrong(
      node,
      `${key} must be the path of a file with the secret; it cannot be read (${read.why}).`,
    );
  }

  #wrong(node: Node | null, what: string): null {
    this.problems.push(`${this.#placeAt(node?.range?.[0] ?? 0)}: ${what}`);
    return null;
  }
}

/** A value that is written; a key without one is as if it were not there. */
function present(node: Node | null): Node | null {
  return isScalar(node) && node.value === null ? null : node;
}

/** What stands there instead, shortened. */
function found(node: Node): string {
  if (!isScalar(node)) return isMap(node) ? '; it is a mapping' : isSeq(node) ? '; it is a list' : '';
  return `; it is ${JSON.stringify(node.value).slice(0, 60)}`;
}
