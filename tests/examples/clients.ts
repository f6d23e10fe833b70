import type { CombinedError } from '@urql/core';
import { filter, firstValueFrom } from 'rxjs';
import { createClient as createApolloClient } from '../../examples/apollo/client.ts';
import { comprar as comprarByApollo } from '../../examples/apollo/comprar.ts';
import * as apolloCompras from '../../examples/apollo/compras.ts';
import { ficha as fichaByApollo } from '../../examples/apollo/ficha.ts';
import * as apolloPreco from '../../examples/apollo/preco.ts';
import { problemIn as problemInApollo } from '../../examples/apollo/problems.ts';
import { vistos as vistosByApollo } from '../../examples/apollo/vistos.ts';
import { comprar as comprarByFetch } from '../../examples/fetch/comprar.ts';
import { compras as comprasByFetch } from '../../examples/fetch/compras.ts';
import { ficha as fichaByFetch } from '../../examples/fetch/ficha.ts';
import { type GraphProblem, openGraph } from '../../examples/fetch/graph.ts';
import * as fetchPreco from '../../examples/fetch/preco.ts';
import { vistos as vistosByFetch } from '../../examples/fetch/vistos.ts';
import type { Preco, PriceChange } from '../../examples/prices.ts';
import type { Missing, Problem } from '../../examples/problems.ts';
import { comprar as comprarByRelay } from '../../examples/relay/comprar.ts';
import { compras as comprasByRelay } from '../../examples/relay/compras.ts';
import { createEnvironment, type GraphProblem as RelayProblem } from '../../examples/relay/environment.ts';
import { ficha as fichaByRelay, whyMissing } from '../../examples/relay/ficha.ts';
import * as relayPreco from '../../examples/relay/preco.ts';
import { vistos as vistosByRelay } from '../../examples/relay/vistos.ts';
import { createClient as createUrqlClient } from '../../examples/urql/client.ts';
import { comprar as comprarByUrql } from '../../examples/urql/comprar.ts';
import { compras as comprasByUrql } from '../../examples/urql/compras.ts';
import { ficha as fichaByUrql } from '../../examples/urql/ficha.ts';
import * as urqlPreco from '../../examples/urql/preco.ts';
import { problemIn as problemInUrql } from '../../examples/urql/problems.ts';
import { vistos as vistosByUrql } from '../../examples/urql/vistos.ts';

export interface ClientOptions {
  url: string;
  authorization: string;
  fetch: typeof fetch;
}

/** An example, in one form for all, whatever forms its library has. */
export interface ExampleClient {
  /** The totals of all purchases, page by page of two: after each page, those that a list shows. */
  compras(id: string): Promise<string[][]>;
  preco(id: string): Promise<Preco | null>;
  mudarPreco(entrada: { id: string; versao: number; preco: string }): Promise<PriceChange>;
  /** The kind of what came of it. */
  comprar(compra: { clienteId: string; produtoId: string; quantidade: number }): Promise<string | undefined>;
  vistos(ids: string[]): Promise<readonly unknown[] | null | undefined>;
  /** The name and the cities of a customer, with what is missing. */
  ficha(id: string): Promise<{ nome?: string; cidades?: string[] | undefined; missing: Missing }>;
  problemIn(error: unknown): Problem;
}

