import { useQuery } from '@apollo/client/react';
import { type AcessoFiltro, PainelAcessosDocument, type PainelAcessosQuery } from '../generated/graphql.ts';
import { domainName, problemsOf } from '../graph/problems.ts';
import { useHasScope } from '../session.tsx';
import { Field, Select } from '../shared/forms/field.tsx';
import { useDebounced } from '../shared/forms/use-debounced.ts';
import { MoreButton } from '../shared/pages/more-button.tsx';
import { shownOf } from '../shared/pages/shown.ts';
import { Empty, Failure, Loading, Notices, Value } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { useAddress } from '../shared/pages/use-address.ts';
import { useTitle } from '../shared/pages/use-title.ts';
import { WrongAddress } from '../shared/pages/wrong-address.tsx';
import { Address, type WrongPart } from '../shared/values/address.ts';
import { bytes, instant, milliseconds } from '../shared/values/format.ts';
import { AcessosHead } from './acessos-tabs.tsx';

const PAGE = 25;
const MAX_TEXT = 255;
const ERRORS = { '': 'Todos', sim: 'Só com erro', nao: 'Só sem erro' } as const;

type Acesso = NonNullable<PainelAcessosQuery['acessos']>['edges'][number]['node'];

const COLUMNS: readonly Column<Acesso>[] = [
  { title: 'Quando', cell: ({ instante }) => instant(instante) },
  { title: 'Usuário', cell: ({ usuario }) => usuario },
  { title: 'Programa', cell: ({ aplicacao }) => <Value>{aplicacao}</Value> },
  { title: 'Operação', cell: ({ operacao }) => <Value>{operacao}</Value> },
  { title: 'Status', cell: ({ status }) => status, numeric: true },
  { title: 'Erros', cell: ({ erros }) => <Value>{erros.join(', ')}</Value> },
  { title: 'Duração', cell: ({ duracaoMs }) => milliseconds(duracaoMs), numeric: true },
  { title: 'Resposta', cell: (one) => bytes(one.bytes), numeric: true },
  {
    title: 'Domínios',
    cell: ({ subgrafos }) => (
      <Value>
        {subgrafos.map(({ subgrafo, requisicoes }) => `${domainName(subgrafo)} ${requisicoes}×`).join(', ')}
      </Value>
    ),
  },
];

/** The single requests, newest first, with filters. */
export function AcessosPage() {
  useTitle('Pedidos');
  const [parameters, set] = useAddress();
  const entered = new Address(parameters);
  const { filtro, wrong } = read(new URLSearchParams(useDebounced(parameters.toString())));
  const field = (label: string, name: string) => (
    <Field
      label={label}
      defaultValue={entered.text(name, MAX_TEXT)}
      autoComplete="off"
      onChange={({ target }) => set(name, target.value)}
    />
  );
  const maySee = useHasScope('auditoria');
  return (
    <>
      <AcessosHead title="Pedidos" />
      {maySee && (
        <>
          <search className="filters">
            {field('Usuário', 'usuario')}
            {field('Programa', 'aplicacao')}
            {field('Operação', 'operacao')}
            <Select
              label="Erros"
              value={entered.choice('erros', ERRORS, '')}
              onChange={({ target }) => set('erros', target.value)}
            >
              {Object.entries(ERRORS).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </search>
          <WrongAddress wrong={wrong} />
          <ExportLinks filtro={filtro} />
          <Acessos filtro={filtro} />
        </>
      )}
    </>
  );
}

function read(parameters: URLSearchParams): { filtro: AcessoFiltro | null; wrong: readonly WrongPart[] } {
  const address = new Address(parameters);
  const texts = ['usuario', 'aplicacao', 'operacao'].flatMap((name) => {
    const text = address.text(name, MAX_TEXT);
    return text === '' ? [] : [[name, text] as const];
  });
  const erros = address.choice('erros', ERRORS, '');
  const filtro: AcessoFiltro = {
    ...Object.fromEntries(texts),
    ...(erros === '' ? {} : { comErro: erros === 'sim' }),
  };
  return { filtro: Object.keys(filtro).length === 0 ? null : filtro, wrong: address.wrong };
}

/** Files of everything that the filter finds, which the router writes as it reads: not of what is shown alone. */
function ExportLinks({ filtro }: { filtro: AcessoFiltro | null }) {
  const search = new URLSearchParams(
    Object.entries(filtro ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const address = (extension: string) => `/acessos.${extension}${search.size > 0 ? `?${search}` : ''}`;
  return (
    <p className="actions">
      <span>Baixar todos os que o filtro encontra:</span>
      <a href={address('csv')}>CSV</a>
      <a href={address('ndjson')}>NDJSON</a>
    </p>
  );
}

function Acessos({ filtro }: { filtro: AcessoFiltro | null }) {
  const found = useQuery(PainelAcessosDocument, { variables: { filtro, first: PAGE } });
  const { error, loading, fetchMore, refetch } = found;
  const connection = shownOf(found)?.acessos;
  if (!connection) return error ? <Failure error={error} retry={refetch} /> : <Loading />;
  return (
    <div aria-live="polite" aria-busy={loading}>
      <Notices problems={problemsOf(error)} retry={refetch} />
      {connection.edges.length === 0 ? (
        <Empty>Nenhum pedido encontrado.</Empty>
      ) : (
        <Table
          caption="Pedidos"
          columns={COLUMNS}
          rows={connection.edges.map(({ node }) => node)}
          rowKey={({ id }) => id}
        />
      )}
      <MoreButton pageInfo={connection.pageInfo} loading={loading} fetchMore={fetchMore} />
    </div>
  );
}
