import { type Environment, fetchQuery, graphql, type Result } from 'relay-runtime';
import { type GraphError, type Problem, problemOf } from '../problems.ts';
import type { fichaQuery } from './__generated__/fichaQuery.graphql.ts';

const FICHA = graphql`
  query fichaQuery($id: ID!) {
    cliente(id: $id) {
      nome
      email @catch(to: RESULT)
      criadoEm
      enderecos @catch(to: RESULT) {
        logradouro
        cidade
        uf
      }
      resumo @catch(to: RESULT) {
        aquisicoes
        total
        ultimaAquisicao
      }
    }
  }
`;

/**
 * A customer, as far as domains answer and the user may see; null when there is none. A field that may be missing says itself
 * whether it is: `cliente.enderecos.ok`. In React `useLazyLoadQuery(FICHA, { id })` gives the same.
 */
export async function ficha(
  environment: Environment,
  id: string,
): Promise<fichaQuery['response']['cliente']> {
  const data = await fetchQuery<fichaQuery>(environment, FICHA, { id }).toPromise();
  return data?.cliente ?? null;
}

/** Why a field with `@catch` has no value: `TRY_LATER` or `NOT_ALLOWED`, for the place of the page that shows it; null when it has one. */
export function whyMissing(field: Result<unknown, unknown>): Problem | null {
  if (field.ok) return null;
  // Relay gives what the graph says of the field in `extensions`, and types it as unknown.
  const [error] = field.errors as readonly GraphError[];
  return problemOf(error?.extensions?.code);
}
