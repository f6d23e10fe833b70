import { measureWriters } from './writers.ts';

measureWriters((text) => process.stdout.write(`${text}\n`));
