import { createHash } from 'node:crypto';
import { isDay } from './day.ts';

/** One line of a usage file: how often an operation was called by a client on a day. See docs/usage-file.md. */
export interface UsageLine {
  v: 1;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** SHA-256 of `document`, hexadecimal. */
  hash: string;
  name: string | null;
  client: string | null;
  clientVersion: string | null;
  /** The operation and its fragments with texts and numbers hidden. */
  document: string;
  /** False when it is not known what variables gave, and the lists below say nothing. */
  recorded?: false;
  /** `Type.field`, sorted. */
  fields: readonly string[];
  /** `Enum.VALUE` given in the document or by variables, sorted. */
  enumValues: readonly string[];
  /** `Input.field` given in the document or by variables, sorted. */
  inputFields: readonly string[];
  count: number;
  /** ISO 8601, UTC. */
  lastSeen: string;
}

const HASH = /^[0-9a-f]{64}$/;

/**
 * The usage line in a text; null when the text is JSON of something else. What others than the router may leave out is
 * filled in. Throws SyntaxError when it is no JSON.
 */
export function parseUsageLine(text: string): UsageLine | null {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return null;
  const line = withDefaults(value);
  return isUsageLine(line) ? line : null;
}

/** A line in which only the document, its day and its calls must be told. */
function withDefaults(value: Partial<Record<keyof UsageLine, unknown>>): Record<string, unknown> {
  const { v, day, document, count } = value;
  const lists = { fields: value.fields, enumValues: value.enumValues, inputFields: value.inputFields };
  const unrecorded = value.recorded === false || Object.values(lists).every((one) => one === undefined);
  return {
    v,
    day,
    hash: value.hash ?? (typeof document === 'string' ? sha256(document) : null),
    name: value.name ?? null,
    client: value.client ?? null,
    clientVersion: value.clientVersion ?? null,
    document,
    ...(unrecorded ? { recorded: false, fields: [], enumValues: [], inputFields: [] } : lists),
    count,
    lastSeen: value.lastSeen ?? `${day}T00:00:00.000Z`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isUsageLine(value: object): value is UsageLine {
  const line = value as Record<keyof UsageLine, unknown>; // Each property is checked below.
  return (
    line.v === 1 &&
    typeof line.day === 'string' &&
    isDay(line.day) &&
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
