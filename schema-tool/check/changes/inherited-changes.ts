import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import { indexSdl } from '../../sdl/sdl-index.ts';
import { withUsualRoots } from '../../sdl/usual-roots.ts';
import { ACCESS_DIRECTIVES, type Change } from './change.ts';
import type { Schemas } from './side.ts';

/** Elements that a message names. */
const MAX_NAMES = 20;

/**
 * Changes of an API, each told where its definition changed: fields that types have from an interface object
 * (`@interfaceObject`) with those of the interface, and what an interface needs because a type of it does with that type. The
 * change has what goes with it in `inherited`.
 */
export function toldOnce(
  changes: readonly Change[],
  subgraphs: { before: readonly SubgraphSource[]; after: readonly SubgraphSource[] },
  schemas: Schemas,
): Change[] {
  if (changes.length < 2) return [...changes];
  const defined = definedElements([...subgraphs.before, ...subgraphs.after]);
  const origins = new Map(changes.filter((one) => isOrigin(one, defined)).map((one) => [keyOf(one), one]));
  const inherited = new Map<Change, Change[]>();
  const own = changes.filter((one) => {
    if (origins.get(keyOf(one)) === one) return true;
    const [typeName = ''] = one.coordinate.split('.');
    const origin = relatives(typeName, schemas)
      .map((name) => origins.get(keyOf(one, `${name}${one.coordinate.slice(typeName.length)}`)))
      .find((found) => found !== undefined);
    if (!origin) return true;
    inherited.set(origin, [...(inherited.get(origin) ?? []), one]);
    return false;
  });
  return own.map((one) => {
    const these = inherited.get(one);
    if (!these) return one;
    const names = these.map(({ coordinate }) => coordinate).sort();
    const rest = names.length - MAX_NAMES;
    const shown = [...names.slice(0, MAX_NAMES), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
    return { ...one, message: `${one.message} So it is with ${shown}.`, inherited: these };
  });
}

function keyOf({ type, severity, from, to, coordinate }: Change, at: string = coordinate): string {
  return JSON.stringify([type, severity, from, to, at]);
}

/** The elements that subgraphs write down themselves, and those that they protect. */
interface Defined {
  elements: ReadonlySet<string>;
  protected: ReadonlySet<string>;
}

function definedElements(subgraphs: readonly SubgraphSource[]): Defined {
  const elements = new Set<string>();
  const secured = new Set<string>();
  for (const { document, file } of subgraphs) {
    for (const { coordinate, directives } of indexSdl(withUsualRoots(document), file)) {
      elements.add(coordinate);
      if (directives.some(({ name }) => ACCESS_DIRECTIVES.has(name.value))) secured.add(coordinate);
    }
  }
  return { elements, protected: secured };
}

/** Whether the definition of the element itself changed. */
function isOrigin({ access, coordinate }: Change, defined: Defined): boolean {
  if (access) return defined.protected.has(coordinate);
  const field = coordinate.replace(/\(.*$/, '');
  return !field.includes('.') || defined.elements.has(field);
}

/** The interfaces of a type, and the types of an interface. */
function relatives(typeName: string, { before, after }: Schemas): string[] {
  return [...new Set([before, after].flatMap((schema) => relativesIn(schema, typeName)))];
}

function relativesIn(schema: GraphQLSchema, typeName: string): string[] {
  const type = schema.getType(typeName);
  const below = isInterfaceType(type) ? schema.getImplementations(type) : { objects: [], interfaces: [] };
  const above = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  return [...above, ...below.objects, ...below.interfaces].map(({ name }) => name);
}
