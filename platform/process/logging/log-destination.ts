import { write, writeSync } from 'node:fs';
import { loggableError } from '../../errors/loggable-error.ts';

const CHUNK_CHARACTERS = 4_096;
const FLUSH_MS = 200;
/** A failed write is tried again so much later. */
const RETRY_MS = 500;
/** What waits to be written is no more than this; what comes then is lost. */
const MAX_WAITING_CHARACTERS = 4 * 1024 * 1024;
/** A reader that is slow is given so long when the process ends. */
const LAST_TRIES = 20;
const LAST_PAUSE_MS = 25;
/** How often standard error says that the log cannot be written. */
const COMPLAIN_EVERY_MS = 60_000;

/**
 * Lines of a log on their way to a file descriptor: written in chunks off the request path, and the rest when the
 * process ends. Never throws and never ends the process: while nothing can be written, as on a full disk, lines wait,
 * and are lost when there are too many; the first line afterwards says how many. pino's own destination ends the process
 * when nobody listens to its errors, and keeps a process on a full disk from ending.
 */
export class LogDestination {
  readonly #fd: number;
  #waiting = '';
  /** What is being written. */
  #chunk: Buffer | null = null;
  /** Whether the system is at it; else it has failed and is tried again. */
  #writing = false;
  #timer: NodeJS.Timeout | null = null;
  #lost = 0;
  #complainedAt = Number.NEGATIVE_INFINITY;

  constructor(fd: number) {
    this.#fd = fd;
    process.on('exit', () => this.#writeRest());
  }

  write(line: string): void {
    if (this.#waiting.length + line.length > MAX_WAITING_CHARACTERS) {
      this.#lost += 1;
      return;
    }
    this.#waiting += line;
    if (this.#waiting.length >= CHUNK_CHARACTERS) this.#writeChunk();
    else this.#later(FLUSH_MS);
  }

  #later(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#writeChunk();
    }, ms).unref();
  }

  #writeChunk(): void {
    // One write at a time; after a failure the timer says when to try again.
    if (this.#chunk !== null || this.#waiting === '') return;
    this.#chunk = Buffer.from(this.#waiting);
    this.#waiting = '';
    this.#send();
  }

  #send(): void {
    const chunk = this.#chunk;
    if (chunk === null) return;
    this.#writing = true;
    write(this.#fd, chunk, (error, written) => {
      this.#writing = false;
      if (error) {
        if (error.code !== 'EAGAIN') this.#complain(error);
        setTimeout(() => this.#send(), RETRY_MS).unref();
        return;
      }
      this.#chunk = written < chunk.length ? chunk.subarray(written) : null;
      if (this.#chunk !== null) return this.#send();
      this.#tellWhatIsLost();
      if (this.#waiting.length >= CHUNK_CHARACTERS) this.#writeChunk();
      else if (this.#waiting !== '') this.#later(FLUSH_MS);
    });
  }

  #tellWhatIsLost(): void {
    if (this.#lost === 0) return;
    const line = {
      level: 'warn',
      time: new Date().toISOString(),
      lost: this.#lost,
      msg: 'lines of the log were lost',
    };
    this.#lost = 0;
    this.#waiting += `${JSON.stringify(line)}\n`;
  }

  #complain(error: unknown): void {
    const now = performance.now();
    if (now - this.#complainedAt < COMPLAIN_EVERY_MS) return;
    this.#complainedAt = now;
    const { code } = loggableError(error);
    try {
      writeSync(2, `The log cannot be written (${code}); it goes on when it can be.\n`);
    } catch {
      // There is nobody left to tell.
    }
  }

  #writeRest(): void {
    const failed = this.#chunk !== null && !this.#writing ? [this.#chunk] : [];
    let rest = Buffer.concat([...failed, Buffer.from(this.#waiting)]);
    for (let tries = 0; rest.length > 0 && tries < LAST_TRIES; ) {
      try {
        rest = rest.subarray(writeSync(this.#fd, rest));
      } catch (error) {
        // A pipe may be full for a moment; whatever else is wrong stays so.
        if (loggableError(error).code !== 'EAGAIN') return;
        tries += 1;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LAST_PAUSE_MS);
      }
    }
  }
}

let standardOutput: LogDestination | null = null;

/** Standard output, which all logs of a process share. */
export function standardOutputLog(): LogDestination {
  standardOutput ??= new LogDestination(1);
  return standardOutput;
}
