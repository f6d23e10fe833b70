import { resolve } from 'node:path';
import { CannotRun } from '../../inputs/cannot-run.ts';
import { FORMATS, type Format } from './render.ts';

/** A format and the file that it goes to, null for the terminal. */
export interface Output {
  format: Format;
  file: string | null;
}

/** A format that goes to a file. */
export type FileOutput = Output & { file: string };

/** `--format` or `--out` as it was given. */
export interface GivenOutput {
  option: 'format' | 'out';
  value: string;
}

/**
 * Where each format goes: an `--out` is for the `--format` right before it; without any format, people read it.
 * Throws CannotRun.
 */
export function outputsOf(given: readonly GivenOutput[]): Output[] {
  const outputs: Output[] = [];
  let open = false;
  for (const { option, value } of given) {
    if (value === '') throw new CannotRun(`--${option} is empty.`);
    if (option === 'format') {
      outputs.push({ format: formatOf(value), file: null });
      open = true;
      continue;
    }
    const last = outputs.at(-1);
    if (!last) outputs.push({ format: 'people', file: value });
    else if (open) last.file = value;
    else
      throw new CannotRun(`--out ${value} has no --format: each --out follows the --format that it is for.`);
    open = false;
  }
  const files = outputs.flatMap(({ file }) => (file === null ? [] : [file]));
  const paths = files.map((file) => resolve(file));
  const twice = files.find((_, index) => paths.indexOf(paths[index] ?? '') !== index);
  if (twice !== undefined)
    throw new CannotRun(`${twice} is named twice: each format needs a file of its own.`);
  return outputs.length > 0 ? outputs : [{ format: 'people', file: null }];
}

/** The files of what was given as far as it can be used: what is wrong with the rest is told there too. */
export function usableFiles(given: readonly GivenOutput[]): FileOutput[] {
  const files = new Map<string, FileOutput>();
  let format: Format | undefined = 'people';
  for (const { option, value } of given) {
    if (option === 'format') format = FORMATS.find((one) => one === value);
    else if (format && value !== '') files.set(resolve(value), { format, file: value });
  }
  return [...files.values()];
}

/** The formats for programs of what was given that go to the terminal, as far as they can be used. */
export function usableFormats(given: readonly GivenOutput[]): Format[] {
  return given.flatMap(({ option, value }, index) => {
    const format = FORMATS.find((one) => one === value);
    const isPrinted = option === 'format' && given[index + 1]?.option !== 'out';
    return isPrinted && format && format !== 'people' ? [format] : [];
  });
}

function formatOf(name: string): Format {
  const format = FORMATS.find((one) => one === name);
  if (!format) throw new CannotRun(`There is no format "${name}"; there are ${FORMATS.join(', ')}.`);
  return format;
}
