#!/usr/bin/env node
// The schema command: in a checkout the source itself, as it is now, and else what was built and published.
import { existsSync } from 'node:fs';

if (existsSync(new URL('./cli.ts', import.meta.url))) {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./cli.ts');
} else {
  await import(new URL('./dist/cli.js', import.meta.url).href);
}
