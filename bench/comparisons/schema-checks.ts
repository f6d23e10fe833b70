import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';

new Command('bench:schema')
  .description(
    "Measures the schema check, as it is published, on two large graphs: GitHub's public schema with nothing changed, and many generated subgraphs with many operations of which a change breaks some. Fails when one takes longer than it may.",
  )
  .parse();

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
/** Tells the processor time of a process in its last line. */
const TELL_CPU = `data:text/javascript,${encodeURIComponent(
  'process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write("\\ncpu "+(user+system)/1e6+"\\n")})',
)}`;

interface Measured {
  what: string;
  wallSeconds: number;
  cpuSeconds: number;
  limitSeconds: number;
  outcome: string;
}

const folder = await mkdtemp(join(tmpdir(), 'schema-bench-'));
// Beside node_modules, where what it imports is found.
const dist = join(ROOT, 'bench/.build/schema-tool');
try {
  await run(process.execPath, [join(ROOT, 'schema-tool/build.mjs'), dist]);
  const measured = [await githubUnchanged(), await manySubgraphs({ subgraphs: 300, operations: 2_000 })];
  const rows = measured.map(
    ({ what, wallSeconds, cpuSeconds, limitSeconds, outcome }) =>
      `| ${what} | ${wallSeconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${limitSeconds} | ${outcome} |`,
  );
  process.stdout.write(`| check | seconds | CPU seconds | may take | outcome |\n|---|---|---|---|---|\n`);
  process.stdout.write(`${rows.join('\n')}\n`);
  if (measured.some(({ cpuSeconds, limitSeconds }) => cpuSeconds > limitSeconds)) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function githubUnchanged(): Promise<Measured> {
  const here = join(folder, 'github');
  const sdl = await readFile(join(ROOT, 'node_modules/@octokit/graphql-schema/schema.graphql'), 'utf8');
  await writeGraph(join(here, 'schema'), { github: sdl });
  await commitAll(here);
  return await measure("GitHub's schema, nothing changed", here, 5);
}

async function manySubgraphs(size: { subgraphs: number; operations: number }): Promise<Measured> {
  const here = join(folder, 'many');
  const texts = generatedSubgraphs(size.subgraphs);
  await writeGraph(join(here, 'schema'), texts);
  await commitAll(here);
  // One field that every hundredth operation selects goes.
  const changed = { ...texts, s7: (texts.s7 ?? '').replace('  b7: Int\n', '') };
  await writeGraph(join(here, 'schema'), changed);
  await mkdir(join(here, 'schema/operations'));
  for (let number = 0; number < size.operations; number += 1) {
    const file = join(here, `schema/operations/o${number}.graphql`);
    await writeFile(file, generatedOperation(number, size.subgraphs));
  }
  return await measure(
    `${size.subgraphs} subgraphs, ${size.operations} operations, one field removed`,
    here,
    60,
  );
}

/** Subgraphs that each own an entity and add fields to three others. */
function generatedSubgraphs(count: number): Record<string, string> {
  const texts: Record<string, string> = {};
  for (let number = 0; number < count; number += 1) {
    const extended = [1, 2, 3].map((step) => (number + step * 7) % count);
    texts[`s${number}`] =
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
type Query {
  e${number}(id: ID!): E${number}
  all${number}(first: Int): [E${number}!]!
}
type E${number} @key(fields: "id") {
  id: ID!
  a${number}: String
  b${number}: Int
  next${number}: E${(number + 1) % count}
}
${[...new Set([...extended, (number + 1) % count])]
  .map((other) =>
    extended.includes(other)
      ? `type E${other} @key(fields: "id") {\n  id: ID!\n  from${number}: String\n}`
      : `type E${other} @key(fields: "id", resolvable: false) {\n  id: ID!\n}`,
  )
  .join('\n')}
`;
  }
  return texts;
}

/** An operation over three entities that follow each other, each with fields of another subgraph. */
function generatedOperation(number: number, count: number): string {
  const start = number % count;
  const next = (start + 1) % count;
  const own = (one: number) => `id a${one} b${one} from${(one - 7 + count) % count}`;
  return `query Operation${number}($id: ID!) {
  e${start}(id: $id) { ${own(start)} next${start} { ${own(next)} next${next} { id } } }
  ${number % 2 === 0 ? `all${next}(first: ${number}) { id a${next} }` : '__typename'}
}
`;
}

async function writeGraph(path: string, subgraphs: Record<string, string>): Promise<void> {
  await mkdir(path, { recursive: true });
  const entries = Object.keys(subgraphs).map((name) => ({
    name,
    text: `  ${name}: { routing_url: "http://${name}:4000/graphql", schema: { file: ${name}.graphql } }\n`,
  }));
  await writeFile(
    join(path, 'supergraph.yaml'),
    `federation_version: 2\nsubgraphs:\n${entries.map(({ text }) => text).join('')}`,
  );
  for (const [name, sdl] of Object.entries(subgraphs)) await writeFile(join(path, `${name}.graphql`), sdl);
}

async function commitAll(cwd: string): Promise<void> {
  await run('git', ['init', '-q', '-b', 'main'], { cwd });
  await run('git', ['add', '-A'], { cwd });
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];
  await run('git', [...author, 'commit', '-q', '-m', 'before'], { cwd });
}

async function measure(what: string, cwd: string, limitSeconds: number): Promise<Measured> {
  const args = ['check', '--base', 'HEAD', '--format', 'markdown', '--out', 'report.md'];
  const start = performance.now();
  // A check that fails is an outcome like another.
  const { stdout, stderr } = await run(
    process.execPath,
    ['--import', TELL_CPU, join(dist, 'cli.js'), ...args, '--format', 'people'],
    { cwd, maxBuffer: 64 * 1024 * 1024 },
  ).catch((error: { stdout: string; stderr: string }) => error);
  const wallSeconds = (performance.now() - start) / 1_000;
  const cpuSeconds = Number(/^cpu (\S+)$/m.exec(stderr)?.[1]);
  if (Number.isNaN(cpuSeconds)) throw new Error(`The check did not run to its end: ${stderr}`);
  return { what, wallSeconds, cpuSeconds, limitSeconds, outcome: stdout.trim().split('\n').at(-1) ?? '' };
}
