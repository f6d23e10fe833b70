import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { PainelAuditoriaDocument, type PainelAuditoriaQuery } from '../generated/graphql.ts';
import { problemsOf } from '../graph/problems.ts';
import { useHasScope } from '../session.tsx';
import { Field } from '../shared/forms/field.tsx';
import { useDebounced } from '../shared/forms/use-debounced.ts';
import { MoreButton } from '../shared/pages/more-button.tsx';
import { shownOf } from '../shared/pages/shown.ts';
import { Empty, Failure, Loading, Notices, Value } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { useAddress } from '../shared/pages/use-address.ts';
import { useTitle } from '../shared/pages/use-title.ts';
import { WrongAddress } from '../shared/pages/wrong-address.tsx';
import { Address } from '../shared/values/address.ts';
import { instant } from '../shared/values/format.ts';
import { AcessosHead } from './acessos-tabs.tsx';

const PAGE = 25;
const MAX_TEXT = 255;

type Entrada = NonNullable<PainelAuditoriaQuery['acessosAosDados']>['edges'][number]['node'];

/** @param absent what stands for a customer whom the answer does not have */
const columnsOf = (absent: string): readonly Column<Entrada>[] => [
  { title: 'Quando', cell: ({ instante }) => instant(instante) },
  { title: 'Quem viu', cell: ({ usuario }) => usuario },
  {
    title: 'De quem',
    cell: ({ cliente }) =>
      cliente ? (
        <Link href={`/clientes/${cliente.id}`}>{cliente.nome}</Link>
      ) : (
        <span className="absent">{absent}</span>
      ),
  },
  { title: 'Campos', cell: ({ campos }) => campos.join(', ') },
  { title: 'Programa', cell: ({ aplicacao }) => <Value>{aplicacao}</Value> },
  { title: 'Operação', cell: ({ operacao }) => <Value>{operacao}</Value> },
];
const COLUMNS = columnsOf('excluído');
/** While something is missing nobody can tell whether that is the customer's name or the customer. */
const COLUMNS_OF_PART = columnsOf('excluído ou indisponível');

/** Who was given whose personal data (LGPD, art. 37), newest first. */
export function AuditoriaPage() {
  useTitle('Auditoria');
  const [parameters, set] = useAddress();
  const address = new Address(parameters);
  const usuario = address.text('usuario', MAX_TEXT);
  const settled = useDebounced(usuario);
  const maySee = useHasScope('auditoria');
  return (
    <>
      <AcessosHead title="Auditoria" />
      {maySee && (
        <>
          <search className="filters">
            <Field
              label="Quem viu"
              defaultValue={usuario}
              placeholder="Nome do usuário"
              autoComplete="off"
              onChange={({ target }) => set('usuario', target.value)}
            />
          </search>
          <WrongAddress wrong={address.wrong} />
          <Entradas usuario={settled} />
        </>
      )}
    </>
  );
}

function Entradas({ usuario }: { usuario: string }) {
  const found = useQuery(PainelAuditoriaDocument, {
    variables: { filtro: usuario === '' ? null : { usuario }, first: PAGE },
  });
  const { error, loading, fetchMore, refetch } = found;
  const connection = shownOf(found)?.acessosAosDados;
  if (!connection) return error ? <Failure error={error} retry={refetch} /> : <Loading />;
  return (
    <div aria-live="polite" aria-busy={loading}>
      <Notices problems={problemsOf(error)} retry={refetch} />
      {connection.edges.length === 0 ? (
        <Empty>Ninguém, até agora.</Empty>
      ) : (
        <Table
          caption="Acessos aos dados pessoais"
          columns={error ? COLUMNS_OF_PART : COLUMNS}
          rows={connection.edges.map(({ node }) => node)}
          rowKey={({ id }) => id}
        />
      )}
      <MoreButton pageInfo={connection.pageInfo} loading={loading} fetchMore={fetchMore} />
    </div>
  );
}
