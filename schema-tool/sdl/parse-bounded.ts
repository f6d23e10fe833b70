import {
  type DocumentNode,
  GraphQLError,
  Kind,
  Lexer,
  parse,
  type SelectionSetNode,
  type Source,
  TokenKind,
} from 'graphql';

/** How deep braces, brackets and parentheses may lie in each other: what goes through a document calls itself for each. */
const MAX_NESTING = 200;
const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** A document of at most so many tokens that does not nest too deep. Throws GraphQLError. */
export function parseBounded(source: Source, { maxTokens }: { maxTokens: number }): DocumentNode {
  const lexer = new Lexer(source);
  let depth = 0;
  let count = 0;
  // What is too long is told by the parser.
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF && count <= maxTokens; count += 1) {
    if (OPENING.has(kind)) depth += 1;
    if (CLOSING.has(kind)) depth -= 1;
    if (depth > MAX_NESTING) {
      throw new GraphQLError(
        `Syntax Error: this is in more than ${MAX_NESTING} braces, brackets and parentheses.`,
        {
          source,
          positions: [lexer.token.start],
        },
      );
    }
    kind = lexer.advance().kind;
  }
  return parse(source, { maxTokens });
}

/** Why a document is not to be used whose fragments lead deeper than one document may nest; null for others. */
export function tooDeepByFragments(document: DocumentNode): string | null {
  const fragments = new Map<string, SelectionSetNode>();
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one.selectionSet);
  }
  /** How deep each fragment is; 0 while it is looked into, as validation tells circles. */
  const depths = new Map<string, number>();
  const isTooDeep = document.definitions.some(
    (one) => one.kind === Kind.OPERATION_DEFINITION && depthOf(one.selectionSet, 1) > MAX_NESTING,
  );
  return isTooDeep ? `with its fragments it nests more than ${MAX_NESTING} selections.` : null;

  function depthOf(set: SelectionSetNode, above: number): number {
    let most = 0;
    for (const selection of set.selections) {
      if (above + most > MAX_NESTING) break;
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        most = Math.max(most, ofFragment(selection.name.value, above));
      else if (selection.selectionSet) most = Math.max(most, depthOf(selection.selectionSet, above + 1));
    }
    return most + 1;
  }

  function ofFragment(name: string, above: number): number {
    const known = depths.get(name);
    const set = fragments.get(name);
    if (known !== undefined || !set) return known ?? 0;
    depths.set(name, 0);
    const depth = above > MAX_NESTING ? 1 : depthOf(set, above + 1);
    depths.set(name, depth);
    return depth;
  }
}
