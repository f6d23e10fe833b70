/** How long something is run before it is measured. */
export interface WarmUp {
  /** Steady is what differs by no more than this share over three looks. */
  within: number;
  /** Looks at most, for what never gets steady. */
  most: number;
}

const LOOKS = 3;

/**
 * Runs something until it is steady: V8 compiles for as long as a minute, and what it costs falls meanwhile.
 *
 * @param look runs it for one window and gives what it cost
 * @returns whether it got steady
 */
export function untilSteady(look: () => Promise<number>, warmUp: WarmUp): Promise<boolean> {
  return untilAllSteady([look], warmUp);
}

/**
 * The same with several in turns, each starting with another one, until all are steady: whatever has waited while others were run is slow
 * for a while, and all are to have waited alike.
 *
 * @returns whether all got steady
 */
export async function untilAllSteady(
  looks: readonly (() => Promise<number>)[],
  { within, most }: WarmUp,
): Promise<boolean> {
  const all = looks.map((look) => ({ look, costs: [] as number[] }));
  for (let turn = 0; turn < most; turn += 1) {
    for (const { look, costs } of rotated(all, turn)) costs.push(await look());
    if (all.every(({ costs }) => isSteady(costs, within))) return true;
  }
  return false;
}

function isSteady(costs: readonly number[], within: number): boolean {
  const last = costs.slice(-LOOKS);
  return last.length === LOOKS && Math.max(...last) <= Math.min(...last) * (1 + within);
}

/** The items, beginning with another one each time. */
export function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
