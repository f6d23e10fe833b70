import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

// Kills this process before it makes, opens, renames or removes something of a folder for the so-manieth time: a moment that no
// signal from outside hits for sure.
const { KILLED_UNDER = '', KILLED_AT_STEP } = process.env;
let steps = 0;
for (const name of ['mkdir', 'open', 'rename', 'unlink', 'rmdir']) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    if (String(path).startsWith(KILLED_UNDER)) steps += 1;
    if (steps === Number(KILLED_AT_STEP)) process.kill(process.pid, 'SIGKILL');
    return original(path, ...rest);
  };
}
syncBuiltinESMExports();
