import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  type SelectionNode,
  separateOperations,
  visit,
} from 'graphql';
import { withoutFragmentArguments } from './fragment-arguments.ts';

/** Directives of client libraries that never reach a server: Apollo Client, Apollo Kotlin and iOS, Relay, urql. */
const OF_CLIENTS: ReadonlySet<string> = new Set(
  `client connection export rest nonreactive unmask persist
   apollo_client_ios_localCacheMutation import typePolicy fieldPolicy nonnull optional targetName catch
   arguments argumentDefinitions refetchable relay inline no_inline match module required raw_response_type
   appendNode prependNode appendEdge prependEdge deleteRecord deleteEdge stream_connection updatable assignable alias
   throwOnFieldError waterfall preloadable static relay_test_operation
   populate _optional _required _unmask`.split(/\s+/),
);
/** With one of these a field is resolved by the client itself. */
const LOCAL: ReadonlySet<string> = new Set(['client', 'rest']);
/** Directives that servers may know (https://github.com/graphql/defer-stream-wg), and this gateway does not serve. */
const INCREMENTAL: ReadonlySet<string> = new Set(['defer', 'stream']);

/** urql's. */
const POPULATE = 'populate';

/** A document as it is sent to a server. */
export interface ServedDocument {
  document: DocumentNode;
  /** `defer` and `stream` where they were used; they are left out of the document. */
  incremental: readonly string[];
}

/** Leaves out of a document what client libraries leave out before they send it. What a schema defines stays. */
export function servedDocument(document: DocumentNode, schemas: readonly GraphQLSchema[]): ServedDocument {
  const incremental = new Set<string>();
  let changed = false;
  const known = (name: string) => schemas.some((schema) => schema.getDirective(name));
  const isLocal = (node: SelectionNode) =>
    (node.directives ?? []).some(({ name }) => LOCAL.has(name.value) && !known(name.value));
  const written = known('argumentDefinitions') ? document : withoutFragmentArguments(document);
  const served = visit(written, {
    Field(node) {
      // What it selects is written by the library, from what it has in its cache.
      const isPopulated = !node.selectionSet && node.directives?.some(({ name }) => name.value === POPULATE);
      return isPopulated && !known(POPULATE)
        ? { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [TYPENAME] } }
        : undefined;
    },
    Directive({ name: { value: name } }) {
      if (known(name) || !(OF_CLIENTS.has(name) || INCREMENTAL.has(name))) return undefined;
      if (INCREMENTAL.has(name)) incremental.add(name);
      changed = true;
      return null;
    },
    SelectionSet(node) {
      const selections = node.selections.filter((one) => !isLocal(one));
      if (selections.length === node.selections.length) return undefined;
      changed = true;
      return { ...node, selections: selections.length > 0 ? selections : [TYPENAME] };
    },
  });
  return { document: changed ? withoutUnused(served) : document, incremental: [...incremental] };
}

const TYPENAME = typenameField();

function typenameField(): SelectionNode {
  const [operation] = parse('{ __typename }', { noLocation: true }).definitions;
  const field =
    operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections[0] : undefined;
  if (!field) throw new Error('a document has what was parsed');
  return field;
}

/** A document without the fragments and variables that nothing in it uses. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const [alone = document] = Object.values(separateOperations(document));
  const used = new Set<string>();
  visit(alone, {
    VariableDefinition() {
      return false;
    },
    Variable({ name }) {
      used.add(name.value);
    },
  });
  return visit(alone, {
    VariableDefinition({ variable }) {
      return used.has(variable.name.value) ? undefined : null;
    },
  });
}
