import { CannotRun } from '../cannot-run.ts';
import { readText } from '../compose/supergraph-config.ts';

/** One line of a usage file: how often an operation was called by a client on a day. See docs/usage-file.md. */
export interface UsageLine {
  v: 1;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** SHA-256 of the normalised document, hexadecimal. */
  hash: string;
  name: string | null;
  client: string | null;
  clientVersion: string | null;
  /** The document with its texts and numbers hidden. */
  document: string;
  /** Schema coordinates `Type.field`. */
  fields: string[];
  /** `Enum.VALUE` given in the document or by variables. */
  enumValues: string[];
  /** `Input.field` given in the document or by variables. */
  inputFields: string[];
  count: number;
  /** ISO 8601, UTC. */
  lastSeen: string;
}

/** A line and where it stands. */
export interface PlacedUsageLine {
  usage: UsageLine;
  file: string;
  /** From 1. */
  line: number;
}

export interface UsageFile {
  lines: PlacedUsageLine[];
  /** Whether a last line without its end was left out, as a router that is writing or has crashed leaves it. */
  truncated: boolean;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HASH = /^[0-9a-f]{64}$/;

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
  const text = await readText(file);
  const lines: PlacedUsageLine[] = [];
  const texts = text.split('\n');
  const last = texts.pop() ?? '';
  for (const [index, one] of texts.entries()) {
    if (one.trim() !== '') lines.push({ usage: parseUsageLine(one, file, index + 1), file, line: index + 1 });
  }
  if (last.trim() === '') return { lines, truncated: false };
  if (!tolerateTruncated) {
    throw new CannotRun(
      `${file}:${texts.length + 1}: the last line was not written to its end (a router is writing it, or has crashed); add --tolerate-truncated to leave it out.`,
    );
  }
  return { lines, truncated: true };
}

/** Throws CannotRun. */
export function parseUsageLine(text: string, file: string, line: number): UsageLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CannotRun(`${file}:${line}: not a line of JSON.`);
  }
  if (!isUsageLine(value))
    throw new CannotRun(`${file}:${line}: not usage of version 1; see docs/usage-file.md.`);
  return value;
}

function isUsageLine(value: unknown): value is UsageLine {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Record<keyof UsageLine, unknown>; // Each property is checked below.
  return (
    line.v === 1 &&
    matches(line.day, DAY) &&
    matches(line.hash, HASH) &&
    [line.name, line.client, line.clientVersion].every((one) => one === null || typeof one === 'string') &&
    typeof line.document === 'string' &&
    [line.fields, line.enumValues, line.inputFields].every(isTexts) &&
    Number.isSafeInteger(line.count) &&
    Number(line.count) > 0 &&
    typeof line.lastSeen === 'string' &&
    !Number.isNaN(Date.parse(line.lastSeen))
  );
}

function matches(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
