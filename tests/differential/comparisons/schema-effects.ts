import fc from 'fast-check';
import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  print,
  TypeInfo,
  validate,
  validateSchema,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { collectVariableUse, type InputUse, variableShapes } from '../../../router/usage/variable-use.ts';
import { schemaChanges } from '../../../schema-tool/check/diff/schema-diff.ts';
import { invalidOperations } from '../../../schema-tool/check/findings/invalid-operations.ts';
import { ExaminedOperation } from '../../../schema-tool/check/operations/examined-operation.ts';
import { type AnyDocument, anyDocument } from '../inputs/any-document.ts';
import { anySchemaText } from '../inputs/any-schema.ts';
import { changedSchema } from '../inputs/changed-schema.ts';
import { Choices } from '../inputs/choices.ts';

const DOCUMENTS = 8;
/** Directives of operations, which any schema here has. */
const DIRECTIVES = `
  directive @marca(cor: Cor = AZUL, filtro: Filtro, vezes: [Int!]) repeatable on FIELD | INLINE_FRAGMENT | FRAGMENT_SPREAD | QUERY | MUTATION
  directive @sobre(uma: Uma, par: Par! = { um: 1 }) on FIELD | FRAGMENT_DEFINITION | VARIABLE_DEFINITION
`;
const USES = [
  '@marca',
  '@marca(cor: VERDE)',
  '@marca(filtro: { nome: "x" }, vezes: 2)',
  '@marca(vezes: [1, 2]) @marca(cor: AZUL)',
  '@sobre',
  '@sobre(par: { um: 2, dois: null })',
  '@sobre(uma: { texto: "t" })',
];

/**
 * What a change of any schema does to any operation: one that is no longer valid is told, one that stays valid is not broken, and one
 * whose variables are no longer what is expected is told to break or that it may.
 */
export function trueEffectsOfChanges() {
  return fc.asyncProperty(fc.gen(), async (generate) => {
    const choices = new Choices((max) => generate(fc.nat, { max }));
    const document = parse(`${anySchemaText(choices)}${DIRECTIVES}`);
    const after = validSchema(changedSchema(document, choices));
    if (after === null) return;
    const before = buildASTSchema(document);
    for (let index = 0; index < DOCUMENTS; index += 1) {
      const any = anyDocument(before, choices);
      const operation = withDirectives(parse(any.source), choices);
      if (validate(before, operation).length > 0) continue;
      const wrong = wrongEffect(operation, any, { before, after });
      if (wrong !== null)
        throw new Error(
          `${wrong}\n${print(document)}\n${print(operation)}\n${JSON.stringify(any.variables)}`,
        );
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

function withDirectives(document: DocumentNode, choices: Choices): DocumentNode {
  return visit(document, {
    enter(node) {
      if (!('directives' in node) || node.kind === Kind.VARIABLE_DEFINITION || !choices.oneIn(12))
        return undefined;
      const [definition] = parse(`query ${choices.of(USES)} { a }`, { noLocation: true }).definitions;
      const added = definition?.kind === Kind.OPERATION_DEFINITION ? (definition.directives ?? []) : [];
      return { ...node, directives: [...(node.directives ?? []), ...added] };
    },
  });
}

interface Schemas {
  before: GraphQLSchema;
  after: GraphQLSchema;
}

function wrongEffect(document: DocumentNode, any: AnyDocument, schemas: Schemas): string | null {
  const changes = schemaChanges('api', schemas.before, schemas.after);
  const breaking = changes.filter(({ severity }) => severity === 'breaking');
  const effectsOf = (examined: ExaminedOperation) =>
    breaking.flatMap((change) => {
      const effect = examined.effectOf(change);
      return effect ? [{ change, ...effect }] : [];
    });
  const examined = new ExaminedOperation(known(document, null), schemas);
  const effects = effectsOf(examined);
  const broken = effects.filter(({ certainty }) => certainty === 'broken');
  const others = invalidOperations([examined], schemas, { breaking, isComplete: true });
  const error = whyInvalid(document, schemas.after);
  if (error !== null) return broken.length + others.length === 0 ? `missed: ${error}` : null;
  if (others.length > 0) return 'told to be invalid, and is valid';
  // A field of another type breaks who reads it; and variables of a type that they must have give none of its new fields.
  const untrue = broken.find(
    ({ change, why }) => !change.type.startsWith('FIELD_TYPE') && !why.startsWith('variables give'),
  );
  if (untrue) return `stays valid: ${untrue.change.id}, ${untrue.why}`;
  const refused = newlyRefused(document, any, schemas);
  if (refused === null) return null;
  if (effects.length === 0) return `missed of variables: ${refused}`;
  const recorded = effectsOf(
    new ExaminedOperation(known(document, recordedOf(document, any, schemas.before)), schemas),
  );
  return recorded.length === 0 ? `missed of recorded variables: ${refused}` : null;
}

/** Why an operation is not valid; null for one that is. */
function whyInvalid(document: DocumentNode, schema: GraphQLSchema): string | null {
  // That there are no mutations at all, validation leaves to execution.
  const root = document.definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION && !schema.getRootType(one.operation),
  );
  return root ? 'no type for the operation' : (validate(schema, document)[0]?.message ?? null);
}

function known(document: DocumentNode, variables: InputUse | null) {
  return {
    name: 'Op',
    source: 'document',
    client: null,
    clientVersion: null,
    calls: 1,
    lastSeen: null,
    file: 'a.graphql',
    line: 1,
    document,
    variables,
    ignored: null,
    clientIgnored: false,
  } as const;
}

/** What the router records of the variables of a call. */
function recordedOf(
  document: DocumentNode,
  { operationName, variables }: AnyDocument,
  schema: GraphQLSchema,
): InputUse {
  const use: InputUse = { enumValues: new Set(), inputFields: new Set() };
  const operation = getOperationAST(document, operationName);
  if (operation) collectVariableUse(variableShapes(schema, operation), variables, use);
  return use;
}

/** Why a call is refused after a change and was not before; null where it was, or still is not. */
function newlyRefused(document: DocumentNode, any: AnyDocument, { before, after }: Schemas): string | null {
  return refusal(document, any, before) === null ? refusal(document, any, after) : null;
}

/** Why variables of a call are none of the schema, or an argument has to have a value and has none; null where neither is so. */
function refusal(
  document: DocumentNode,
  { operationName, variables }: AnyDocument,
  schema: GraphQLSchema,
): string | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (errors) return errors[0]?.message ?? 'variables';
  let refused: string | null = null;
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const definition = info.getFieldDef();
        if (!definition) return;
        try {
          getArgumentValues(definition, node, coerced);
        } catch (error) {
          refused ??= (error as Error).message;
        }
      },
    }),
  );
  return refused;
}
