import { SCHEMA_SCOPE } from '../../platform/identity/callers/internal-scopes.ts';
import { partIdentity, SCHEMA_TOOL } from '../../platform/identity/callers/issuers.ts';
import type { SigningKey } from '../../platform/identity/keys/keys.ts';
import { createIdentitySigner } from '../../platform/identity/tokens/tokens.ts';
import { parseSdl, readSupergraphConfig, type SubgraphSource } from '../compose/supergraph-config.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import { readText } from '../inputs/text-files.ts';
import { ownKey } from './config.ts';
import { type Drift, driftOf } from './drift.ts';
import { subgraphsOf } from './published.ts';
import { type Answer, askForSdl, type Target } from './running-subgraphs.ts';

export interface FleetOptions {
  supergraph: string;
  /** The list of subgraphs, for those that are no process. */
  config: string;
  /** Addresses, each `name=url` or the address of a subgraph as the supergraph has it; by default all of those. */
  url: readonly string[];
  /** `user:password` for subgraphs in development. */
  user?: string;
  /** `Authorization: ...` for subgraphs behind something else. */
  header?: string;
  json: boolean;
}

type Known = Pick<SubgraphSource, 'name' | 'url'>;

/** `schema fleet`: 0 when what runs is what is published, 1 when it is not. Throws CannotRun when one cannot be asked. */
export async function fleetCommand(options: FleetOptions): Promise<number> {
  const supergraph = await readText(options.supergraph);
  const published = subgraphsOf(supergraph, options.supergraph);
  const authorization = await authorizer(options);
  const targets = await Promise.all(
    addresses(options, published).map(
      async ({ name, url }): Promise<Target> => ({ name, url, authorization: await authorization(name) }),
    ),
  );
  const answers = await Promise.all(targets.map(askForSdl));
  const silent = answers.filter((answer) => answer.kind === 'failed');
  if (silent.length > 0) {
    throw new CannotRun(silent.map(({ name, url, why }) => `${name} (${url}): ${why}.`).join('\n'));
  }
  const running = [...asSources(answers, published), ...(await notAsked(options, published, targets))];
  const drift = driftOf({ supergraph, file: options.supergraph }, running);
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ asked: targets.map(nameAndUrl), drift }, null, 2)}\n`
      : report(drift, targets, options),
  );
  return drift.kind === 'none' ? 0 : 1;
}

/** Where to ask each subgraph. One that has an address of another kind, such as `router:nodes`, is no process to ask. */
function addresses({ url: given, supergraph }: FleetOptions, published: readonly Known[]): Known[] {
  const replaced = new Map(
    given.map((one) => {
      const named = /^([A-Za-z][\w-]*)=(.+)$/.exec(one);
      const url = named?.[2] ?? one;
      if (!isHttp(url)) {
        throw new CannotRun(
          `"${one}" is no address; expected http://host:port/graphql or name=http://host:port/graphql.`,
        );
      }
      const name = named?.[1] ?? published.find((known) => sameAddress(known.url, url))?.name;
      if (name === undefined || !published.some((known) => known.name === name)) {
        const names = published.map((known) => known.name).join(', ');
        throw new CannotRun(
          `Which subgraph is ${one}? ${supergraph} has no such address or name; write name=${url} with one of ${names}.`,
        );
      }
      return [name, url];
    }),
  );
  return published
    .map(({ name, url }) => ({ name, url: replaced.get(name) ?? url }))
    .filter(({ url }) => isHttp(url) || !URL.canParse(url));
}

/** The published subgraphs that are no process, as they are written: a supergraph does not keep all of that. */
async function notAsked(
  { config }: FleetOptions,
  published: readonly Known[],
  targets: readonly Target[],
): Promise<SubgraphSource[]> {
  const missing = published.filter((known) => targets.every(({ name }) => name !== known.name));
  if (missing.length === 0) return [];
  const written = await readSupergraphConfig(config);
  return missing.map(({ name, url }) => {
    const source = written.find((one) => one.name === name);
    if (!source)
      throw new CannotRun(`${name} (${url}) is no process to ask, and ${config} does not have it.`);
    return { ...source, url };
  });
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function sameAddress(a: string, b: string): boolean {
  return URL.canParse(a) && new URL(a).href === new URL(b).href;
}

/** Makes the header that each subgraph is asked with. */
async function authorizer({
  user,
  header,
}: FleetOptions): Promise<(subgraph: string) => Promise<string | null>> {
  if (header !== undefined) {
    const value = /^authorization:\s*(\S.*)$/i.exec(header)?.[1];
    if (value === undefined) throw new CannotRun('--header takes "Authorization: ...".');
    return async () => value;
  }
  if (user !== undefined) return async () => `Basic ${Buffer.from(user).toString('base64')}`;
  const key = signingKeyHere();
  if (key === null) return async () => null;
  const signer = createIdentitySigner(() => key);
  const identity = partIdentity(SCHEMA_TOOL, SCHEMA_SCOPE);
  return async (subgraph) => `Bearer ${await signer.tokenFor(identity, subgraph)}`;
}

function signingKeyHere(): SigningKey | null {
  try {
    return ownKey();
  } catch (error) {
    // A ConfigError, whose class is in a room that the schema tool does not import.
    if (error instanceof Error && error.name === 'ConfigError') throw new CannotRun(error.message);
    throw error;
  }
}

/** What runs, as composition takes it: under the published names and addresses, which are not what is compared. */
function asSources(answers: readonly Answer[], published: readonly Known[]): SubgraphSource[] {
  return answers.flatMap((answer) => {
    if (answer.kind === 'failed') return [];
    const { name, sdl } = answer;
    const url = published.find((known) => known.name === name)?.url ?? answer.url;
    return [
      { name, url, file: `${name} (${answer.url})`, sdl, document: parseSdl(sdl, `${name} (${answer.url})`) },
    ];
  });
}

function report(drift: Drift, targets: readonly Target[], { supergraph }: FleetOptions): string {
  const asked = targets.map(({ name, url }) => `  ${name} ${url}`).join('\n');
  const lines = [`Compared ${targets.length} running subgraphs with ${supergraph}:`, asked, ''];
  if (drift.kind === 'none') lines.push('What runs is what is published.');
  if (drift.kind === 'does not compose') {
    lines.push('What runs does not compose:');
    for (const { code, message, places } of drift.errors) {
      lines.push(`  ${code}: ${message}`);
      for (const { file, line } of places) lines.push(`      ${file}, line ${line}`);
    }
  }
  if (drift.kind === 'differs') {
    lines.push('What runs is not what is published. To become what runs, the published one would change so:');
    for (const { scope, severity, message } of drift.changes)
      lines.push(`  ${scope}  ${severity}: ${message}`);
    if (drift.changes.length === 0) lines.push('  in descriptions or in the order of definitions only');
  }
  return `${lines.join('\n')}\n`;
}

function nameAndUrl({ name, url }: Target): Known {
  return { name, url };
}
