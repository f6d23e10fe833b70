import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaCommand } from '../tests/support/commands/schema-command.ts';
import manifest from './package.json' with { type: 'json' };

const PAGE = readFileSync('docs/adopting-schema-checks.md', 'utf8');
/** The day on which the page's outputs were printed. */
const DAY_OF_PAGE = '2026-11-26';
const AUTHOR = ['GIT_AUTHOR', 'GIT_COMMITTER'].flatMap((who) => [
  [`${who}_NAME`, 'test'],
  [`${who}_EMAIL`, 'test@localhost'],
]);
const ENV = { ...process.env, ...Object.fromEntries(AUTHOR) };
/** The package as a file. */
const PACKED = `${manifest.name}-${manifest.version}.tgz`;
/** Never ends by itself; `watch.test.ts` runs it. */
const WATCH = 'npx graph-schema check --watch';

interface Block {
  kind: string;
  text: string;
}

/** What the package is made of. */
const PARTS = ['schema-tool', 'operation-cost', 'usage-format', 'platform', 'docs', 'LICENSE'];

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

let above: string;
/** The repository of a team that has never seen this one. */
let folder: string;
beforeAll(() => {
  above = mkdtempSync(join(tmpdir(), 'schema-adopting-'));
  folder = join(above, 'shop');
  mkdirSync(folder);
  shell('git init -q -b main && git commit -q --allow-empty -m first');
  // A checkout of this repository beside it, as `npm ci` leaves it.
  const checkout = join(above, 'customer-graph');
  for (const part of PARTS) cpSync(part, join(checkout, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(checkout, 'node_modules'));
});
afterAll(() => rmSync(above, { recursive: true, force: true }));

test('all that the page for adopters shows happens in a new repository, in its order', {
  timeout: 240_000,
}, async () => {
  let printed: Outcome = { code: 0, stdout: '', stderr: '' };
  let unread = false;
  for (const block of blocksOf(shifted(PAGE))) {
    const [, file, content] = /^# (\S+\.(?:graphql|yaml))\n([\s\S]*)$/.exec(block.text) ?? [];
    if (file !== undefined && content !== undefined) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    } else if (block.kind === 'sh') {
      for (const line of block.text.trim().split('\n')) printed = (await run(line)) ?? printed;
      unread = true;
    } else if (block.kind === 'text') {
      expect(unread, 'each output follows its command').toBe(true);
      expect(withoutHashes(printed.stdout)).toBe(withoutHashes(block.text));
      expect(printed.code).toBe(block.text.includes('FAILED') ? 1 : 0);
      unread = false;
    }
  }
});

test('no command of the page is that of another repository', () => {
  expect(PAGE).not.toContain('npm run');
});

/** Commands that the installed package runs in a process of its own; the others are the same code without starting one for each. */
const INSTALLED: readonly RegExp[] = [/^npx graph-schema (init|compose)\b/, /^npx graph-schema check$/];
let checks = 0;

/** What came of a line of the page; null of a shell's command that prints nothing. */
async function run(line: string): Promise<Outcome | null> {
  if (line === WATCH) return null;
  if (line === 'npm --prefix ../customer-graph ci') return null; // Is done.
  if (line === `npm install --save-dev ./${PACKED}`) {
    install();
    return null;
  }
  if (!line.startsWith('npx graph-schema ')) {
    const stdout = shell(line.replace(/^npm pack /, '$&--silent '));
    return stdout === '' ? null : { code: 0, stdout, stderr: '' };
  }
  if (line.includes(' check')) checks += 1;
  const outcome =
    checks < 2 && INSTALLED.some((one) => one.test(line))
      ? spawned(line.replace('npx ', 'node_modules/.bin/'))
      : await schemaCommand(line.split(' ').slice(2), { cwd: folder });
  expect(outcome.code, `${line}\n${outcome.stderr}`).toBeLessThan(2);
  return outcome;
}

function spawned(command: string): Outcome {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: folder,
    env: ENV,
    encoding: 'utf8',
  });
  return { code: status ?? 2, stdout, stderr };
}

/**
 * What npm makes of the package, without a registry: its files, and of other packages only those that it names, so that what
 * it imports besides is not found. `npm run test:package` installs with npm itself.
 */
function install(): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  shell(`tar -xzf ${PACKED} -C node_modules && mv node_modules/package node_modules/${manifest.name}`);
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
  for (const [name, file] of Object.entries(manifest.bin)) {
    symlinkSync(join('..', manifest.name, file), join(modules, '.bin', name));
  }
  // Each part of it finds what it imports, whichever command loads it.
  const dist = join(modules, manifest.name, 'dist');
  const parts = readdirSync(dist).filter((name) => name.endsWith('.js') && name !== 'cli.js');
  expect(parts.length).toBeGreaterThan(5);
  const importing = parts.map((name) => `await import(${JSON.stringify(join(dist, name))});`).join('\n');
  execFileSync(process.execPath, ['--input-type=module', '--eval', importing], { cwd: folder, env: ENV });
}

function shell(command: string): string {
  return execFileSync('sh', ['-c', command], { cwd: folder, env: ENV, encoding: 'utf8' });
}

function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, kind = '', text = '']) => ({
    kind,
    text,
  }));
}

/** The page as if it had been written today: usage is of the last days, and approvals hold. */
function shifted(page: string): string {
  const by = Date.parse(new Date().toISOString().slice(0, 10)) - Date.parse(DAY_OF_PAGE);
  return page.replace(/\b20\d\d-\d\d-\d\d\b/g, (day) =>
    new Date(Date.parse(day) + by).toISOString().slice(0, 10),
  );
}

/** Commits have other hashes in each repository, and the terminal's lines end as they like. */
function withoutHashes(text: string): string {
  return text.replace(/\([0-9a-f]{10}\)/g, '(hash)').trim();
}
