import { loggableError } from '../../platform/errors/loggable-error.ts';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import { usageLine } from './line-of-entry.ts';
import { type CounterLimits, UsageCounter } from './usage-counter.ts';
import { UsageFileWriter } from './usage-file.ts';

/** Where and how usage is written. */
export interface UsageConfig {
  path: string;
  /** How long a count waits before it is written, seconds. */
  flushSeconds: number;
  /** Size from which a file is made smaller, bytes. */
  maxBytes: number;
  /** Files that are kept, with the one that is written. */
  maxFiles: number;
}

/** What has become of usage since the start. */
export interface UsageTotals {
  linesWritten: number;
  linesPending: number;
  /** Calls that were not counted, because there was no room or because something went wrong. */
  callsDropped: number;
  writesFailed: number;
}

/** Counts calls while requests are answered, and writes the counts to a file beside them. */
export class UsageRecorder implements AsyncDisposable {
  readonly #file: UsageFileWriter;
  readonly #counter: UsageCounter;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> | null = null;
  #failing = false;
  #describingFailed = 0;
  #linesWritten = 0;
  #writesFailed = 0;

  private constructor(file: UsageFileWriter, config: UsageConfig, log: Log, limits?: CounterLimits) {
    this.#file = file;
    this.#log = log;
    this.#counter = new UsageCounter(limits);
    this.#timer = setInterval(() => this.#write(), config.flushSeconds * 1_000).unref();
  }

  /** Throws a ConfigError when the file cannot be written. */
  static async open(config: UsageConfig, log: Log, limits?: CounterLimits): Promise<UsageRecorder> {
    const file = await UsageFileWriter.open({ ...config, log }).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : 'unknown error';
      throw new ConfigError([
        `USAGE_PATH: ${config.path} cannot be written (${code}); name a file in a folder that the router may write to.`,
      ]);
    });
    return new UsageRecorder(file, config, log, limits);
  }

  get totals(): UsageTotals {
    return {
      linesWritten: this.#linesWritten,
      linesPending: this.#counter.size,
      callsDropped: this.#counter.dropped + this.#describingFailed,
      writesFailed: this.#writesFailed,
    };
  }

  /** Counts a call; see UsageCounter. */
  count(...call: Parameters<UsageCounter['count']>): void {
    this.#counter.count(...call);
    // With a disk that takes nothing, the timer's attempts are enough.
    if (this.#counter.isHalfFull && !this.#failing) void this.#write();
  }

  /** Reports a call that could not be described. Requests are answered nonetheless. */
  countFailed(error: unknown): void {
    if (this.#describingFailed === 0) {
      this.#log.error(
        { error: loggableError(error) },
        'an operation is not counted in usage; further ones are not logged',
      );
    }
    this.#describingFailed += 1;
  }

  /** Writes what has been counted. Ends when it is on the disk, or has failed and was logged. */
  async flush(): Promise<void> {
    await this.#writing;
    await this.#write();
  }

  #write(): Promise<void> {
    this.#writing ??= this.#writeCounts().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #writeCounts(): Promise<void> {
    const entries = this.#counter.take();
    if (entries.length === 0) return;
    try {
      await this.#file.append(entries.map((entry) => `${JSON.stringify(usageLine(entry))}\n`).join(''));
    } catch (error) {
      this.#counter.putBack(entries);
      this.#writesFailed += 1;
      if (!this.#failing)
        this.#log.error({ error: loggableError(error) }, 'usage cannot be written; counting goes on');
      this.#failing = true;
      return;
    }
    this.#linesWritten += entries.length;
    if (this.#failing) this.#log.info('usage is written again');
    this.#failing = false;
    await this.#file.limitSize().catch((error: unknown) => {
      this.#log.error(
        { error: loggableError(error) },
        'the usage file is too large and could not be set aside',
      );
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
