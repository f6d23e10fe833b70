import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CannotRun } from './cannot-run.ts';

/** Throws CannotRun when what is written would take the place of a file that is read. */
export async function requireNoInputs(outputs: readonly string[], inputs: readonly string[]): Promise<void> {
  const own = await withoutInputs(outputs, inputs);
  const input = outputs.find((one) => !own.includes(one));
  if (input !== undefined) throw new CannotRun(`${input} is a file that is read: name another one to write.`);
}

/** The files to write without those that are read. */
export async function withoutInputs(
  outputs: readonly string[],
  inputs: readonly string[],
): Promise<string[]> {
  const read = new Set(await Promise.all(inputs.map(realPathOf)));
  const real = await Promise.all(outputs.map(realPathOf));
  return outputs.filter((_, index) => !read.has(real[index] ?? ''));
}

async function realPathOf(path: string): Promise<string> {
  return await realpath(path).catch(() => resolve(path));
}
