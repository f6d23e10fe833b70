import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'wouter';
import { PainelComprasDoClienteDocument } from '../generated/graphql.ts';
import { problemsOf } from '../graph/problems.ts';
import { useMayRun } from '../session.tsx';
import { MoreButton } from '../shared/pages/more-button.tsx';
import { Empty, Failure, Loading, Notices, Value } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { count, instant, money } from '../shared/values/format.ts';
import { CorrectDialog } from './correct-dialog.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { type Aquisicao, ReverseDialog } from './reverse-dialog.tsx';

const PAGE = 10;

const COLUMNS: readonly Column<Aquisicao>[] = [
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

/** What is open, and of which purchase. */
type Open = { dialog: 'record'; id?: undefined } | { dialog: 'correct' | 'reverse'; id: string };

/** What a customer bought, newest first, page by page; one more is recorded, one is corrected or reversed. */
export function ClienteAquisicoesSection({ id }: { id: string }) {
  const { data, error, loading, fetchMore, refetch } = useQuery(PainelComprasDoClienteDocument, {
    variables: { id, first: PAGE },
  });
  const [open, setOpen] = useState<Open | null>(null);
  const mayRecord = useMayRun('registrarAquisicao');
  const mayCorrect = useMayRun('corrigirAquisicao');
  const mayReverse = useMayRun('estornarAquisicao');
  const connection = data?.cliente?.inventario;
  const aquisicoes = connection?.edges.map(({ node }) => node) ?? [];
  const shown = open?.id ? aquisicoes.find((one) => one.id === open.id) : undefined;
  const close = () => setOpen(null);
  const actions: Column<Aquisicao> = {
    title: 'Ações',
    actions: true,
    cell: (one) => {
      const called = `${one.produto?.nome ?? ''}, ${instant(one.adquiridoEm)}`;
      return (
        <span className="actions">
          {mayCorrect && (
            <button
              type="button"
              aria-label={`Corrigir: ${called}`}
              onClick={() => setOpen({ dialog: 'correct', id: one.id })}
            >
              Corrigir
            </button>
          )}
          {mayReverse && (
            <button
              type="button"
              aria-label={`Estornar: ${called}`}
              onClick={() => setOpen({ dialog: 'reverse', id: one.id })}
            >
              Estornar
            </button>
          )}
        </span>
      );
    },
  };
  return (
    <section aria-labelledby="compras">
      <h2 id="compras">Compras{connection && ` (${count(connection.totalCount)})`}</h2>
      {connection ? (
        <>
          <Notices problems={problemsOf(error)} retry={refetch} />
          {aquisicoes.length === 0 ? (
            <Empty>Nenhuma compra.</Empty>
          ) : (
            <Table
              caption="Compras"
              columns={mayCorrect || mayReverse ? [...COLUMNS, actions] : COLUMNS}
              rows={aquisicoes}
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
          <button type="button" onClick={() => setOpen({ dialog: 'record' })}>
            Registrar compra
          </button>
        </p>
      )}
      {open?.dialog === 'record' && <RecordDialog clienteId={id} onClose={close} />}
      {open?.dialog === 'correct' && shown && <CorrectDialog aquisicao={shown} onClose={close} />}
      {open?.dialog === 'reverse' && shown && <ReverseDialog aquisicao={shown} onClose={close} />}
    </section>
  );
}
