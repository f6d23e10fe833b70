// Loaded first in workers of `npm test` and in processes that their tests start: V8 would spend much of their time on optimizing
// what soon runs no more; see docs/decisions/0071. Later V8s than that of Node 20 have no such flag, and complain about it.
if (process.versions.node.startsWith('20.'))
  require('node:v8').setFlagsFromString('--interrupt-budget=1000000');
