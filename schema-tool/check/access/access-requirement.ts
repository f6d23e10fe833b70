/**
 * What a request must have to read a field: one of the sets, all of each. Nothing at all is one empty set. Scopes and
 * policies are named as in the schema, `authenticated` stands for any identity.
 */
export type Requirement = readonly ReadonlySet<string>[];

/** What protects a field. */
export interface Protection {
  /** What the type, the field, and the type of its value need together. */
  needs: Requirement;
  /** What the field itself needs. */
  own: Requirement;
  /** The type that has the field. */
  parent: string;
  /** The type of its value. */
  value: string;
  /** Whether clients cannot see it (`@inaccessible`). */
  isHidden: boolean;
}

/** What anybody has. */
export const OPEN: Requirement = [new Set()];
export const AUTHENTICATED = 'authenticated';
/** Sets that a requirement may come to; beyond, it is one set with a name of its own, so that any change of it is told. */
const MAX_SETS = 256;

/** What two elements need together. */
export function both(a: Requirement, b: Requirement): Requirement {
  if (isOpen(a)) return b;
  if (isOpen(b)) return a;
  if (a.length * b.length > MAX_SETS)
    return [new Set([`(${textOfRequirement(a)}) and (${textOfRequirement(b)})`])];
  return a.flatMap((one) => b.map((other) => new Set([...one, ...other])));
}

function isOpen([first, ...others]: Requirement): boolean {
  return first?.size === 0 && others.length === 0;
}

/** The sets without those that ask for more than another one. */
export function least(sets: Requirement): Requirement {
  return sets.filter(
    (set, index) =>
      !sets.some(
        (other, at) =>
          at !== index &&
          [...other].every((one) => set.has(one)) &&
          (other.size < set.size || (other.size === set.size && at < index)),
      ),
  );
}

/** Whether whoever has what `a` needs has what `b` needs. */
export function implies(a: Requirement, b: Requirement): boolean {
  return a.every((have) => b.some((need) => [...need].every((one) => have.has(one))));
}

/** A requirement in words. */
export function textOfRequirement(requirement: Requirement): string {
  if (requirement.length === 0) return 'what nobody has';
  const texts = requirement.map((set) => {
    // Who has a scope is authenticated.
    const hasScope = [...set].some((one) => one.startsWith('scope '));
    const special = [...set].filter((one) => one !== AUTHENTICATED || !hasScope);
    return special.sort().join(' and ') || 'nothing';
  });
  return [...new Set(texts)].sort().join(' or ');
}

/** A requirement as a report has it. */
export function needed(requirement: Requirement): string[][] {
  return requirement.map((set) => [...set]);
}

/** A requirement as it is compared. */
export function requirement(sets: readonly (readonly string[])[]): Requirement {
  return sets.map((set) => new Set(set));
}
