import { dirname, join, normalize, relative } from 'node:path';
import { environment } from '../compose/config.ts';
import { parseSubgraphList } from '../compose/subgraph-list.ts';
import { parseSdl } from '../compose/supergraph-config.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { writeText } from '../inputs/generated-files.ts';
import { repositoryPrefix, repositoryRoot } from '../inputs/git.ts';
import { exists, readText } from '../inputs/text-files.ts';
import {
  apolloConfig,
  CHECKS_YAML,
  GITLAB_FILE,
  githubWorkflow,
  gitlabJob,
  graphqlRc,
  type NamedSubgraph,
  subgraphEntries,
  supergraphYaml,
} from './templates.ts';

export interface InitOptions {
  config: string;
  ci: 'github' | 'gitlab' | 'none';
  /** Each `name=path` of a schema. */
  subgraphs: readonly string[];
}

/** `schema init`: writes what a repository needs to check its schema; a file that is there stays as it is. Throws CannotRun. */
export async function initCommand({ config, ci, subgraphs }: InitOptions): Promise<void> {
  const root = (await repositoryRoot()) ?? '.';
  const place = { prefix: await repositoryPrefix(), config };
  const files = [
    { path: join(dirname(config), 'checks.yaml'), text: CHECKS_YAML },
    { path: '.graphqlrc.yml', text: graphqlRc(dirname(config)) },
    { path: 'apollo.config.json', text: apolloConfig(dirname(config)) },
    // CI looks for its files at the repository's root only.
    ...(ci === 'github'
      ? [{ path: fromHere(root, '.github/workflows/schema.yml'), text: githubWorkflow(place) }]
      : []),
    ...(ci === 'gitlab' ? [{ path: fromHere(root, GITLAB_FILE), text: gitlabJob(place) }] : []),
  ];
  const named = await Promise.all(subgraphs.map((one) => subgraphOf(one, config)));
  const twice = named.find(({ name }, index) => named.findIndex((one) => one.name === name) !== index);
  if (twice) throw new CannotRun(`${twice.name} is named twice: each subgraph needs a name of its own.`);
  const isThere = await exists(config);
  if (isThere) requireListed(named, await readText(config), config);
  else if (named.length === 0)
    throw new CannotRun(
      `There is no ${config} yet: name the subgraphs, each as name=path/to/schema.graphql.`,
    );
  files.unshift({ path: config, text: supergraphYaml(named) });
  for (const { path, text } of files) {
    if (await exists(path)) {
      const runsIt = !text.includes(COMMAND) || (await readText(path)).includes(COMMAND);
      const todo = runsIt
        ? ''
        : `, and does not run \`${COMMAND}\`: add it, or move the file and run this again`;
      process.stdout.write(`${path} is there already${todo}\n`);
    } else {
      await writeText(path, text);
      process.stdout.write(`${path} written\n`);
    }
  }
}

/** Throws CannotRun with the lines to add or change where a list that is there does not have these subgraphs. */
function requireListed(named: readonly NamedSubgraph[], text: string, config: string): void {
  const { entries, problems } = parseSubgraphList(text, config, environment());
  if (problems.length > 0) throw new CannotRun(problems);
  const paths = new Map(
    entries.map(({ name, schema }) => [name, schema.kind === 'file' ? normalize(schema.path) : null]),
  );
  const wrong = named.filter(({ name, file }) => paths.get(name) !== file);
  if (wrong.length === 0) return;
  const todo = wrong.map(({ name }) =>
    paths.has(name) ? `${name} has another schema there` : `${name} is not in it`,
  );
  throw new CannotRun(
    `${config} is there already and stays as it is; ${todo.join(', ')}. Write there, with the address that is right:\n${subgraphEntries(wrong)}`,
  );
}

const COMMAND = 'npx graph-schema check';

function fromHere(root: string, path: string): string {
  return relative('.', join(root, path));
}

async function subgraphOf(text: string, config: string): Promise<NamedSubgraph> {
  const [, name, path] = /^([A-Za-z][\w-]*)=(.+)$/.exec(text) ?? [];
  if (name === undefined || path === undefined) {
    throw new CannotRun(`"${text}" is no subgraph; expected name=path/to/schema.graphql.`);
  }
  parseSdl(await readText(path), path);
  return { name, file: relative(dirname(config), path) };
}
