import { useQuery } from '@apollo/client/react';
import { PainelQuemViuOClienteDocument, type PainelQuemViuOClienteQuery } from '../generated/graphql.ts';
import { useHasScope } from '../session.tsx';
import { MoreButton } from '../shared/pages/more-button.tsx';
import { Empty, Failure, Loading, Value } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { instant } from '../shared/values/format.ts';

const PAGE = 10;

type Acesso = NonNullable<
  NonNullable<PainelQuemViuOClienteQuery['cliente']>['acessosAosDados']
>['edges'][number]['node'];

const COLUMNS: readonly Column<Acesso>[] = [
  { title: 'Quando', cell: ({ instante }) => instant(instante) },
  { title: 'Quem', cell: ({ usuario }) => usuario },
  { title: 'Programa', cell: ({ aplicacao }) => <Value>{aplicacao}</Value> },
  { title: 'Operação', cell: ({ operacao }) => <Value>{operacao}</Value> },
  { title: 'Campos', cell: ({ campos }) => campos.join(', ') },
];

/** Who was given this customer's personal data; for users who may see that. */
export function QuemViuSection({ id }: { id: string }) {
  const maySee = useHasScope('auditoria');
  return (
    <section aria-labelledby="quem-viu">
      <h2 id="quem-viu">Quem viu estes dados</h2>
      {maySee ? (
        <QuemViu id={id} />
      ) : (
        <p className="notice">Seu usuário não tem permissão para ver quem viu os dados de clientes.</p>
      )}
    </section>
  );
}

function QuemViu({ id }: { id: string }) {
  const { data, error, loading, fetchMore, refetch } = useQuery(PainelQuemViuOClienteDocument, {
    variables: { id, first: PAGE },
  });
  const connection = data?.cliente?.acessosAosDados;
  if (!connection) return error ? <Failure error={error} retry={refetch} /> : <Loading />;
  if (connection.edges.length === 0) return <Empty>Ninguém, até agora.</Empty>;
  return (
    <>
      <Table
        caption="Quem viu estes dados"
        columns={COLUMNS}
        rows={connection.edges.map(({ node }) => node)}
        rowKey={(one) => one.id}
      />
      <MoreButton pageInfo={connection.pageInfo} loading={loading} fetchMore={fetchMore} />
    </>
  );
}
