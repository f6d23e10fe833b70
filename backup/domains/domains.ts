import type { BrokerConfig } from '../../platform/events/broker/broker-config.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';

/** A domain, and where its schema is. */
export interface Domain {
  definition: SubgraphDefinition;
  /** As of `openDatabase`, with the rights of the domain's own processes. */
  url: string;
}

/** What the commands work on. */
export interface World {
  /** Of all domains that there are. */
  definitions: readonly SubgraphDefinition[];
  /** Those whose addresses are known. */
  domains: readonly Domain[];
  /** As of `PoolOptions`. */
  ca: string | null;
  /** Who reads the schemas for a backup, in place of the users of `domains`; null for these. */
  reader: { user: string; password: string } | null;
  ledgerUrl: string | null;
  /** Where events are, with a user that may empty the streams; null for over HTTP. */
  broker: BrokerConfig | null;
  /** An empty schema to load dumps into for a trial, and what ends it. Throws StartError when there is none. */
  scratch(): Promise<{ url: string } & AsyncDisposable>;
}

/** The domains of these names, or all. Throws StartError for one that is not known, and when there is none at all. */
export function chosenDomains({ domains }: Pick<World, 'domains'>, only: readonly string[]): Domain[] {
  const names = domains.map(({ definition }) => definition.name);
  for (const name of only) {
    if (!names.includes(name))
      throw new StartError(`Where ${name} is, is not known: set ${databaseUrlVariable(name)}.`);
  }
  if (names.length === 0)
    throw new StartError(
      'No database is named: set DATABASE_URL_CLIENTES and the like for each domain that is meant.',
    );
  return domains.filter(({ definition }) => only.length === 0 || only.includes(definition.name));
}

/** The variable that says where a domain's schema is. */
export function databaseUrlVariable(name: string): `DATABASE_URL_${string}` {
  return `DATABASE_URL_${variablePart(name)}`;
}

/** How a domain is called within the name of a variable. */
export function variablePart(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
