import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'wouter';
import { PainelComprasDoClienteDocument } from '../generated/graphql.ts';
import { problemsOf } from '../graph/problems.ts';
import { useMayRun } from '../session.tsx';
import { count, instant, money } from '../shared/format.ts';
import { MoreButton } from '../shared/more-button.tsx';
import { Empty, Failure, Loading, Notices, Value } from '../shared/states.tsx';
import { type Column, Table } from '../shared/table.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { type Compra, ReverseDialog } from './reverse-dialog.tsx';

const PAGE = 10;

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

/** What a customer bought, newest first, page by page; one more is recorded, one is reversed. */
export function ClienteComprasSection({ id }: { id: string }) {
  const { data, error, loading, fetchMore, refetch } = useQuery(PainelComprasDoClienteDocument, {
    variables: { id, first: PAGE },
  });
  const [open, setOpen] = useState<{ reverse: string } | 'record' | null>(null);
  const mayRecord = useMayRun('registrarAquisicao');
  const mayReverse = useMayRun('estornarAquisicao');
  const connection = data?.cliente?.inventario;
  const compras = connection?.edges.map(({ node }) => node) ?? [];
  const reversed =
    open !== null && open !== 'record' ? compras.find((one) => one.id === open.reverse) : undefined;
  const close = () => setOpen(null);
  const actions: Column<Compra> = {
    title: 'Ações',
    actions: true,
    cell: (one) => (
      <button
        type="button"
        aria-label={`Estornar: ${one.produto?.nome ?? ''}, ${instant(one.adquiridoEm)}`}
        onClick={() => setOpen({ reverse: one.id })}
      >
        Estornar
      </button>
    ),
  };
  return (
    <section aria-labelledby="compras">
      <h2 id="compras">Compras{connection && ` (${count(connection.totalCount)})`}</h2>
      {connection ? (
        <>
          <Notices problems={problemsOf(error)} retry={refetch} />
          {compras.length === 0 ? (
            <Empty>Nenhuma compra.</Empty>
          ) : (
            <Table
              caption="Compras"
              columns={mayReverse ? [...COLUMNS, actions] : COLUMNS}
              rows={compras}
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
      {mayRecord && (
        <p>
          <button type="button" onClick={() => setOpen('record')}>
            Registrar compra
          </button>
        </p>
      )}
      {open === 'record' && <RecordDialog clienteId={id} onClose={close} />}
      {reversed && <ReverseDialog compra={reversed} onClose={close} />}
    </section>
  );
}
