import { randomUUID } from 'node:crypto';
import type { Access } from '../../access-format/access.ts';
import { accessesIn } from '../../access-format/access-report.ts';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import type { DomainEvent } from '../../platform/events/event/event.ts';
import { settledWithin } from '../../platform/process/deadlines/settled-within.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import type { Reporter } from '../subgraphs/subgraph-transports.ts';
import type { AccessConfig } from './access-config.ts';
import { partsOf } from './access-parts.ts';
import { type Backlog, fileBacklog, memoryBacklog } from './backlog.ts';
import { LateReports } from './late-reports.ts';
import { reportIn, type Sent, sendReport } from './report-delivery.ts';
import { keptLinesOf, reportsOn } from './reports.ts';

/** What has become of accesses since the start, and what waits. */
export interface AccessTotals {
  reported: number;
  /** Lost: there was no room, or nobody could ever take it. */
  dropped: number;
  /** Requests that wait to be sent for the first time. */
  pending: number;
  /** Bytes that wait to be sent again. */
  waitingBytes: number;
}

/** What waits to be sent for the first time, in lines of what is kept; a flush interval of a busy router is far less. */
const MAX_PENDING_LINES = 200_000;
/** Of memory, so many times less than of a disk. */
const MEMORY_SHARE = 16;
/** So often a subgraph may fail at one report and take others, until that report is taken apart. */
const MAX_FAILURES = 3;
/** Reports that have waited and are sent together: more would take the subgraph's connections from what is new. */
const AT_ONCE = 4;
/** Requests that one line of the log names. */
const MAX_NAMED = 10;
const FIRST_RETRY_MS = 250;
/**
 * The longest pause before what waits is tried again. Where nobody is there that costs nobody anything; who is there and fails has work
 * with it.
 */
const MAX_RETRY_MS = { later: 2_000, failed: 15_000 } as const;
/** How long the end of the process waits for what is left. */
const LAST_MS = 2_000;
const LATER: Sent = { kind: 'later' };

/**
 * Reports which requests were answered, beside them: half the flush interval they are collected, and the other half they may be on
 * their way; what is not taken by then is kept and sent again under the same id, so that it is taken once.
 */
export class AccessRecorder implements AsyncDisposable {
  readonly #reporter: () => Reporter | undefined;
  readonly #backlog: Backlog;
  readonly #log: Log;
  readonly #halfMs: number;
  /** Of this process. */
  readonly #id = randomUUID();
  readonly #timer: NodeJS.Timeout;
  readonly #late = new LateReports();
  #pending: Access[] = [];
  #lines = 0;
  #flushing: Promise<void> | null = null;
  /** What came while the last ones were on their way has waited for half the interval. */
  #isDue = false;
  #replaying: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  /** Whether those who wait have been told of. */
  #isWaiting = false;
  /** How often in a row the oldest was not taken, for the same reason. */
  #attempts = { why: 'later' as keyof typeof MAX_RETRY_MS, times: 0 };
  #closing = false;
  #replayUntil = Number.POSITIVE_INFINITY;
  #toldOfLoss = false;
  /** The oldest report that waits, while its subgraph fails at it, and how many reports had been taken before. */
  #failing: { id: string; times: number; takings: number } | null = null;
  /** Reports, or parts of one, that were taken. */
  #takings = 0;
  #reported = 0;
  #dropped = 0;

  private constructor(
    { flushMs }: Pick<AccessConfig, 'flushMs'>,
    backlog: Backlog,
    reporter: () => Reporter | undefined,
    log: Log,
  ) {
    this.#reporter = reporter;
    this.#backlog = backlog;
    this.#log = log;
    this.#halfMs = flushMs / 2;
    this.#timer = setInterval(() => {
      if (this.#flushing !== null) this.#isDue = true;
      else void this.flush();
    }, this.#halfMs).unref();
    if (backlog.size > 0) this.#retryLater();
  }

  /** @param reporter how the subgraph that is reported to is reached; undefined while the graph has none */
  static async open(
    config: Pick<AccessConfig, 'flushMs' | 'spillDir' | 'spillMaxBytes'>,
    reporter: () => Reporter | undefined,
    log: Log,
  ): Promise<AccessRecorder> {
    const { spillDir, spillMaxBytes } = config;
    const backlog =
      spillDir === null
        ? memoryBacklog(spillMaxBytes / MEMORY_SHARE)
        : await fileBacklog(spillDir, spillMaxBytes, log);
    return new AccessRecorder(config, backlog, reporter, log);
  }

