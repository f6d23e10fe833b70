import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaCommand } from '../tests/support/schema-command.ts';
import manifest from './package.json' with { type: 'json' };

const PAGE = readFileSync('docs/adopting-schema-checks.md', 'utf8');
/** The day on which the page's outputs were printed. */
const DAY_OF_PAGE = '2026-11-26';
const AUTHOR = ['GIT_AUTHOR', 'GIT_COMMITTER'].flatMap((who) => [
  [`${who}_NAME`, 'test'],
  [`${who}_EMAIL`, 'test@localhost'],
]);
const ENV = { ...process.env, ...Object.fromEntries(AUTHOR) };
/** Never ends by itself; `watch.test.ts` runs it. */
const WATCH = 'npx graph-schema check --watch';

interface Block {
  kind: string;
  text: string;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schema-adopting-'));
  shell('git init -q -b main && git commit -q --allow-empty -m first');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('all that the page for adopters shows happens in a new repository, in its order', {
  timeout: 240_000,
}, async () => {
  let printed = { code: 0, stdout: '', stderr: '' };
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

/** What came of a line of the page; null of a shell's command that prints nothing. */
async function run(line: string) {
  if (line === WATCH) return null;
  if (line.startsWith('npm ')) {
    expect(line).toBe(`npm install --save-dev ${manifest.name}`); // The package's own test installs it.
    return null;
  }
  const [, tool] = /^npx graph-schema (.*)$/.exec(line) ?? [];
  if (tool === undefined) {
    const stdout = shell(line);
    return stdout === '' ? null : { code: 0, stdout, stderr: '' };
  }
  const args = shell(`printf '%s\\n' ${tool}`).trim().split('\n');
  const outcome = await schemaCommand(args, { cwd: folder });
  expect(outcome.code, `${line}\n${outcome.stderr}`).not.toBe(2);
  return outcome;
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
