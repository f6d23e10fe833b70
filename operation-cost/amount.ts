/** The variables of a request. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that may hang on the variables of a request. What does not is added up once, when a document is measured. */
export type Amount = number | ((variables: Variables) => number);

/** The number for the variables of one request. */
export function amountFor(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

/** All of them together. */
export function sum(amounts: readonly Amount[]): Amount {
  return combined(amounts, 0, (a, b) => a + b);
}

/** Each times the others; 1 for none. */
export function product(amounts: readonly Amount[]): Amount {
  return combined(amounts, 1, (a, b) => a * b);
}

/** The largest, and 0 at least. */
export function largest(amounts: readonly Amount[]): Amount {
  return combined(amounts, 0, Math.max);
}

function combined(
  amounts: readonly Amount[],
  start: number,
  combine: (a: number, b: number) => number,
): Amount {
  let known = start;
  const unknown: ((variables: Variables) => number)[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') known = combine(known, amount);
    else unknown.push(amount);
  }
  if (unknown.length === 0) return known;
  return (variables) => {
    let value = known;
    for (const amount of unknown) value = combine(value, amount(variables));
    return value;
  };
}
