/** Values by dotted keys as objects in each other: `[['http.port', 1]]` gives `{ http: { port: 1 } }`. */
export function nested(byKey: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [key, value] of byKey) {
    const parts = key.split('.');
    const last = parts.pop() ?? '';
    let place = root;
    for (const part of parts) {
      place[part] ??= {};
      // No key is the beginning of another one, so that what is here was made here.
      place = place[part] as Record<string, unknown>;
    }
    place[last] = value;
  }
  return root;
}
