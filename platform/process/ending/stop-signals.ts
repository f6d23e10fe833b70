/** Signals by which a process is told to end: from a terminal, a supervisor, or a terminal that is closed. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