  /** Whether there is somebody to report to. */
  isOn(): boolean {
    return this.#reporter() !== undefined;
  }

  get totals(): AccessTotals {
    return {
      reported: this.#reported,
      dropped: this.#dropped,
      pending: this.#pending.length,
      waitingBytes: this.#backlog.size,
    };
  }

  /** Takes a request that was answered. */
  record(access: Access): void {
    for (const part of partsOf(access)) {
      if (this.#take(part)) continue;
      this.#lost(1, 'more than a router can keep');
      return;
    }
  }

  #take(access: Access): boolean {
    const lines = keptLinesOf(access);
    if (this.#lines + lines > MAX_PENDING_LINES) return false;
    this.#pending.push(access);
    this.#lines += lines;
    return true;
  }

  /** Sends what has been taken. Ends when it was taken over, or is kept to be sent again; never throws. */
  flush(): Promise<void> {
    this.#flushing ??= this.#send().finally(() => {
      this.#flushing = null;
      if (this.#isDue) void this.flush();
    });
    return this.#flushing;
  }

  async #send(): Promise<void> {
    this.#isDue = false;
    const accesses = this.#pending;
    if (accesses.length === 0) return;
    this.#pending = [];
    this.#lines = 0;
    const until = performance.now() + (this.#closing ? LAST_MS : this.#halfMs);
    // While older ones wait, these would wait too, but where it may be the oldest one that is wrong.
    let isTaken = this.#backlog.size === 0 || this.#closing || this.#failing !== null;
    for (const report of reportsOn(accesses, this.#id)) {
      isTaken &&= await this.#isDoneBy(until, report);
      if (!isTaken) await this.#keep(report);
    }
  }

  /** Whether nothing more is to be done about a report by then. What is still on its way then may be taken all the same. */
  async #isDoneBy(until: number, report: DomainEvent): Promise<boolean> {
    const delivery = this.#deliver(report);
    const sent = await settledWithin(until - performance.now(), delivery, LATER);
    if (sent.kind === 'later') this.#late.note(report.id, delivery);
    return this.#isDone(sent);
  }

