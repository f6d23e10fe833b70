import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { PainelProdutosDoClienteDocument, type PainelProdutosDoClienteQuery } from '../generated/graphql.ts';
import { problemsOf } from '../graph/problems.ts';
import { MoreButton } from '../shared/pages/more-button.tsx';
import { Empty, Failure, Loading, Notices } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { count, money } from '../shared/values/format.ts';

const PAGE = 10;

type Produto = NonNullable<
  NonNullable<
    NonNullable<PainelProdutosDoClienteQuery['cliente']>['produtosAdquiridos']
  >['edges'][number]['node']
>;

const COLUMNS: readonly Column<Produto>[] = [
  { title: 'Produto', cell: ({ id, nome }) => <Link href={`/produtos/${id}`}>{nome}</Link> },
  { title: 'SKU', cell: ({ sku }) => sku },
  { title: 'Categoria', cell: ({ categoria }) => categoria },
  { title: 'Preço hoje', cell: ({ preco }) => money(preco), numeric: true },
  { title: 'À venda', cell: ({ ativo }) => (ativo ? 'sim' : 'não') },
];

/** The distinct products of a customer's purchases. */
export function ProdutosSection({ id }: { id: string }) {
  const { data, error, loading, fetchMore, refetch } = useQuery(PainelProdutosDoClienteDocument, {
    variables: { id, first: PAGE },
  });
  const connection = data?.cliente?.produtosAdquiridos;
  // Null where the catalogue did not answer, which the notice says.
  const produtos = connection?.edges.flatMap(({ node }) => node ?? []) ?? [];
  return (
    <section aria-labelledby="produtos">
      <h2 id="produtos">Produtos{connection && ` (${count(connection.totalCount)})`}</h2>
      {connection ? (
        <>
          <Notices problems={problemsOf(error)} retry={refetch} />
          {produtos.length === 0 && !error && <Empty>Nenhum produto.</Empty>}
          {produtos.length > 0 && (
            <Table caption="Produtos" columns={COLUMNS} rows={produtos} rowKey={(one) => one.id} />
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
