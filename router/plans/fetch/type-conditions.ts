/** Says whether an object of a type meets a condition such as `... on Media`. */
export type MeetsCondition = (typename: unknown) => boolean;

/** The types that meet a condition on an abstract type, by the name of that type. */
export type Subtypes = Readonly<Record<string, readonly string[]>>;

/**
 * Compiles whether an object meets a condition on its type, which is one of the supergraph and which clients may not
 * know.
 */
export function meetsCondition(condition: string, subtypes: Subtypes): MeetsCondition {
  const names = Object.hasOwn(subtypes, condition) ? subtypes[condition] : undefined;
  if (!names) return (typename) => typename === condition;
  const met = new Set<unknown>([condition, ...names]);
  return (typename) => met.has(typename);
}
