import fc from 'fast-check';
import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  parse,
  print,
  validate,
  validateSchema,
} from 'graphql';
import { schemaChanges } from '../../../schema-tool/check/diff/schema-diff.ts';
import { invalidOperations } from '../../../schema-tool/check/findings/invalid-operations.ts';
import { ExaminedOperation } from '../../../schema-tool/check/operations/examined-operation.ts';
import { anyDocument } from '../inputs/any-document.ts';
import { anySchemaText } from '../inputs/any-schema.ts';
import { changedSchema } from '../inputs/changed-schema.ts';
import { Choices } from '../inputs/choices.ts';

const DOCUMENTS = 8;

/** What a change of any schema does to any operation: one that is no longer valid is told, and one that stays valid is not broken. */
export function trueEffectsOfChanges() {
  return fc.asyncProperty(fc.gen(), async (generate) => {
    const choices = new Choices((max) => generate(fc.nat, { max }));
    const document = parse(anySchemaText(choices));
    const after = validSchema(changedSchema(document, choices));
    if (after === null) return;
    const before = buildASTSchema(document);
    for (let index = 0; index < DOCUMENTS; index += 1) {
      const operation = parse(anyDocument(before, choices).source);
      if (validate(before, operation).length > 0) continue;
      const wrong = wrongEffect(operation, { before, after });
      if (wrong !== null) throw new Error(`${wrong}\n${print(document)}\n${print(operation)}`);
    }
  });
}

/** Null for what is no schema. */
function validSchema(document: DocumentNode): GraphQLSchema | null {
  try {
    const schema = buildASTSchema(document);
    return validateSchema(schema).length > 0 ? null : schema;
  } catch {
    // A type that nothing defines, or twice the same name.
    return null;
  }
}

function wrongEffect(
  document: DocumentNode,
  schemas: { before: GraphQLSchema; after: GraphQLSchema },
): string | null {
  const changes = schemaChanges('api', schemas.before, schemas.after);
  const breaking = changes.filter(({ severity }) => severity === 'breaking');
  const examined = new ExaminedOperation(
    {
      name: 'Op',
      source: 'document',
      client: null,
      clientVersion: null,
      calls: 1,
      lastSeen: null,
      file: 'a.graphql',
      line: 1,
      document,
      variables: null,
      ignored: null,
      clientIgnored: false,
    },
    schemas,
  );
  const broken = breaking.flatMap((change) => {
    const effect = examined.effectOf(change);
    return effect?.certainty === 'broken' ? [{ change, why: effect.why }] : [];
  });
  const others = invalidOperations([examined], schemas, { breaking, isComplete: true });
  const [error] = validate(schemas.after, document);
  if (error) return broken.length + others.length === 0 ? `missed: ${error.message}` : null;
  if (others.length > 0) return 'told to be invalid, and is valid';
  // A field of another type breaks who reads it; and variables of a type that they must have give none of its new fields.
  const untrue = broken.find(
    ({ change, why }) => !change.type.startsWith('FIELD_TYPE') && !why.startsWith('variables give'),
  );
  return untrue ? `stays valid: ${untrue.change.id}, ${untrue.why}` : null;
}
