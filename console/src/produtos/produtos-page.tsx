import { useQuery } from '@apollo/client/react';
import { Link, useSearchParams } from 'wouter';
import {
  type DadosDoProdutoFragment,
  PainelProdutosDocument,
  type ProdutoFiltro,
} from '../generated/graphql.ts';
import { problemsOf } from '../graph/problems.ts';
import { useMayRun } from '../session.tsx';
import { Field, Select } from '../shared/forms/field.tsx';
import { useDebounced } from '../shared/forms/use-debounced.ts';
import { MoreButton } from '../shared/pages/more-button.tsx';
import { Empty, Failure, Loading, Notices } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { useTitle } from '../shared/pages/use-title.ts';
import { decimalOf } from '../shared/values/decimal.ts';
import { money } from '../shared/values/format.ts';

const PAGE = 25;
const FILTERS = ['texto', 'categoria', 'precoMin', 'precoMax', 'ativo', 'ordem'] as const;
const ORDERS = { NOME: 'Nome', PRECO: 'Mais baratos', RECENTE: 'Mais recentes' } as const;

const COLUMNS: readonly Column<DadosDoProdutoFragment>[] = [
  { title: 'Nome', cell: ({ id, nome }) => <Link href={`/produtos/${id}`}>{nome}</Link> },
  { title: 'SKU', cell: ({ sku }) => sku },
  { title: 'Categoria', cell: ({ categoria }) => categoria },
  { title: 'Preço', cell: ({ preco }) => money(preco), numeric: true },
  { title: 'À venda', cell: ({ ativo }) => (ativo ? 'sim' : 'não') },
];

/** The catalogue with its filters, which are in the address so that a list can be sent to somebody. */
export function ProdutosPage() {
  useTitle('Produtos');
  const [parameters, setParameters] = useSearchParams();
  const value = (name: (typeof FILTERS)[number]) => parameters.get(name) ?? '';
  const set = (name: (typeof FILTERS)[number], to: string) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (to === '') after.delete(name);
        else after.set(name, to);
        return after;
      },
      { replace: true },
    );
  const ordem = orderOf(value('ordem'));
  const settled = useDebounced(parameters.toString());
  const mayCreate = useMayRun('criarProduto');
  return (
    <>
      <div className="head">
        <h1>Produtos</h1>
        {mayCreate && (
          <Link href="/produtos/novo" className="button">
            Novo produto
          </Link>
        )}
      </div>
      <search className="filters">
        <Field
          label="Buscar"
          type="search"
          defaultValue={value('texto')}
          placeholder="Nome ou descrição"
          onChange={({ target }) => set('texto', target.value)}
        />
        <Field
          label="Categoria"
          defaultValue={value('categoria')}
          onChange={({ target }) => set('categoria', target.value)}
        />
        <Field
          label="Preço de"
          size={8}
          inputMode="decimal"
          defaultValue={value('precoMin')}
          onChange={({ target }) => set('precoMin', target.value)}
        />
        <Field
          label="até"
          size={8}
          inputMode="decimal"
          defaultValue={value('precoMax')}
          onChange={({ target }) => set('precoMax', target.value)}
        />
        <Select label="À venda" value={value('ativo')} onChange={({ target }) => set('ativo', target.value)}>
          <option value="">Todos</option>
          <option value="sim">Sim</option>
          <option value="nao">Não</option>
        </Select>
        <Select label="Ordem" value={ordem} onChange={({ target }) => set('ordem', target.value)}>
          {Object.entries(ORDERS).map(([order, label]) => (
            <option key={order} value={order}>
              {label}
            </option>
          ))}
        </Select>
      </search>
      <Produtos filtro={filterOf(new URLSearchParams(settled))} ordem={ordem} />
    </>
  );
}

function Produtos({ filtro, ordem }: { filtro: ProdutoFiltro | null; ordem: keyof typeof ORDERS }) {
  const { data, previousData, error, loading, fetchMore, refetch } = useQuery(PainelProdutosDocument, {
    variables: { filtro, ordem, first: PAGE },
  });
  // While another list is on its way the last one stays, so that nothing jumps.
  const connection = (data ?? previousData)?.produtos;
  if (!connection) return error ? <Failure error={error} retry={refetch} /> : <Loading />;
  return (
    <div aria-live="polite" aria-busy={loading}>
      <Notices problems={problemsOf(error)} retry={refetch} />
      {connection.edges.length === 0 ? (
        <Empty>Nenhum produto encontrado.</Empty>
      ) : (
        <Table
          caption="Produtos"
          columns={COLUMNS}
          rows={connection.edges.map(({ node }) => node)}
          rowKey={({ id }) => id}
        />
      )}
      <MoreButton pageInfo={connection.pageInfo} loading={loading} fetchMore={fetchMore} />
    </div>
  );
}

function orderOf(text: string): keyof typeof ORDERS {
  return text === 'PRECO' || text === 'RECENTE' ? text : 'NOME';
}

/** What of the filters can be asked for; null when nothing is filtered. */
function filterOf(parameters: URLSearchParams): ProdutoFiltro | null {
  const texto = parameters.get('texto')?.trim() ?? '';
  const categoria = parameters.get('categoria')?.trim() ?? '';
  const ativo = parameters.get('ativo');
  const precoMin = decimalOf(parameters.get('precoMin') ?? '');
  const precoMax = decimalOf(parameters.get('precoMax') ?? '');
  const filtro: ProdutoFiltro = {
    ...(texto.length >= 2 ? { texto } : {}),
    ...(categoria === '' ? {} : { categoria }),
    ...(ativo === null ? {} : { ativo: ativo === 'sim' }),
    ...(precoMin === null ? {} : { precoMin }),
    ...(precoMax === null ? {} : { precoMax }),
  };
  return Object.keys(filtro).length === 0 ? null : filtro;
}
