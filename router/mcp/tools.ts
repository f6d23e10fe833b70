import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import {
  type DocumentNode,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { IDEMPOTENCY_KEY } from '../../platform/peers/operations/idempotency-key.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import { rootFieldsOf } from '../authorization/root-fields.ts';
import type { TrustedDocument } from '../documents/trusted-documents.ts';
import { toolDescription } from './tool-description.ts';
import { type ObjectSchema, toolInput } from './tool-input.ts';

/** A trusted document as a tool. */
export interface DocumentTool {
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly input: ObjectSchema;
  /** As clients are shown it. */
  readonly shown: Tool;
}

/** Those that are more are left out, and logged. */
const MAX_TOOLS = 200;
/** A document's schema and description as JSON. */
const MAX_TOOL_CHARACTERS = 64 * 1024;
/** Names that clients take: https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names */
const MAX_NAME_CHARACTERS = 128;
const SHORT_HASH = 8;

/** Makes tools of documents by name, again only when either the documents or the schema are others. */
export class DocumentTools {
  readonly #log: Log;
  #made: {
    documents: readonly TrustedDocument[];
    schema: GraphQLSchema;
    tools: ReadonlyMap<string, DocumentTool>;
  } | null = null;

  constructor(log: Log) {
    this.#log = log;
  }

  of(documents: readonly TrustedDocument[], schema: GraphQLSchema): ReadonlyMap<string, DocumentTool> {
    if (this.#made?.documents === documents && this.#made.schema === schema) return this.#made.tools;
    const tools = this.#make(documents, schema);
    this.#made = { documents, schema, tools };
    return tools;
  }

  #make(documents: readonly TrustedDocument[], schema: GraphQLSchema): Map<string, DocumentTool> {
    const tools = new Map<string, DocumentTool>();
    const leftOut: string[] = [];
    const counts = new Map<string, number>();
    for (const { name } of documents) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const document of documents) {
      const { name, hash } = document;
      // Of several versions of a document none is the one that the name means.
      const own = (counts.get(name) ?? 0) > 1 ? `${name}_${hash.slice(0, SHORT_HASH)}` : name;
      const tool = tools.size < MAX_TOOLS ? documentTool(own, document, schema) : null;
      if (tool) tools.set(own, tool);
      else leftOut.push(own);
    }
    if (leftOut.length > 0) {
      this.#log.warn(
        { documents: leftOut.slice(0, 20), more: Math.max(0, leftOut.length - 20) },
        `these trusted documents are no tools: not valid for this schema, too large, or more than ${MAX_TOOLS}`,
      );
    }
    return tools;
  }
}

/** Null for a document that cannot be one. */
function documentTool(
  name: string,
  { hash, text }: TrustedDocument,
  schema: GraphQLSchema,
): DocumentTool | null {
  if (name.length > MAX_NAME_CHARACTERS) return null;
  const document = validDocument(text, schema);
  const [operation, ...others] = (document?.definitions ?? []).filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!document || !operation || others.length > 0) return null;
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return null;
  const input = toolInput(schema, document, operation);
  if (input === null) return null;
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const shown: Tool = {
    name,
    description: toolDescription(schema, document, operation),
    inputSchema: { ...input, properties: { ...input.properties } },
    annotations: {
      readOnlyHint: !isMutation,
      // What a mutation changes nobody has said, so it may destroy.
      ...(isMutation
        ? { destructiveHint: true, idempotentHint: takesKeys(schema, document, operation) }
        : {}),
      openWorldHint: false,
    },
  };
  return JSON.stringify(shown).length > MAX_TOOL_CHARACTERS
    ? null
    : { hash, document, operation, input, shown };
}

function validDocument(text: string, schema: GraphQLSchema): DocumentNode | null {
  try {
    const document = parse(text);
    return validate(schema, document).length === 0 ? document : null;
  } catch {
    return null;
  }
}

/** Whether each field of a mutation takes an idempotency key, so that it is carried out once when it comes again with the same. */
function takesKeys(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const fields = schema.getMutationType()?.getFields() ?? {};
  return rootFieldsOf(operation, document)
    .filter((name) => !name.startsWith('__'))
    .every((name) =>
      fields[name]?.args.some(({ type }) => {
        const input = getNullableType(type);
        return isInputObjectType(input) && Object.hasOwn(input.getFields(), IDEMPOTENCY_KEY);
      }),
    );
}
