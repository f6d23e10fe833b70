import { parseUsageLine, type UsageLine } from '../../usage-format/usage-line.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { MAX_USAGE_BYTES, readText } from '../inputs/text-files.ts';

/** A line and where it stands. */
export interface PlacedUsageLine {
  usage: UsageLine;
  file: string;
  /** From 1. */
  line: number;
}

/** What a usage file has. */
export interface UsageFile {
  lines: PlacedUsageLine[];
  /** Whether a last line without its end was left out, as a router that is writing or has crashed leaves it. */
  truncated: boolean;
}

/**
 * Reads a usage file.
 *
 * @param tolerateTruncated leaves out a last line that was not written to its end
 * @throws CannotRun with file and line when a line is no usage
 */
export async function readUsageFile(
  file: string,
  { tolerateTruncated }: { tolerateTruncated: boolean },
): Promise<UsageFile> {
  const text = await readText(file, MAX_USAGE_BYTES);
  const lines: PlacedUsageLine[] = [];
  const texts = text.split('\n');
  const last = texts.pop() ?? '';
  for (const [index, one] of texts.entries()) {
    if (one.trim() !== '') lines.push({ usage: usageAt(one, file, index + 1), file, line: index + 1 });
  }
  if (last.trim() === '') return { lines, truncated: false };
  // No part of an object is JSON: it was written whole, by something that ends no last line.
  if (isJson(last)) {
    const line = texts.length + 1;
    return { lines: [...lines, { usage: usageAt(last, file, line), file, line }], truncated: false };
  }
  if (!tolerateTruncated) {
    throw new CannotRun(
      `${file}:${texts.length + 1}: the last line was not written to its end (a router is writing it, or has crashed); add --tolerate-truncated to leave it out.`,
    );
  }
  return { lines, truncated: true };
}

/** The lines of several usage files, of which there may be millions. Throws CannotRun as `readUsageFile` does. */
export async function readUsageLines(
  files: readonly string[],
  options: { tolerateTruncated: boolean },
): Promise<PlacedUsageLine[]> {
  const read: UsageFile[] = [];
  for (const file of files) read.push(await readUsageFile(file, options));
  return read.flatMap(({ lines }) => lines);
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return false;
  }
}

function usageAt(text: string, file: string, line: number): UsageLine {
  let usage: UsageLine | null;
  try {
    usage = parseUsageLine(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CannotRun(`${file}:${line}: not a line of JSON.`);
  }
  if (!usage)
    throw new CannotRun(
      `${file}:${line}: not usage of version 1: v, day, document and count are needed, see usage-file.md.`,
    );
  return usage;
}
