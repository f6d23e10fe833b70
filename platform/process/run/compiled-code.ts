import { setFlagsFromString } from 'node:v8';

/**
 * Keeps what V8 has compiled for as long as the process runs (docs/decisions/0013): it would throw away the code of what nobody has
 * called for a while, and whoever asks after a quiet minute would wait until all of it is compiled again. For programs that run
 * for long; `node --flush-bytecode` leaves V8 as it is.
 */
export function keepCompiledCode(): void {
  if (process.execArgv.includes('--flush-bytecode')) return;
  setFlagsFromString('--no-flush-bytecode');
}
