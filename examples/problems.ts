/** An error of an answer, as every client gives it. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** What is missing from an answer that has data all the same. */
export interface Missing {
  /** Domains that did not answer, such as `enderecos`: worth another try. */
  readonly unavailable: readonly string[];
  /** What this user may not see: `cliente.email`. */
  readonly denied: readonly string[];
}

/** What a page says instead of an answer. */
export type Problem = 'LOG_IN' | 'NOT_ALLOWED' | 'TRY_LATER' | 'UNREACHABLE' | 'BUG';

/** What is missing beside data, by the errors of the same answer. */
export function missingFrom(errors: readonly GraphError[]): Missing {
  const unavailable = new Set<string>();
  const denied = new Set<string>();
  for (const { path, extensions } of errors) {
    if (extensions?.code === 'SUBGRAPH_UNAVAILABLE') unavailable.add(String(extensions.serviceName));
    if (extensions?.code === 'UNAUTHORIZED_FIELD_OR_TYPE') denied.add((path ?? []).join('.'));
  }
  return { unavailable: [...unavailable], denied: [...denied] };
}

/** What an error means that came without data. */
export function problemOf(code: unknown): Problem {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 'LOG_IN';
    case 'FORBIDDEN':
    case 'UNAUTHORIZED_FIELD_OR_TYPE':
      return 'NOT_ALLOWED';
    case 'SUBGRAPH_UNAVAILABLE':
    case 'SERVICE_UNAVAILABLE':
    case 'TOO_MANY_REQUESTS':
    case 'COST_LIMITED':
      return 'TRY_LATER';
    default:
      // Such as a document that the router does not know: nothing that people can mend.
      return 'BUG';
  }
}
