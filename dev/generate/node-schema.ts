import { readFile } from 'node:fs/promises';
import { Kind, type ObjectTypeDefinitionNode, parse, print } from 'graphql';
import { NODE, NODE_ID } from '../../platform/execution/schema/node-id.ts';
import { subgraphNames } from '../../platform/subgraph/listed-subgraphs.ts';
import type { GeneratedFile } from './generated-file.ts';

/**
 * The schema of the subgraph `nodes`, which the router answers itself: `node` and `nodes`, with every type that implements
 * `Node` in the schema of a domain. So a domain says `implements Node` of its types, and nobody else need know of them.
 */
export async function generatedNodeSchema(): Promise<GeneratedFile[]> {
  const types: ObjectTypeDefinitionNode[] = [];
  for (const name of await subgraphNames()) {
    const sdl = await readFile(new URL(`../../subgraphs/${name}/schema.graphql`, import.meta.url), 'utf8');
    for (const definition of parse(sdl, { noLocation: true }).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      if (!definition.interfaces?.some((one) => one.name.value === NODE)) continue;
      const other = types.find((type) => type.name.value === definition.name.value);
      if (other)
        throw new Error(`${name}: ${definition.name.value} implements ${NODE} in another domain already.`);
      types.push(definition);
    }
  }
  return [{ path: 'schema/nodes.graphql', contents: [HEAD, ...types.map(reference)].join('\n') }];
}

/** What `nodes` knows of a type of a domain: how its objects are referred to. */
function reference({ name, description, fields = [] }: ObjectTypeDefinitionNode): string {
  const known = fields
    .filter((field) => field.name.value === 'id' || field.name.value === NODE_ID)
    .map(({ name, description, type }) => {
      const shared = name.value === NODE_ID ? ' @shareable' : '';
      return `${description ? `  ${print(description)}\n` : ''}  ${name.value}: ${print(type)}${shared}\n`;
    });
  if (known.length !== 2)
    throw new Error(`${name.value} implements ${NODE}: it needs \`id\` and \`${NODE_ID}\`.`);
  return `${description ? `${print(description)}\n` : ''}type ${name.value} implements ${NODE} @key(fields: "id", resolvable: false) {\n${known.join('')}}\n`;
}

const HEAD = `# Written by \`npm run generate\` from the types of all domains that implement ${NODE}. The router answers it: router/nodes/.
extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@cost", "@key", "@listSize", "@shareable"]
  )

type Query {
  "The object with this \`${NODE_ID}\`, of whatever domain; null when there is none any more, and when its domain is unavailable."
  node("Its \`${NODE_ID}\`." id: ID!): ${NODE} @cost(weight: 2)

  """
  The objects with these \`${NODE_ID}\`s, each in its place and as often as it is asked for; null in the place of one that there
  is not any more.
  """
  nodes("Their \`${NODE_ID}\`s, at most 100." ids: [ID!]!): [${NODE}] @cost(weight: 2) @listSize(assumedSize: 100)
}

"An object that is found by one id over all domains."
interface ${NODE} {
  "Identifies the object among all objects of the graph: opaque, and the same for ever."
  ${NODE_ID}: ID!
}
`;
