import { CannotRun } from '../../inputs/cannot-run.ts';
import { FORMATS, type Format } from './render.ts';

/** A format and the file that it goes to, null for the terminal. */
export interface Output {
  format: Format;
  file: string | null;
}

/**
 * Where each format goes: an `--out` is for the `--format` right before it; without any format, people read it.
 * Throws CannotRun.
 */
export function outputsOf(given: readonly { option: 'format' | 'out'; value: string }[]): Output[] {
  const outputs: Output[] = [];
  let open = false;
  for (const { option, value } of given) {
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
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined)
    throw new CannotRun(`${twice} is named twice: each format needs a file of its own.`);
  return outputs.length > 0 ? outputs : [{ format: 'people', file: null }];
}

function formatOf(name: string): Format {
  const format = FORMATS.find((one) => one === name);
  if (!format) throw new CannotRun(`There is no format "${name}"; there are ${FORMATS.join(', ')}.`);
  return format;
}
