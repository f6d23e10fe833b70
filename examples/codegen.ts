import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

/** What JSON has no type for travels as text and stays text: an amount must not become a floating point number. */
const scalars = {
  ID: 'string',
  CEP: 'string',
  CPF: 'string',
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  EmailAddress: 'string',
};

const types = {
  scalars,
  // A scalar that is not among them is an error, so that somebody decides what it is.
  strictScalars: true,
  enumType: 'string-literal',
  useTypeImports: true,
  importExtension: '.ts',
};

const client = {
  preset: 'client',
  presetConfig: {
    fragmentMasking: false,
    // Each document carries the hash that a router knows it by, and `persisted-documents.json` has the texts for the router.
    persistedDocuments: true,
  },
  // Caches know an object by it and its id, and could not add it to what is asked for by a hash.
  documentTransforms: [addTypenameSelectionDocumentTransform],
};

/**
 * The configuration of GraphQL Code Generator: in a project that has @graphql-codegen/cli, client-preset and fragment-matcher,
 * `npx graphql-codegen --config codegen.ts` writes the types.
 */
const config = {
  schema: '../schema/api.graphql',
  documents: 'documents/*.graphql',
  generates: {
    // Parsed documents, for Apollo Client and urql.
    'generated/': { ...client, config: types },
    // Texts, for a client without a library.
    'fetch/generated/': { ...client, config: { ...types, documentMode: 'string' } },
    // Which types a union or an interface can be: caches find by it what `... on Erro` is of.
    'generated/possible-types.ts': { plugins: ['fragment-matcher'], config: { useExplicitTyping: true } },
  },
};

export default config;
