import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { PainelComprasDoClienteDocument, type PainelComprasDoClienteQuery } from '../generated/graphql.ts';
import { problemsOf } from '../graph/problems.ts';
import { count, instant, money } from '../shared/format.ts';
import { MoreButton } from '../shared/more-button.tsx';
import { Empty, Failure, Loading, Notices, Value } from '../shared/states.tsx';
import { type Column, Table } from '../shared/table.tsx';

const PAGE = 10;

type Compra = NonNullable<
  NonNullable<PainelComprasDoClienteQuery['cliente']>['inventario']
>['edges'][number]['node'];

const COLUMNS: readonly Column<Compra>[] = [
  { title: 'Quando', cell: ({ adquiridoEm }) => instant(adquiridoEm) },
  {
    title: 'Produto',
    cell: ({ produto }) =>
      produto ? <Link href={`/produtos/${produto.id}`}>{produto.nome}</Link> : <Value why="unavailable" />,
  },
  { title: 'Unidades', cell: ({ quantidade }) => count(quantidade), numeric: true },
  { title: 'Preço', cell: ({ precoUnitario }) => money(precoUnitario), numeric: true },
  { title: 'Total', cell: ({ total }) => money(total), numeric: true },
];

/** What a customer bought, newest first, page by page. */
export function ClienteComprasSection({ id }: { id: string }) {
  const { data, error, loading, fetchMore, refetch } = useQuery(PainelComprasDoClienteDocument, {
    variables: { id, first: PAGE },
  });
  const connection = data?.cliente?.inventario;
  return (
    <section aria-labelledby="compras">
      <h2 id="compras">Compras{connection && ` (${count(connection.totalCount)})`}</h2>
      {connection ? (
        <>
          <Notices problems={problemsOf(error)} retry={refetch} />
          {connection.edges.length === 0 ? (
            <Empty>Nenhuma compra.</Empty>
          ) : (
            <Table
              caption="Compras"
              columns={COLUMNS}
              rows={connection.edges.map(({ node }) => node)}
              rowKey={(one) => one.id}
            />
          )}
          <MoreButton pageInfo={connection.pageInfo} loading={loading} fetchMore={fetchMore} />
        </>
      ) : error ? (
        <Failure error={error} retry={refetch} />
      ) : (
        <Loading />
      )}
    </section>
  );
}
