import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, TokenKind } from 'graphql';
import { rootFieldsOf } from '../authorization/root-fields.ts';

const MAX_CHARACTERS = 2_000;

/**
 * What a tool does: the operation's description, else the comment right before it, else what the schema says of its fields. All
 * three were written by those who keep the documents and the schema, never by a client or as data.
 */
export function toolDescription(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): string {
  const text =
    operation.description?.value || commentBefore(operation) || fieldsText(schema, document, operation);
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text;
}

/** The lines of comment that end right before an operation. */
function commentBefore({ loc }: OperationDefinitionNode): string {
  const lines: string[] = [];
  let token = loc?.startToken.prev;
  while (token?.kind === TokenKind.COMMENT) {
    lines.unshift(token.value.trim());
    token = token.prev;
  }
  return lines.join(' ').trim();
}

function fieldsText(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): string {
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
  const names = [...new Set(rootFieldsOf(operation, document))].filter((name) => !name.startsWith('__'));
  return names
    .map((name) => {
      const description = fields[name]?.description?.replaceAll(/\s+/g, ' ').trim();
      return description ? `${name}: ${description}` : name;
    })
    .join('\n');
}
