import { type GraphQLSchema, isInterfaceType } from 'graphql';

/** The interface of objects that are found by one id over all domains (https://graphql.org/learn/global-object-identification/). */
export const NODE = 'Node';
/** The field of that id. `id` is the domains' own. */
export const NODE_ID = 'nodeId';

/** An object of the graph. */
export interface NodeKey {
  /** Its type. */
  readonly type: string;
  /** Its `id` in the domain that owns it. */
  readonly id: string;
}

/** Ids are longer nowhere. */
const MAX_LENGTH = 200;
const KEY = /^([A-Za-z_]\w*):(.+)$/s;

/** The `nodeId` of an object: the same for ever, with nothing in it that `__typename` and `id` do not say. */
export function nodeIdOf({ type, id }: NodeKey): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** The object that has this `nodeId`; null for a text that `nodeIdOf` never gives. */
export function nodeKeyOf(nodeId: string): NodeKey | null {
  if (nodeId.length > MAX_LENGTH) return null;
  const [, type, id] = KEY.exec(Buffer.from(nodeId, 'base64url').toString()) ?? [];
  if (type === undefined || id === undefined) return null;
  const key = { type, id };
  // An object has one: Base64 has other spellings of the same bytes.
  return nodeIdOf(key) === nodeId ? key : null;
}

/** Gives each type of a subgraph that implements `Node` its `nodeId`, of its name and its `id`. */
export function defineNodeIds(schema: GraphQLSchema): void {
  const node = schema.getType(NODE);
  if (!isInterfaceType(node)) return;
  for (const type of schema.getPossibleTypes(node)) {
    const field = type.getFields()[NODE_ID];
    // Every type that has a key here has `id`.
    if (field) field.resolve = ({ id }: { id: string }) => nodeIdOf({ type: type.name, id });
  }
}
