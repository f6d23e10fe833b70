/** Whose value of a field is kept. */
export type KeptSide = 'mine' | 'current';

/** A field of which there are two values. */
export interface Difference<Name extends string> {
  name: Name;
  label: string;
  mine: string;
  current: string;
  /** What is proposed: mine, where I have changed it. */
  proposed: KeptSide;
}

type Values<Name extends string> = Readonly<Record<Name, string>>;

/**
 * The fields in which what I have entered differs from what somebody else has written meanwhile.
 *
 * @param base what I began with
 */
export function differences<Name extends string>(
  fields: readonly { name: Name; label: string }[],
  { base, mine, current }: { base: Values<Name>; mine: Values<Name>; current: Values<Name> },
): Difference<Name>[] {
  return fields.flatMap(({ name, label }) => {
    if (mine[name] === current[name]) return [];
    const proposed = mine[name] === base[name] ? 'current' : 'mine';
    return [{ name, label, mine: mine[name], current: current[name], proposed }];
  });
}

/** What is written when of each field the value of one side is kept. */
export function merged<Name extends string>(
  found: readonly Difference<Name>[],
  choices: Readonly<Partial<Record<Name, KeptSide>>>,
  current: Values<Name>,
): Record<Name, string> {
  const kept = found.map(({ name, mine, current: theirs, proposed }) => [
    name,
    (choices[name] ?? proposed) === 'mine' ? mine : theirs,
  ]);
  // The names are those of `current`.
  return { ...current, ...Object.fromEntries(kept) } as Record<Name, string>;
}
