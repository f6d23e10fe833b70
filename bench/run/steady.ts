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
export async function untilSteady(look: () => Promise<number>, { within, most }: WarmUp): Promise<boolean> {
  const costs: number[] = [];
  while (costs.length < most) {
    costs.push(await look());
    const last = costs.slice(-LOOKS);
    if (last.length === LOOKS && Math.max(...last) <= Math.min(...last) * (1 + within)) return true;
  }
  return false;
}