  async #deliver(report: DomainEvent, isBad = false): Promise<Sent> {
    const send = this.#reporter();
    if (!send) return LATER;
    const sent = await sendReport(send, report, { isBad });
    // Also of one that was late: that counts when it is sent again.
    if (sent.kind === 'done' && sent.taken > 0) this.#takings += 1;
    return sent;
  }

  #isDone(sent: Sent): boolean {
    if (sent.kind !== 'done') return false;
    this.#reported += sent.taken;
    if (sent.leftOut.length > 0) {
      // The access log has each by its id, and nothing of it is personal.
      const requests = sent.leftOut.slice(0, MAX_NAMED).map(({ requisicao }) => requisicao);
      this.#log.error(
        { requests, all: sent.leftOut.length },
        'requests that their subgraph does not take are left out',
      );
      this.#lost(sent.leftOut.length, 'not understood');
    }
    return true;
  }

  /** Sends the report of a line that waits, unless it was taken meanwhile; null for a line that is none. */
  async #deliverLine(line: string): Promise<{ id: string; sent: Sent } | null> {
    const late = await this.#late.outcomeOf(line);
    if (late) return late;
    const report = reportIn(line);
    return report && { id: report.id, sent: await this.#deliverAgain(report) };
  }

  /**
   * Sends a report that waits. Where its subgraph fails at it again and again, and has taken others since, the fault is in the
   * report.
   */
  async #deliverAgain(report: DomainEvent): Promise<Sent> {
    const failing = this.#failing?.id === report.id ? this.#failing : null;
    const isBad = failing !== null && failing.times >= MAX_FAILURES && this.#takings > failing.takings;
    return await this.#deliver(report, isBad);
  }

  /** Whether nothing more is to be done about the oldest report that waits, of which this has become. */
  #isFirstDone({ id, sent }: { id: string; sent: Sent }): boolean {
    const failing = this.#failing?.id === id ? this.#failing : null;
    this.#failing =
      sent.kind === 'failed'
        ? { id, times: (failing?.times ?? 0) + 1, takings: failing?.takings ?? this.#takings }
        : sent.kind === 'later'
          ? failing
          : null;
    return this.#isDone(sent);
  }

  async #keep(report: DomainEvent): Promise<void> {
    try {
      if (await this.#backlog.add(JSON.stringify(report))) this.#retryLater();
      else void this.#lostUnlessTaken(report, 'no room for what waits');
    } catch (error) {
      this.#log.error({ error: loggableError(error) }, 'accesses cannot be kept in ACCESS_SPILL_DIR');
      void this.#lostUnlessTaken(report, 'not written');
    }
  }

  /** A report that is not kept may still be on its way; at the end of the process nobody would hear of it. Never throws. */
  async #lostUnlessTaken({ id, payload }: DomainEvent, why: string): Promise<void> {
    const sent = this.#closing ? null : await this.#late.taken(id);
    if (!sent || !this.#isDone(sent)) this.#lost(accessesIn(payload).length, why);
  }

  #retryLater(): void {
    if (this.#retry || this.#replaying || this.#closing) return;
    const { why, times } = this.#attempts;
    const pause = Math.min(MAX_RETRY_MS[why], FIRST_RETRY_MS * 2 ** Math.min(times, 20));
    this.#retry = setTimeout(
      () => {
        this.#retry = null;
        this.#replaying = this.#replay().finally(() => {
          this.#replaying = null;
          if (this.#backlog.size > 0) this.#retryLater();
        });
      },
      pause * (0.5 + Math.random() / 2),
    ).unref();
  }

  /**
   * Sends what waits, the oldest first, until one is not taken. The first is sent alone: who was away is not met by many, and
   * none is sent in vain with one at which its subgraph fails.
   */
  async #replay(): Promise<void> {
    // As before the first graph is loaded.
    if (!this.isOn()) {
      this.#tryAgainAfter('later');
      return;
    }
    try {
      for (let atOnce = 1; this.#backlog.size > 0; atOnce = AT_ONCE) {
        const lines = await this.#backlog.first(atOnce);
        for (const became of await Promise.all(lines.map((line) => this.#deliverLine(line)))) {
          if (!became) this.#lost(1, 'a line of ACCESS_SPILL_DIR is spoilt');
          else if (!this.#isFirstDone(became)) {
            // Those after it are sent again too, which changes nothing where they were taken.
            if (!this.#isWaiting) this.#log.warn('accesses are kept until their subgraph takes them again');
            this.#isWaiting = true;
            this.#tryAgainAfter(became.sent.kind === 'failed' ? 'failed' : 'later');
            return;
          }
          await this.#backlog.removeFirst();
        }
        if (performance.now() > this.#replayUntil) return;
      }
      if (this.#isWaiting) this.#log.info('accesses are reported again');
      this.#isWaiting = false;
      this.#attempts.times = 0;
    } catch (error) {
      this.#tryAgainAfter('failed');
      this.#log.error({ error: loggableError(error) }, 'accesses that wait cannot be read');
    }
  }

  /** Who has come back, and fails at first, is soon tried again however long nobody was there. */
  #tryAgainAfter(why: keyof typeof MAX_RETRY_MS): void {
    this.#attempts = { why, times: this.#attempts.why === why ? this.#attempts.times + 1 : 1 };
  }

  #lost(accesses: number, why: string): void {
    this.#dropped += accesses;
    if (!this.#toldOfLoss)
      this.#log.error({ accesses, why }, 'accesses are lost; further ones are not logged');
    this.#toldOfLoss = true;
  }

  /** Sends what is left, or keeps it for the next process where there is a folder for that. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    // What is left has longer than what is sent now.
    this.#isDue = false;
    if (this.#retry) clearTimeout(this.#retry);
    await this.#flushing;
    this.#closing = true;
    this.#replayUntil = performance.now() + LAST_MS;
    await this.flush();
    if (this.#backlog.size > 0) await settledWithin(LAST_MS, this.#replaying ?? this.#replay(), undefined);
    const { size, isKept } = this.#backlog;
    if (size > 0 && !isKept)
      this.#log.error({ bytes: size }, 'reports of accesses that waited in memory are lost');
    await this.#backlog[Symbol.asyncDispose]();
  }
}
