import { CannotRun } from '../../inputs/cannot-run.ts';
import type { Finding } from '../finding.ts';

/** What a part of an input gives; where it cannot be used, what to go on with, and a finding for each problem. */
export async function usable<Value>(
  findings: Finding[],
  otherwise: Value,
  findingOf: (problem: string) => Finding,
  read: () => Promise<Value>,
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    findings.push(...error.problems.map(findingOf));
    return otherwise;
  }
}
