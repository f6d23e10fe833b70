import type { RunningContestant } from '../contestants/contestants.ts';
import type { QueryData, QueryName } from '../questions/queries.ts';
import { type Measurement, measureRound, mediansOf, type Plan, type RoundParts, warmUp } from './rounds.ts';

/** The same contestant on a number of customers. */
export interface GrowthSide {
  contestant: RunningContestant;
  data: QueryData;
}

/** What a request costs with few customers and with many, CPU milliseconds. */
export interface Growth {
  query: QueryName;
  few: Measurement;
  many: Measurement;
}

/** Measures both in turn under 20 connections. */
export async function measureGrowth(
  plan: Plan,
  sides: { few: GrowthSide; many: GrowthSide },
  common: Pick<RoundParts, 'load' | 'databasePid' | 'ownPids' | 'say' | 'signal'>,
): Promise<Growth[]> {
  const twenty: Plan = { ...plan, connections: [20], oneUser: { queries: [], connections: [] } };
  const few = { ...common, contestants: [sides.few.contestant], data: sides.few.data };
  const many = { ...common, contestants: [sides.many.contestant], data: sides.many.data };
  await warmUp(twenty, few);
  await warmUp(twenty, many);
  const ofFew: Measurement[] = [];
  const ofMany: Measurement[] = [];
  for (let round = 0; round < twenty.rounds; round += 1) {
    ofFew.push(...(await measureRound(twenty, few, round)));
    ofMany.push(...(await measureRound(twenty, many, round)));
  }
  const manyByQuery = new Map(mediansOf(ofMany).map((measurement) => [measurement.query, measurement]));
  return mediansOf(ofFew).flatMap((measured) => {
    const other = manyByQuery.get(measured.query);
    return other ? [{ query: measured.query, few: measured, many: other }] : [];
  });
}

/** Of a request with 20 connections: processes of the contestant and database together, milliseconds. */
export function wholeCost({ cpuMs, databaseCpuMs }: Measurement): number {
  return Number.isNaN(databaseCpuMs) ? cpuMs : cpuMs + databaseCpuMs;
}
