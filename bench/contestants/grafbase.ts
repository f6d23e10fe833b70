import { readFile } from 'node:fs/promises';
import { type ASTNode, Kind, parse, print, visit } from 'graphql';
import { readSigningKey } from '../../platform/identity/keys/key-files.ts';
import { ownKeyFile } from '../../platform/identity/keys/keys-folder.ts';
import { createIdentitySigner } from '../../platform/identity/tokens/tokens.ts';
import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { subgraphNames } from '../../platform/subgraph/listed-subgraphs.ts';
import type { Contestant } from './contestant.ts';
import { startGrafbase } from './grafbase-process.ts';

/** As whom it asks the subgraphs; every request of the benchmark is somebody's who may do so. */
const IDENTITY = Object.freeze({
  user: 'bench',
  scopes: Object.freeze(['query', 'mutation', 'dados-pessoais']),
});

/** What would have it ask clients for tokens of its own kind. */
const ACCESS_DIRECTIVES: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy']);

/**
 * Grafbase's gateway in front of the same subgraph processes as our router. It cannot sign what the subgraphs ask for, nor check Basic Auth
 * without a program compiled for it: clients send what it passes on, and nobody's password is looked at.
 */
export const grafbase: Contestant = {
  name: 'grafbase',
  title: "Grafbase's gateway, native, in front of this project's subgraphs; it checks no credentials",
  peers: true,
  async start(surroundings) {
    const { launcher, keysFolder, users, folder } = surroundings;
    const { processes, urls } = await surroundings.subgraphs();
    const names = await subgraphNames();
    const subgraphs = await Promise.all(
      names.map(async (name) => ({
        name,
        url: urls[subgraphUrlVariable(name)] ?? '',
        typeDefs: await typeDefsOf(name),
        authorizationFrom: headerFor(name),
      })),
    );
    const { origin, child } = await startGrafbase({
      launcher,
      port: await surroundings.port(),
      folder,
      subgraphs,
    });
    const key = readSigningKey(ownKeyFile(keysFolder, 'router'), 'router');
    const signer = createIdentitySigner(() => key);
    return {
      endpoint: { origin, speaks: 'graphql', authorizations: users.authorizations },
      processes: [child, ...processes],
      async currentHeaders() {
        const headers: Record<string, string> = {};
        for (const name of names)
          headers[headerFor(name)] = `Bearer ${await signer.tokenFor(IDENTITY, name)}`;
        return headers;
      },
    };
  },
};

function headerFor(subgraph: string): string {
  return `x-identity-${subgraph}`;
}

async function typeDefsOf(subgraph: string): Promise<string> {
  const file = new URL(`../../subgraphs/${subgraph}/schema.graphql`, import.meta.url);
  const document = parse(await readFile(file, 'utf8'), { noLocation: true });
  const isOfAccess = (node: ASTNode) =>
    node.kind === Kind.DIRECTIVE && ACCESS_DIRECTIVES.has(node.name.value);
  return print(visit(document, { enter: (node) => (isOfAccess(node) ? null : undefined) }));
}
