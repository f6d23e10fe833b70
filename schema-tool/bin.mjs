#!/usr/bin/env node
// The schema command for other folders than this one: what `npm run build` made, or in a checkout the source itself.
import { existsSync } from 'node:fs';

const built = new URL('../dist/schema-tool/cli.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./cli.ts');
}
