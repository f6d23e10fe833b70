import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
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
import { shownOf } from '../shared/pages/shown.ts';
import { Empty, Failure, Loading, Notices } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { useAddress } from '../shared/pages/use-address.ts';
import { useTitle } from '../shared/pages/use-title.ts';
import { WrongAddress } from '../shared/pages/wrong-address.tsx';
import { Address, type WrongPart } from '../shared/values/address.ts';
import { decimalOf } from '../shared/values/decimal.ts';
import { money } from '../shared/values/format.ts';
import { searchOf } from '../shared/values/search.ts';

const PAGE = 25;
const FILTERS = ['texto', 'categoria', 'precoMin', 'precoMax', 'ativo', 'ordem'] as const;
const ON_SALE = { '': 'Todos', sim: 'Sim', nao: 'Não' } as const;
const MAX_CATEGORIA = 60;
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
  const [parameters, set] = useAddress();
  const value = (name: (typeof FILTERS)[number]) => parameters.get(name) ?? '';
  const entered = new Address(parameters);
  const ordem = entered.choice('ordem', ORDERS, 'NOME');
  const { filtro, wrong } = read(new URLSearchParams(useDebounced(parameters.toString())));
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
        <Select
          label="À venda"
          value={entered.choice('ativo', ON_SALE, '')}
          onChange={({ target }) => set('ativo', target.value)}
        >
          {Object.entries(ON_SALE).map(([one, label]) => (
            <option key={one} value={one}>
              {label}
            </option>
          ))}
        </Select>
        <Select label="Ordem" value={ordem} onChange={({ target }) => set('ordem', target.value)}>
          {Object.entries(ORDERS).map(([order, label]) => (
            <option key={order} value={order}>
              {label}
            </option>
          ))}
        </Select>
      </search>
      <WrongAddress wrong={wrong} />
      <Produtos filtro={filtro} ordem={ordem} />
    </>
  );
}

function Produtos({ filtro, ordem }: { filtro: ProdutoFiltro | null; ordem: keyof typeof ORDERS }) {
  const found = useQuery(PainelProdutosDocument, { variables: { filtro, ordem, first: PAGE } });
  const { error, loading, fetchMore, refetch } = found;
  const connection = shownOf(found)?.produtos;
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

/** What of the filters can be asked for, null when nothing is filtered; and what cannot. */
function read(parameters: URLSearchParams): { filtro: ProdutoFiltro | null; wrong: readonly WrongPart[] } {
  const address = new Address(parameters);
  const texto = searchOf(address.text('texto'));
  const categoria = address.text('categoria', MAX_CATEGORIA);
  const ativo = address.choice('ativo', ON_SALE, '');
  const precoMin = address.value('precoMin', decimalOf, '19,90');
  const precoMax = address.value('precoMax', decimalOf, '19,90');
  address.choice('ordem', ORDERS, 'NOME');
  const isBackwards = precoMin !== null && precoMax !== null && Number(precoMin) > Number(precoMax);
  if (isBackwards)
    address.wrong.push({
      name: 'precoMin',
      message: 'O preço começa acima de onde termina: troque os dois.',
    });
  const filtro: ProdutoFiltro = {
    ...(texto === null ? {} : { texto }),
    ...(categoria === '' ? {} : { categoria }),
    ...(ativo === '' ? {} : { ativo: ativo === 'sim' }),
    ...(precoMin === null || isBackwards ? {} : { precoMin }),
    ...(precoMax === null ? {} : { precoMax }),
  };
  return { filtro: Object.keys(filtro).length === 0 ? null : filtro, wrong: address.wrong };
}
