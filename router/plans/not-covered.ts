/** A plan or an operation has something that is not compiled; the gateway's own executor has it. */
export class NotCovered extends Error {
  constructor(what: string) {
    super(`${what} is not compiled`);
    this.name = 'NotCovered';
  }
}

/**
 * Refuses a name that every object has already, such as `constructor`: compiled code reads fields without asking
 * whether they are the object's own.
 */
export function fieldName(name: string): string {
  if (name in Object.prototype) throw new NotCovered(`the field name "${name}"`);
  return name;
}

/** What `compile` gives; null when it throws NotCovered. */
export function ifCovered<Result>(compile: () => Result): Result | null {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotCovered) return null;
    throw error;
  }
}
