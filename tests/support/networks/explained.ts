import { expect } from 'vitest';

export interface ReadError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; serviceName?: string; retryable?: boolean; status?: number };
}

/** Whether an error is about a place, about what it is in, or about a part of what was there. */
export function leadsTo(errors: readonly ReadError[], place: readonly (string | number)[]): boolean {
  return errors.some(({ path = [] }) => {
    const common = Math.min(path.length, place.length);
    return path.length > 0 && path.slice(0, common).every((step, index) => step === place[index]);
  });
}

/**
 * Expects that an answer is the right one but for nulls, to each of which an error leads, and for wrong values that
 * nobody can tell from right ones.
 *
 * @param wrong such values; an empty list is one where there should be another
 * @param typenames what an object may say of itself that is there although there should be none
 */
export function expectExplained(
  { data, errors = [] }: { data?: unknown; errors?: readonly ReadError[] },
  right: unknown,
  wrong: readonly unknown[] = [],
  typenames: readonly string[] = [],
): void {
  expectPart(data, right, []);

  function expectPart(value: unknown, rightly: unknown, path: (string | number)[]): void {
    if (value === rightly) return;
    if (value === null) {
      expect({ path, isTold: leadsTo(errors, path) }).toEqual({ path, isTold: true });
    } else if (Array.isArray(value)) {
      const inside: unknown[] = Array.isArray(rightly) ? rightly : [];
      if (value.length > 0) expect(value).toHaveLength(inside.length);
      for (const [index, inner] of value.entries()) expectPart(inner, inside[index], [...path, index]);
    } else if (typeof value === 'object') {
      const isThere = rightly !== null && rightly !== undefined;
      for (const [name, inner] of Object.entries(value)) {
        if (!isThere && typeof inner === 'string' && typenames.includes(inner)) continue;
        expectPart(inner, (rightly as Record<string, unknown> | null | undefined)?.[name], [...path, name]);
      }
    } else {
      expect(wrong).toContainEqual(value);
    }
  }
}
