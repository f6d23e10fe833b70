import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Child, Launcher } from '../processes/child.ts';

/** A subgraph in front of which Grafbase's gateway stands. */
export interface GrafbaseSubgraph {
  name: string;
  url: string;
  typeDefs: string;
  /** Which header of a client's request is sent to it as `authorization`; by default none. */
  authorizationFrom?: string;
}

export interface GrafbaseOptions {
  launcher: Launcher;
  port: number;
  /** Its files are made there. */
  folder: string;
  subgraphs: readonly GrafbaseSubgraph[];
}

const PROGRAM = fileURLToPath(
  new URL('../peers/node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase', import.meta.url),
);

/** Starts Grafbase's gateway, which composes the subgraphs itself: `grafbase dev`, the form that npm has. */
export async function startGrafbase({
  launcher,
  port,
  folder,
  subgraphs,
}: GrafbaseOptions): Promise<{ origin: string; child: Child }> {
  await writeFile(join(folder, 'grafbase.toml'), subgraphs.map(section).join('\n'));
  for (const { name, typeDefs } of subgraphs) await writeFile(join(folder, `${name}.graphql`), typeDefs);
  const origin = `http://127.0.0.1:${port}`;
  const child = await launcher.start({
    name: 'grafbase',
    script: { file: PROGRAM, arguments: ['dev', '--port', String(port)], folder },
    env: { HOME: folder },
    ready: { url: `${origin}/graphql?query=%7B__typename%7D`, authorization: '' },
  });
  return { origin, child };
}

/** What `grafbase.toml` says of a subgraph. */
function section({ name, url, authorizationFrom }: GrafbaseSubgraph): string {
  const lines = [`[subgraphs.${name}]`, `url = "${url}"`, `schema_path = "${name}.graphql"`];
  if (authorizationFrom !== undefined)
    lines.push(
      `[[subgraphs.${name}.headers]]`,
      'rule = "forward"',
      `name = "${authorizationFrom}"`,
      'rename = "authorization"',
    );
  return `${lines.join('\n')}\n`;
}
