import { CombinedGraphQLErrors, type ErrorLike, ServerError } from '@apollo/client';

/** What an answer lacks, and why. */
export interface Problems {
  /** Domains that did not answer, such as `enderecos`. */
  unavailable: readonly string[];
  /** Where something is that the user may not see: `cliente.email`, positions in lists left out. */
  denied: ReadonlySet<string>;
  /** Anything else, for people. */
  others: readonly string[];
}

export const NO_PROBLEMS: Problems = { unavailable: [], denied: new Set(), others: [] };
const DENIED = 'UNAUTHORIZED_FIELD_OR_TYPE';
/** What a domain has not answered for one reason or another: the router's log says which. */
const UNANSWERED: ReadonlySet<unknown> = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_BUSY',
  'SUBGRAPH_REFUSED',
  'SUBGRAPH_HTTP_STATUS',
  'SUBGRAPH_INVALID_RESPONSE',
]);
const BUSY = 'O servidor está ocupado. Tente de novo em instantes.';
const TOO_LARGE = 'A resposta seria grande demais: escolha menos de uma vez, com os filtros.';
const OLD_PAGE = 'O painel e o servidor são de versões diferentes: recarregue a página.';
const MESSAGES: Readonly<Record<string, string>> = {
  FORBIDDEN: 'Seu usuário não tem permissão para isto.',
  DOCUMENT_NOT_TRUSTED:
    'Este roteador não conhece as operações do painel: o manifesto de documentos confiáveis é de outra versão.',
  PERSISTED_QUERY_NOT_FOUND:
    'Este roteador não conhece as operações do painel: o manifesto de documentos confiáveis é de outra versão.',
  TOO_MANY_REQUESTS: 'Foram pedidos demais por agora. Tente de novo em um minuto.',
  BAD_USER_INPUT: 'Isto não pode ser pedido assim: confira os filtros e o endereço da página.',
  COST_LIMITED: 'Foram pedidos demais por agora. Tente de novo em um minuto.',
  DEADLINE_EXCEEDED: 'A resposta demorou demais, e nada foi gravado. Tente de novo.',
  OUTCOME_UNKNOWN: 'Não se sabe se isto foi gravado. Confira antes de tentar de novo.',
  DATABASE_UNAVAILABLE: 'Os dados não estão acessíveis agora. Tente de novo em instantes.',
  INTERNAL_SERVER_ERROR: 'Houve um erro no servidor. Quem o opera o encontra no registro.',
  SERVICE_UNAVAILABLE: BUSY,
  OVERLOADED: BUSY,
  PLANNING_TIMEOUT: BUSY,
  PLANNER_BUSY: BUSY,
  ANSWER_TOO_LARGE: TOO_LARGE,
  SUBGRAPH_ANSWER_TOO_LARGE: TOO_LARGE,
  PAYLOAD_TOO_LARGE: 'Isto é grande demais para ser enviado: escreva menos.',
  GRAPHQL_VALIDATION_FAILED: OLD_PAGE,
  UNAUTHENTICATED: 'Sua sessão acabou: recarregue a página para entrar de novo.',
};

/** Sorts what went wrong with an operation into what the console can tell people. */
export function problemsOf(error: ErrorLike | undefined): Problems {
  if (error === undefined) return NO_PROBLEMS;
  if (!CombinedGraphQLErrors.is(error)) return { ...NO_PROBLEMS, others: [messageOf(error)] };
  const unavailable = new Set<string>();
  const denied = new Set<string>();
  const others = new Set<string>();
  for (const { path, extensions } of error.errors) {
    if (UNANSWERED.has(extensions?.code)) unavailable.add(String(extensions?.serviceName ?? '?'));
    else if (extensions?.code === DENIED) denied.add(placeOf(path));
    else others.add(sayingOf(extensions?.code));
  }
  return { unavailable: [...unavailable], denied, others: [...others] };
}

/** What went wrong, for people, where nothing can be shown instead. */
export function messageOf(error: ErrorLike): string {
  if (CombinedGraphQLErrors.is(error)) {
    const { unavailable, denied, others } = problemsOf(error);
    const parts = [...others];
    if (unavailable.length > 0) parts.push(`Sem resposta de ${unavailable.map(domainName).join(', ')}.`);
    if (denied.size > 0) parts.push('Seu usuário não tem permissão para ver isto.');
    return parts.join(' ');
  }
  if (ServerError.is(error)) return serverMessage(error);
  return 'O servidor não respondeu. Verifique a conexão e tente de novo.';
}

function serverMessage({ statusCode, bodyText }: ServerError): string {
  if (statusCode === 401) return 'Sua sessão acabou: recarregue a página para entrar de novo.';
  try {
    // What the router answers when it does not get to GraphQL.
    const { errors } = JSON.parse(bodyText) as {
      errors?: { extensions?: { code?: string } }[];
    };
    const first = errors?.[0];
    return sayingOf(first?.extensions?.code ?? `HTTP ${statusCode}`);
  } catch {
    return `O servidor respondeu ${statusCode}.`;
  }
}

/** What a code means, for people. Messages of errors are in English, for programs. */
function sayingOf(code: unknown): string {
  return MESSAGES[String(code)] ?? `O servidor não pôde fazer isto (${code ?? 'sem código'}).`;
}

function placeOf(path: readonly (string | number)[] | undefined): string {
  return (path ?? [])
    .filter((step) => typeof step === 'string' && step !== 'edges' && step !== 'node')
    .join('.');
}

const DOMAINS: Readonly<Record<string, string>> = {
  clientes: 'Clientes',
  enderecos: 'Endereços',
  catalogo: 'Catálogo',
  inventario: 'Compras',
  acessos: 'Acessos',
};

/** What people call a domain. */
export function domainName(subgraph: string): string {
  return DOMAINS[subgraph] ?? subgraph;
}
