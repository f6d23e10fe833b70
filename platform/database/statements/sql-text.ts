/**
 * Statement texts that stay few: a prepared statement lives as long as its text is the same, so lists of keys
 * are padded to one of few sizes: 1, 2, 3, 4, 6, 8, 12, 16 and so on.
 */

const MAX_KEYS_PER_STATEMENT = 512;

/** Splits keys into batches that one statement takes. */
export function keyBatches<Key>(keys: readonly Key[], most = MAX_KEYS_PER_STATEMENT): (readonly Key[])[] {
  if (keys.length <= most) return [keys];
  const batches: Key[][] = [];
  for (let at = 0; at < keys.length; at += most) {
    batches.push(keys.slice(at, at + most));
  }
  return batches;
}

/** The size a batch of `count` keys is padded to. */
export function paddedSize(count: number): number {
  let power = 1;
  while (power < count) power *= 2;
  // What is added costs the server something too, so there is a size halfway between two powers.
  const halfway = power * 0.75;
  return halfway >= count && power >= 4 ? halfway : power;
}

/** The keys, with the last one repeated up to the padded size: `IN (1, 2, 3, 3)` finds each row once. */
export function padWithLast<Key>(keys: readonly Key[]): Key[] {
  const padded = [...keys];
  const last = keys.at(-1);
  if (last === undefined) throw new RangeError('a batch has at least one key');
  for (let size = paddedSize(keys.length); padded.length < size; ) padded.push(last);
  return padded;
}

/** `?, ?, ?` */
export function placeholders(count: number): string {
  return new Array<string>(count).fill('?').join(', ');
}

/** Remembers what `make` gives for each number: the texts of one statement by its padded size. */
export function perSize(make: (size: number) => string): (size: number) => string {
  const texts = new Map<number, string>();
  return (size) => {
    const known = texts.get(size);
    if (known !== undefined) return known;
    const text = make(size);
    texts.set(size, text);
    return text;
  };
}
