import { fileURLToPath } from 'node:url';
import { MAX_SUBGRAPH_ANSWER_BYTES } from '../../platform/http/bodies/answer-limit.ts';
import {
  type Env,
  integer,
  setting,
  textOr,
  urls,
  type Variable,
} from '../../platform/process/config/config.ts';
import type { SubgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import type { ValuesOf } from './settings.ts';

/** Which graph the router serves, and how it asks the subgraphs. */
export interface SubgraphsConfig {
  supergraphPath: string;
  /** How long a subgraph may take, milliseconds. */
  subgraphTimeoutMs: number;
  /** Largest answer of a subgraph to one fetch, bytes. */
  subgraphAnswerBytes: number;
  /** Addresses that replace those in the supergraph, by subgraph. */
  subgraphUrls: ReadonlyMap<string, readonly string[]>;
}

const SUPERGRAPH = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));
const SUBGRAPH_URL = /^SUBGRAPH_URL_([A-Z0-9_]+)$/;

/** The variables of `supergraph` and `subgraphs` in the file, without the addresses. */
export function subgraphsVariables(_env: Env) {
  return {
    SUPERGRAPH_PATH: setting(
      'supergraph.path',
      'any Federation 2 supergraph; followed when it changes; by default `schema/supergraph.graphql`',
      textOr(SUPERGRAPH),
    ),
    SUBGRAPH_TIMEOUT_MS: setting(
      'subgraphs.timeoutMs',
      'how long a subgraph may take',
      integer(10_000, 100, 120_000),
    ),
    SUBGRAPH_ANSWER_BYTES: setting(
      'subgraphs.answerBytes',
      'largest answer of a subgraph to one fetch over HTTP; the rest of a larger one is not read',
      integer(MAX_SUBGRAPH_ANSWER_BYTES, 1_024, 256 * 1024 * 1024),
    ),
  };
}

/**
 * The graph and how its subgraphs are asked, by the values of the variables.
 *
 * @param values with those of `addressVariables`
 */
export function subgraphsConfig(values: ValuesOf<typeof subgraphsVariables>): SubgraphsConfig {
  return {
    supergraphPath: values.SUPERGRAPH_PATH,
    subgraphTimeoutMs: values.SUBGRAPH_TIMEOUT_MS,
    subgraphAnswerBytes: values.SUBGRAPH_ANSWER_BYTES,
    subgraphUrls: subgraphUrls(values),
  };
}

/** The variables that say where subgraphs are, whichever the environment has. */
export function addressVariables(env: Env): Record<SubgraphUrlVariable, Variable<readonly string[] | null>> {
  const variables: Record<SubgraphUrlVariable, Variable<readonly string[] | null>> = {};
  for (const name of Object.keys(env)) {
    if (isAddressVariable(name)) variables[name] = urls(['http:', 'https:']);
  }
  return variables;
}

function isAddressVariable(name: string): name is SubgraphUrlVariable {
  return SUBGRAPH_URL.test(name);
}

/** Addresses by subgraph, of the variables that are set. */
function subgraphUrls(values: Readonly<Record<string, unknown>>): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [variable, addresses] of Object.entries(values)) {
    const name = SUBGRAPH_URL.exec(variable)?.[1];
    // What `addressVariables` reads: texts.
    if (name !== undefined && Array.isArray(addresses))
      found.set(name.toLowerCase(), addresses as readonly string[]);
  }
  return found;
}
