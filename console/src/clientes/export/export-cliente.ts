import type { ApolloClient } from '@apollo/client';
import {
  PainelExportarAcessosDocument,
  PainelExportarClienteDocument,
  PainelExportarComprasDocument,
} from '../../generated/graphql.ts';

/**
 * Everything that the company holds about one person, every page of it. Rejects when a part cannot be had: an incomplete copy
 * would pass for a complete one.
 *
 * @param tell is called with how far it is, for people
 */
export async function exportCliente(
  client: ApolloClient,
  { id, withAccesses, signal }: { id: string; withAccesses: boolean; signal: AbortSignal },
  tell: (progress: string) => void,
): Promise<object> {
  // Nothing of it stays in the cache, and each page is refused that has an error.
  const options = {
    fetchPolicy: 'no-cache',
    errorPolicy: 'none',
    context: { fetchOptions: { signal } },
  } as const;
  tell('Dados e endereços…');
  const { data } = await client.query({
    ...options,
    query: PainelExportarClienteDocument,
    variables: { id },
  });
  if (!data?.cliente) throw new Error('Este cliente não existe mais.');
  const aquisicoes = await everyPage('Compras', tell, async (after) => {
    const answer = await client.query({
      ...options,
      query: PainelExportarComprasDocument,
      variables: { id, after },
    });
    return answer.data?.cliente?.inventario;
  });
  const acessosAosDados = withAccesses
    ? await everyPage('Acessos aos dados', tell, async (after) => {
        const answer = await client.query({
          ...options,
          query: PainelExportarAcessosDocument,
          variables: { id, after },
        });
        return answer.data?.cliente?.acessosAosDados;
      })
    : undefined;
  const exportadoEm = new Date().toISOString();
  return withoutTypenames({ exportadoEm, cliente: data.cliente, compras: aquisicoes, acessosAosDados });
}

interface Connection<T> {
  nodes: readonly T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function everyPage<T>(
  what: string,
  tell: (progress: string) => void,
  ask: (after: string | null) => Promise<Connection<T> | null | undefined>,
): Promise<T[]> {
  const found: T[] = [];
  let after: string | null = null;
  do {
    tell(`${what}: ${found.length}…`);
    const page: Connection<T> | null | undefined = await ask(after);
    if (!page) throw new Error(`${what}: sem resposta.`);
    found.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

/** The same without what only a client of GraphQL needs. */
function withoutTypenames(value: object): object {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (key === '__typename' ? undefined : inner)),
  );
}
