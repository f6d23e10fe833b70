import { openDatabase } from '../../../platform/database/database.ts';
import { eventIn, UnusableReport } from '../../../platform/events/event/event.ts';
import type { TakeReport } from '../../../platform/events/inbox/event-route.ts';
import { receive } from '../../../platform/events/inbox/inbox.ts';
import type { TroubleLog } from '../../../platform/process/logging/logging.ts';
import { acessoStore } from '../acesso-store.ts';
import { routerReports } from '../acesso-writes.ts';
import { signatures } from '../audit/audit-chain.ts';
import { auditStore } from '../audit/audit-store.ts';
import { rememberedResumos } from '../audit/remembered-resumos.ts';
import { titularStore } from '../audit/titular-store.ts';
import { openDays } from '../days.ts';
import { JustStored } from '../figures/just-stored.ts';
import { resumoStore } from '../figures/resumo-store.ts';
import { summarizer } from '../figures/summarize.ts';
import type { WriterConfig } from './report-messages.ts';

/** Writes reports, and sums what they tell, over connections of its own. */
export interface ReportWriter extends AsyncDisposable {
  readonly take: TakeReport;
  /** Sums at once what has not been summed: somebody looks at the figures. */
  sum(): void;
}

/** One for a report of each of two routers, one that sums, and one for its lease. */
const CONNECTIONS = 4;

/** Opens what writes reports; connects when the first one comes. */
export function openReportWriter(
  { database: config, keys, keptDays }: WriterConfig,
  log: TroubleLog,
): ReportWriter {
  const database = openDatabase({ ...config, poolSize: CONNECTIONS, replicas: null });
  const acessos = acessoStore(database);
  const signing = signatures(keys);
  const audit = auditStore(database, signing);
  const days = openDays({ database, acessos, audit, log }, keptDays);
  const justStored = new JustStored();
  const sums = summarizer({ database, acessos, justStored, resumos: resumoStore(database), log });
  const reports = routerReports({
    acessos,
    audit,
    resumos: rememberedResumos(titularStore(signing)),
    days,
    onStoring: (lote, accesses) => justStored.add(lote, accesses),
    onStored: sums.wake,
  });
  const underWay = new Set<Promise<unknown>>();
  return {
    async take(report) {
      const event = eventIn(report);
      if (!event) throw new UnusableReport();
      const taking = receive(database, reports, event);
      underWay.add(taking);
      const ended = () => underWay.delete(taking);
      taking.then(ended, ended);
      return await taking;
    },
    sum: sums.soon,
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(underWay);
      await sums[Symbol.asyncDispose]();
      await days[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
