import { problemOf } from '../problems.ts';
import { ExemploComprasDocument, type ExemploComprasQuery } from './generated/graphql.ts';
import { type Answer, type Graph, GraphProblem } from './graph.ts';

type Inventario = NonNullable<NonNullable<ExemploComprasQuery['cliente']>['inventario']>;
export type Compra = Inventario['edges'][number]['node'];

/** The purchases of a customer, newest first, a page each time: `for await (const page of compras(graph, '1'))`. */
export async function* compras(graph: Graph, id: string, first = 20): AsyncGenerator<Compra[]> {
  let after: string | null = null;
  do {
    const answer: Answer<ExemploComprasQuery> = await graph.ask(ExemploComprasDocument, { id, first, after });
    const [error] = answer.errors;
    // No end of the list: nobody must take a part of it for all.
    if (error) throw new GraphProblem(problemOf(error.extensions?.code), error.message);
    const page = answer.data.cliente?.inventario;
    if (!page) return;
    yield page.edges.map(({ node }) => node);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}
