import { type DirectiveNode, Kind, parse, print, valueFromASTUntyped, visit } from 'graphql';
import { ACCESS_FEATURES } from '../../router/planning/schema/access-rules.ts';

/**
 * A supergraph without its rules of who may see what, for comparisons with gateways that do not know them:
 * `@apollo/gateway` refuses a supergraph that has them.
 */
export function plainSupergraph(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true });
  const links = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION ? (definition.directives ?? []) : [],
  );
  const names = new Set(links.flatMap(namesOf));
  return print(
    visit(document, {
      enter(node) {
        switch (node.kind) {
          case Kind.DIRECTIVE:
            return names.has(node.name.value) || namesOf(node).length > 0 ? null : undefined;
          case Kind.DIRECTIVE_DEFINITION:
            return names.has(node.name.value) ? null : undefined;
          case Kind.SCALAR_TYPE_DEFINITION: {
            const [specification, name] = node.name.value.split('__');
            return name !== undefined && names.has(specification ?? '') ? null : undefined;
          }
        }
      },
    }),
  );
}

/** How a `@link` to a specification of access calls what it brings; empty for any other directive. */
function namesOf({ name, arguments: given = [] }: DirectiveNode): string[] {
  if (name.value !== 'link') return [];
  const {
    url,
    as,
    import: imported,
  } = Object.fromEntries(given.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]));
  if (!ACCESS_FEATURES.some((feature) => feature === url)) return [];
  const called = String(as ?? String(url).split('/').at(-2));
  const renamed = (Array.isArray(imported) ? imported : []).map((one: unknown) =>
    typeof one === 'object' && one !== null && 'as' in one ? String(one.as) : String(one),
  );
  return [called, ...renamed.map((one) => one.replace('@', ''))];
}
