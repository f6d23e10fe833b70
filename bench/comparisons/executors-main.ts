import { measureExecutors } from './executors.ts';

await measureExecutors((text) => process.stdout.write(`${text}\n`));
