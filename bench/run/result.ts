import type { Growth } from './growth.ts';
import type { Circumstances } from './machine.ts';
import type { Measurement, Plan } from './rounds.ts';

/** Everything that one run found. */
export interface BenchResult {
  circumstances: Circumstances;
  clientes: number;
  plan: Plan;
  /** Questions per query on which all contestants were compared before. */
  questions: number;
  measurements: readonly Measurement[];
  /** Contestants that were not measured, and why. */
  absent: readonly { name: string; reason: string }[];
  /** `npm start` to ready, milliseconds; null when it was not measured. */
  startMs: number | null;
  /** Null when it was not measured. */
  growth: { few: number; queries: readonly Growth[] } | null;
}
