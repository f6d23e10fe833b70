// Loaded before a program that belongs to another one: `node --import ./dev/end-with-parent.mjs ...` with an IPC channel.
// It is asked to stop when whoever started it is gone, however that ended.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel alone does not keep a process alive that has nothing else to do.
process.channel?.unref();
