import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { PainelCompradoresDocument, type PainelCompradoresQuery } from '../generated/graphql.ts';
import { problemsOf } from '../graph/problems.ts';
import { MoreButton } from '../shared/pages/more-button.tsx';
import { Empty, Failure, Loading, Notices } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { count, counted, instant, money } from '../shared/values/format.ts';

const PAGE = 10;

type Aquisicao = NonNullable<
  NonNullable<PainelCompradoresQuery['produto']>['inventario']
>['edges'][number]['node'];

const COLUMNS: readonly Column<Aquisicao>[] = [
  { title: 'Quando', cell: ({ adquiridoEm }) => instant(adquiridoEm) },
  {
    title: 'Cliente',
    cell: ({ cliente }) =>
      cliente ? (
        <Link href={`/clientes/${cliente.id}`}>{cliente.nome}</Link>
      ) : (
        <span className="absent">excluído ou indisponível</span>
      ),
  },
  { title: 'Unidades', cell: ({ quantidade }) => count(quantidade), numeric: true },
  { title: 'Preço', cell: ({ precoUnitario }) => money(precoUnitario), numeric: true },
  { title: 'Total', cell: ({ total }) => money(total), numeric: true },
];

/** Who bought a product, newest first, page by page. */
export function CompradoresSection({ id }: { id: string }) {
  const { data, error, loading, fetchMore, refetch } = useQuery(PainelCompradoresDocument, {
    variables: { id, first: PAGE },
  });
  const connection = data?.produto?.inventario;
  return (
    <section aria-labelledby="compradores">
      <h2 id="compradores">
        Quem comprou
        {connection && ` (${counted(connection.totalCount, 'compra', 'compras')})`}
      </h2>
      {connection ? (
        <>
          <Notices problems={problemsOf(error)} retry={refetch} />
          {connection.edges.length === 0 ? (
            <Empty>Ninguém, até agora.</Empty>
          ) : (
            <Table
              caption="Quem comprou"
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
