import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import {
  PainelClientePorCpfDocument,
  PainelClientePorEmailDocument,
  PainelClientesDocument,
} from '../../generated/graphql.ts';
import { problemsOf } from '../../graph/problems.ts';
import { useHasScope, useMayRun } from '../../session.tsx';
import { Field, Select } from '../../shared/forms/field.tsx';
import { useDebounced } from '../../shared/forms/use-debounced.ts';
import { MoreButton } from '../../shared/pages/more-button.tsx';
import { shownOf } from '../../shared/pages/shown.ts';
import { Empty, Failure, Loading, Notices } from '../../shared/pages/states.tsx';
import { type Column, Table } from '../../shared/pages/table.tsx';
import { useAddress } from '../../shared/pages/use-address.ts';
import { useTitle } from '../../shared/pages/use-title.ts';
import { WrongAddress } from '../../shared/pages/wrong-address.tsx';
import { Address } from '../../shared/values/address.ts';
import { instant } from '../../shared/values/format.ts';
import { searchFor } from './search-for.ts';

const PAGE = 25;
const ORDERS = { NOME: 'Nome', RECENTE: 'Mais recentes' } as const;

interface Listed {
  id: string;
  nome: string;
  criadoEm: string;
  atualizadoEm: string;
}

const COLUMNS: readonly Column<Listed>[] = [
  { title: 'Nome', cell: ({ id, nome }) => <Link href={`/clientes/${id}`}>{nome}</Link> },
  { title: 'Cliente desde', cell: ({ criadoEm }) => instant(criadoEm) },
  { title: 'Última alteração', cell: ({ atualizadoEm }) => instant(atualizadoEm) },
  { title: 'Id', cell: ({ id }) => id, numeric: true },
];

/** Customers by name as it is typed, by CPF and by e-mail address. What is looked for is in the address, but no CPF and no e-mail. */
export function ClientesPage() {
  useTitle('Clientes');
  const [parameters, set] = useAddress();
  const address = new Address(parameters);
  // What is typed replaces it in the address, also where it was no use.
  const [first] = useState(() => {
    const opened = new Address(parameters);
    return { busca: opened.text('busca'), wrong: opened.wrong };
  });
  const [typed, setTyped] = useState(first.busca);
  const ordem = address.choice('ordem', ORDERS, 'NOME');
  const search = searchFor(useDebounced(typed));
  const name = search.kind === 'name' ? search.text : '';
  useEffect(() => {
    set('busca', name);
  }, [name, set]);
  const seesPersonalData = useHasScope('dados-pessoais');
  const mayCreate = useMayRun('criarCliente') && seesPersonalData;
  return (
    <>
      <div className="head">
        <h1>Clientes</h1>
        {mayCreate && (
          <Link href="/clientes/novo" className="button">
            Novo cliente
          </Link>
        )}
      </div>
      <search className="filters">
        <Field
          label="Buscar"
          type="search"
          value={typed}
          placeholder="Nome, CPF ou e-mail"
          autoComplete="off"
          maxLength={254}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Select label="Ordem" value={ordem} onChange={({ target }) => set('ordem', target.value)}>
          {Object.entries(ORDERS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </search>
      <WrongAddress wrong={[...first.wrong, ...address.wrong]} />
      {search.kind === 'too-short' && <Empty>Digite ao menos duas letras.</Empty>}
      {search.kind === 'cpf' && <ByCpf cpf={search.cpf} />}
      {search.kind === 'email' && <ByEmail email={search.email} />}
      {(search.kind === 'all' || search.kind === 'name') && <ByName text={name} ordem={ordem} />}
    </>
  );
}

function ByName({ text, ordem }: { text: string; ordem: 'NOME' | 'RECENTE' }) {
  // A search that another one follows is given up: Apollo Client aborts its request.
  const found = useQuery(PainelClientesDocument, {
    variables: { filtro: text === '' ? null : { texto: text }, ordem, first: PAGE },
  });
  const { error, loading, fetchMore, refetch } = found;
  const connection = shownOf(found)?.clientes;
  if (!connection) return error ? <Failure error={error} retry={refetch} /> : <Loading />;
  return (
    <>
      <Notices problems={problemsOf(error)} retry={refetch} />
      <Found clientes={connection.edges.map(({ node }) => node)} busy={loading} />
      <MoreButton pageInfo={connection.pageInfo} loading={loading} fetchMore={fetchMore} />
    </>
  );
}

function ByCpf({ cpf }: { cpf: string }) {
  const { data, error, refetch } = useQuery(PainelClientePorCpfDocument, { variables: { cpf } });
  if (error) return <Failure error={error} retry={refetch} />;
  return data ? <Found clientes={data.clientePorCpf ? [data.clientePorCpf] : []} /> : <Loading />;
}

function ByEmail({ email }: { email: string }) {
  const { data, error, refetch } = useQuery(PainelClientePorEmailDocument, { variables: { email } });
  if (error) return <Failure error={error} retry={refetch} />;
  return data ? <Found clientes={data.clientePorEmail ? [data.clientePorEmail] : []} /> : <Loading />;
}

function Found({ clientes, busy = false }: { clientes: readonly Listed[]; busy?: boolean }) {
  return (
    <div aria-live="polite" aria-busy={busy}>
      {clientes.length === 0 ? (
        <Empty>Nenhum cliente encontrado.</Empty>
      ) : (
        <Table caption="Clientes" columns={COLUMNS} rows={clientes} rowKey={({ id }) => id} />
      )}
    </div>
  );
}
