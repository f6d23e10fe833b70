/** Far more than an input nests, and far less than what exhausts the stack of whoever coerces it. */
const MAX_DEPTH = 200;
/** Coercing tells of every key that an input type does not have, and quotes the whole object each time. */
const MAX_KEYS = 500;

/**
 * Why variables must not be coerced: a sentence for the client, or null. Takes as long as they are large and no stack,
 * however deep they are.
 */
export function variablesProblem(variables: Readonly<Record<string, unknown>>): string | null {
  const todo: { value: object; depth: number }[] = [];
  for (const name in variables) add(variables[name], 1);
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { value, depth } = next;
    if (depth > MAX_DEPTH) {
      return `The variables nest ${MAX_DEPTH + 1} lists and objects or more in each other; at most ${MAX_DEPTH} are allowed.`;
    }
    if (Array.isArray(value)) for (const one of value) add(one, depth + 1);
    else {
      const values = Object.values(value);
      if (values.length > MAX_KEYS) {
        return `The variables have an object with ${values.length} fields; at most ${MAX_KEYS} are allowed.`;
      }
      for (const one of values) add(one, depth + 1);
    }
  }
  return null;

  function add(value: unknown, depth: number): void {
    if (typeof value === 'object' && value !== null) todo.push({ value, depth });
  }
}
