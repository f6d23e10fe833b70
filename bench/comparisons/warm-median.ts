/** The median of rounds of which the first quarter warms up. */
export function warmMedian(times: readonly number[]): number {
  const warm = times.slice(times.length / 4).sort((a, b) => a - b);
  return warm[Math.floor(warm.length / 2)] ?? Number.NaN;
}
