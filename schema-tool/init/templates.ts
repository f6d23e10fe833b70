import { posix } from 'node:path';

const { join } = posix;

/** `supergraph.yaml` with the subgraphs that were named. */
export function supergraphYaml(subgraphs: readonly { name: string; file: string }[]): string {
  const entries = subgraphs.map(
    ({ name, file }) =>
      `  ${name}:\n    routing_url: http://${name}:4000/graphql\n    schema:\n      file: ${JSON.stringify(file)}\n`,
  );
  return `# The subgraphs, in rover's format.\nfederation_version: 2\nsubgraphs:\n${entries.join('')}`;
}

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
    descriptions: off
`;

/** The configuration of GraphQL's language server and of generators: editors complete against the composed API. */
export function graphqlRc(folder: string): string {
  return `# For editors and generators; \`graph-schema check\` takes its documents too. \`graph-schema compose\` writes the schema.
schema: ${join(folder, 'api.graphql')}
documents:
  - ${join(folder, 'operations/**/*.graphql')}
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

/** A workflow of GitHub Actions. */
export function githubWorkflow(config: string): string {
  return `# Checks what a pull request does to the schema.
name: schema
on: pull_request
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # The baseline is where the branch left the main branch.
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
      - run: npx graph-schema check --config ${config} --format markdown --out schema.md --format github
      - if: always() && hashFiles('schema.md') != ''
        run: cat schema.md >> "$GITHUB_STEP_SUMMARY"
`;
}

/** A job of GitLab CI, in a file of its own that \`.gitlab-ci.yml\` includes. */
export function gitlabJob(config: string): string {
  return `# Checks what a merge request does to the schema. In .gitlab-ci.yml: include: [schema.gitlab-ci.yml]
schema:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: 0
  script:
    - npm ci
    - npx graph-schema check --config ${config} --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --format junit --out schema.xml --format people
  artifacts:
    when: always
    reports:
      junit: schema.xml
`;
}
