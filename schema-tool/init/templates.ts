import { posix } from 'node:path';
import { LINT_RULES } from '../check/rules/checks-config.ts';

const { join } = posix;

/** A subgraph and its schema, whose path is from the folder of the list. */
export interface NamedSubgraph {
  name: string;
  file: string;
}

/** `supergraph.yaml` with the subgraphs that were named. */
export function supergraphYaml(subgraphs: readonly NamedSubgraph[]): string {
  return `# The subgraphs, in rover's format.\nfederation_version: 2\nsubgraphs:\n${subgraphEntries(subgraphs)}`;
}

/** Subgraphs as they are listed. */
export function subgraphEntries(subgraphs: readonly NamedSubgraph[]): string {
  const entries = subgraphs.map(
    ({ name, file }) =>
      `  ${name}:\n    routing_url: http://${name}:4000/graphql\n    schema:\n      file: ${JSON.stringify(file)}\n`,
  );
  return entries.join('');
}

const LEVELS = Object.entries(LINT_RULES)
  .map(([rule, level]) => `    ${rule}: ${level}\n`)
  .join('');

export const CHECKS_YAML = `# Rules of \`graph-schema check\`; what is left out has its default.
usage:
  windowDays: 30
# A breaking change that touches no known operation is only a warning: always, with-usage (when usage is given) or never.
downgrade: with-usage
# What is removed must have been @deprecated for so many days, by git history.
# deprecatedFor: { days: 90, level: error }
# Which scopes clients have, by their name in usage files or their documents.
# access: { clients: [{ client: web, documents: "web/**", scopes: [read] }] }
lint:
  # Each rule is error, warn or off; they tell what a change brings, and with --all what was there before.
  rules:
${LEVELS}`;

/** The configuration of GraphQL's language server and of generators: editors complete against the composed API. */
export function graphqlRc(folder: string): string {
  return `# For editors and generators; \`graph-schema check\` takes its documents too. \`graph-schema compose\` writes the schema.
schema: ${yamlText(join(folder, 'api.graphql'))}
documents:
  - ${yamlText(join(folder, 'operations/**/*.graphql'))}
`;
}

/** The same for Apollo's extensions of editors. */
export function apolloConfig(folder: string): string {
  const client = {
    service: { name: 'graph', localSchemaFile: join(folder, 'api.graphql') },
    includes: [join(folder, 'operations/**/*.graphql')],
  };
  return `${JSON.stringify({ client }, null, 2)}\n`;
}

/** Where a command of CI runs, and on what. */
export interface CiPlace {
  /** From the repository's root to the folder that the command runs in, ended by a slash; empty at the root. */
  prefix: string;
  /** The list of subgraphs, from that folder. */
  config: string;
}

/** A workflow of GitHub Actions. */
export function githubWorkflow({ prefix, config }: CiPlace): string {
  const folder =
    prefix === '' ? '' : `    defaults:\n      run:\n        working-directory: ${yamlText(prefix)}\n`;
  return `# Checks what a pull request does to the schema.
name: schema
on: pull_request
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
${folder}    steps:
      - uses: actions/checkout@34e114876b0b11c390a56381ad16ebd13914f8d5 # v4.3.1
        with:
          persist-credentials: false
          fetch-depth: 0 # For since when something is deprecated.
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - run: npm ci
      # What is checked out is the pull request merged into its target branch, whichever that is: HEAD^1.
      - id: check
        run: ${yamlText(`npx graph-schema check --config ${shellWord(config)} --base HEAD^1 --format markdown --out schema.md --format github`)}
      - if: failure() && steps.check.outcome == 'skipped'
        run: echo "## ❌ Schema checks did not run, as a step before them failed" >> "$GITHUB_STEP_SUMMARY"
      - if: always() && steps.check.outcome != 'skipped' && hashFiles('${`${prefix}schema.md`.replaceAll("'", "''")}') != ''
        run: cat schema.md >> "$GITHUB_STEP_SUMMARY"
`;
}

/** A job of GitLab CI, in a file of its own that \`.gitlab-ci.yml\` includes. */
export function gitlabJob({ prefix, config }: CiPlace): string {
  const command = `npx graph-schema check --config ${shellWord(config)} --base "\${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-$CI_MERGE_REQUEST_DIFF_BASE_SHA}" --format junit --out schema.xml --format people`;
  return `# Checks what a merge request does to the schema. In .gitlab-ci.yml: include: [${GITLAB_FILE}]
schema:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: 0
  script:
${prefix === '' ? '' : `    - ${yamlText(`cd ${shellWord(prefix)}`)}\n`}    - npm ci
    # The target branch as it was merged with, in pipelines of merged results, or else where the branch left it.
    - ${yamlText(command)}
  artifacts:
    when: always
    reports:
      junit: ${yamlText(`${prefix}schema.xml`)}
`;
}

export const GITLAB_FILE = 'schema.gitlab-ci.yml';

/** A text in YAML: as it is, or in quotes where it would mean something else. */
function yamlText(text: string): string {
  return /^[\w./][\w./*^$" -]*$/.test(text) ? text : JSON.stringify(text);
}

/** A path in a shell's command. */
function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