export const EXAMPLES: Record<string, (options: ClientOptions) => ExampleClient> = {
  fetch(options) {
    const graph = openGraph(options);
    return {
      async compras(id) {
        const shown: string[][] = [];
        for await (const page of comprasByFetch(graph, id, 2))
          shown.push([...(shown.at(-1) ?? []), ...page.map(({ total }) => total)]);
        return shown;
      },
      preco: (id) => fetchPreco.preco(graph, id),
      mudarPreco: (entrada) => fetchPreco.mudarPreco(graph, entrada),
      comprar: async (compra) => (await comprarByFetch(graph, compra))?.__typename,
      vistos: (ids) => vistosByFetch(graph, ids),
      async ficha(id) {
        const { cliente, missing } = await fichaByFetch(graph, id);
        return fichaOf(cliente, missing);
      },
      problemIn: (error) => (error as GraphProblem).problem,
    };
  },
  apollo(options) {
    const client = createApolloClient(options);
    return {
      async compras(id) {
        const list = apolloCompras.compras(client, id, 2);
        const subscription = list.subscribe(() => {});
        const totals = () =>
          (list.getCurrentResult().data?.cliente?.inventario?.edges ?? []).flatMap((edge) =>
            edge?.node?.total === undefined ? [] : [edge.node.total],
          );
        const longerThan = (count: number) =>
          firstValueFrom(list.pipe(filter(({ loading }) => !loading && totals().length > count)));
        await longerThan(0);
        const shown = [totals()];
        while (await apolloCompras.more(list)) {
          await longerThan(shown.at(-1)?.length ?? 0);
          shown.push(totals());
        }
        subscription.unsubscribe();
        return shown;
      },
      preco: (id) => apolloPreco.preco(client, id),
      mudarPreco: (entrada) => apolloPreco.mudarPreco(client, entrada),
      comprar: async (compra) => (await comprarByApollo(client, compra))?.__typename,
      vistos: (ids) => vistosByApollo(client, ids),
      async ficha(id) {
        const { cliente, missing } = await fichaByApollo(client, id);
        return fichaOf(cliente, missing);
      },
      problemIn: problemInApollo,
    };
  },
  urql(options) {
    const client = createUrqlClient(options);
    return {
      async compras(id) {
        const shown: string[][] = [];
        let after: string | null = null;
        do {
          const list = await comprasByUrql(client, id, 2, after);
          shown.push((list?.edges ?? []).map(({ node }) => node.total));
          after = list?.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
        } while (after !== null);
        return shown;
      },
      preco: (id) => urqlPreco.preco(client, id),
      mudarPreco: (entrada) => urqlPreco.mudarPreco(client, entrada),
      comprar: async (compra) => (await comprarByUrql(client, compra))?.__typename,
      vistos: (ids) => vistosByUrql(client, ids),
      async ficha(id) {
        const { cliente, missing } = await fichaByUrql(client, id);
        return fichaOf(cliente, missing);
      },
      problemIn: (error) => problemInUrql(error as CombinedError),
    };
  },
  relay(options) {
    const environment = createEnvironment(options);
    return {
      async compras(id) {
        const list = await comprasByRelay(environment, id, 2);
        const totals = () =>
          (list?.list()?.edges ?? []).flatMap((edge) => (edge?.node ? [edge.node.total] : []));
        const shown = [totals()];
        while (await list?.more(2)) shown.push(totals());
        list?.release();
        return shown;
      },
      preco: (id) => relayPreco.preco(environment, id).then((produto) => produto ?? null),
      mudarPreco: (entrada) => relayPreco.mudarPreco(environment, entrada),
      comprar: async (compra) => (await comprarByRelay(environment, compra))?.__typename,
      vistos: (ids) => vistosByRelay(environment, ids),
      async ficha(id) {
        const cliente = await fichaByRelay(environment, id);
        if (!cliente) throw new Error(`There is no customer ${id}.`);
        const { nome, email, enderecos } = cliente;
        const why = { email: whyMissing(email), enderecos: whyMissing(enderecos) };
        const fields = (problem: Problem) =>
          Object.entries(why).flatMap(([field, missing]) => (missing === problem ? [field] : []));
        return {
          nome,
          ...(enderecos.ok && { cidades: enderecos.value?.map(({ cidade }) => cidade) }),
          // Known by the field, whichever domain that is of.
          missing: {
            unavailable: fields('TRY_LATER'),
            denied: fields('NOT_ALLOWED').map((field) => `cliente.${field}`),
          },
        };
      },
      problemIn: (error) => (error as RelayProblem).problem,
    };
  },
};

function fichaOf(
  cliente: { nome: string; enderecos: readonly { cidade: string }[] | null } | null,
  missing: Missing,
) {
  const cidades = cliente?.enderecos?.map(({ cidade }) => cidade);
  return { ...(cliente && { nome: cliente.nome }), ...(cidades && { cidades }), missing };
}
