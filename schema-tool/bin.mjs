#!/usr/bin/env node
// The schema command: what was built, as it is published, or in a checkout the source itself.
import { existsSync } from 'node:fs';

const built = ['./dist/cli.js', '../dist/schema-tool/cli.js'].map((path) => new URL(path, import.meta.url));
const found = built.find((url) => existsSync(url));
if (found) {
  await import(found.href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./cli.ts');
}
