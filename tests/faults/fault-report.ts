import type { FaultReport } from './fault-run.ts';

/** A report as text of some lines. */
export function describeFaults({ counts, kills, customers, aquisicoes, violations }: FaultReport): string {
  const killed = Object.entries(kills).map(([name, times]) => `${name} ${times}`);
  return `
operations   ${counts.operations} (${counts.attempts} attempts, ${counts.repeats} sent again on purpose, ${counts.refused} refused for an erased customer)
acknowledged ${customers} customers, ${aquisicoes} purchases, ${counts.erasures} erasures, ${counts.reversals} reversals
kept         ${counts.requestsKept} requests, ${counts.auditRows} rows of the audit; lost with a router ${counts.requestsLost}, the oldest answered ${counts.lostBeforeKillMs} ms before its kill
kills        ${Object.values(kills).reduce((sum, one) => sum + one, 0)} (${killed.join(', ')})
violations   ${violations.length}${violations.map((one) => `\n  - ${one}`).join('')}`;
}
