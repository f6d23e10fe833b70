import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

const run = promisify(execFile);
const AS_TEST = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];

/** A graph of as little as situations need, by file: most of a check's time goes into composing. */
export const GRAPH: Readonly<Record<string, string>> = {
  'supergraph.yaml': [
    'subgraphs:',
    ...['catalogo', 'clientes', 'compras'].map(
      (name) => `  ${name}: { routing_url: "http://${name}/", schema: { file: ${name}.graphql } }`,
    ),
    '',
  ].join('\n'),
  'catalogo.graphql':
    'type Query { produto(id: ID!): Produto }\ntype Produto {\n  id: ID!\n  titulo: String!\n}\n',
  'clientes.graphql':
    'type Query { cliente(id: ID!): Cliente }\ntype Cliente {\n  nome: String!\n  telefone: String\n}\n',
  'compras.graphql': 'type Query { compra(id: ID!): Int }\n',
  'operations/cliente.graphql': 'query Cliente($id: ID!) { cliente(id: $id) { nome } }\n',
};

/** Options of a check in a folder with the same graph in `old`. */
export const BASELINE = ['--base', 'old/supergraph.yaml'];

/** Folders for the tests of one file, each of its own. They are removed after the last test. */
export interface GraphFolders {
  /** With the graph in `schema`, and as a baseline in `old`, without git. */
  plain(): Promise<string>;
  /** A repository whose main branch has the graph in `schema`, with another commit on the branch `change`. */
  repository(): Promise<string>;
  /** A repository without a commit. */
  newRepository(): Promise<string>;
  empty(): Promise<string>;
}

/** Folders with small graphs. To be called where a test file begins. */
export function graphFolders(): GraphFolders {
  const made: string[] = [];
  let plain: Promise<string> | null = null;
  let repository: Promise<string> | null = null;
  afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));
  return {
    async plain() {
      plain ??= makePlain();
      return await copyOf(await plain);
    },
    async repository() {
      repository ??= makeRepository();
      return await copyOf(await repository);
    },
    newRepository,
    empty,
  };

  async function empty(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'schema-cli-'));
    made.push(folder);
    return folder;
  }

  async function copyOf(folder: string): Promise<string> {
    const copy = await empty();
    await cp(folder, copy, { recursive: true });
    return copy;
  }

  async function newRepository(): Promise<string> {
    const folder = await empty();
    await git(folder, 'init', '-q', '-b', 'main');
    return folder;
  }

  async function makePlain(): Promise<string> {
    const folder = await empty();
    for (const side of ['schema', 'old']) await writeGraph(join(folder, side));
    return folder;
  }

  async function makeRepository(): Promise<string> {
    const folder = await newRepository();
    await writeGraph(join(folder, 'schema'));
    await commitIn(folder, 'first');
    await git(folder, 'switch', '-q', '-c', 'change');
    await write(folder, 'notes.txt', 'nothing about schemas');
    await commitIn(folder, 'second');
    return folder;
  }
}

/** Writes the graph's files. */
export async function writeGraph(folder: string): Promise<void> {
  for (const [file, text] of Object.entries(GRAPH)) await write(folder, file, text);
}

/** Writes a file, and makes its folder. */
export async function write(folder: string, file: string, text: string | Buffer): Promise<void> {
  await mkdir(join(folder, file, '..'), { recursive: true });
  await writeFile(join(folder, file), text);
}

/** Commits all there is in a repository. */
export async function commitIn(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '-A');
  await git(folder, 'commit', '-q', '-m', message);
}

/** Runs git in a folder, as somebody. */
export async function git(folder: string, ...args: string[]): Promise<void> {
  await run('git', [...AS_TEST, ...args], { cwd: folder });
}
