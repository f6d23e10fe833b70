import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { PainelProdutoDocument, type PainelProdutoQuery } from '../generated/graphql.ts';
import { problemsOf } from '../graph/problems.ts';
import { useMayRun } from '../session.tsx';
import { Fact } from '../shared/pages/fact.tsx';
import { Resumo } from '../shared/pages/resumo.tsx';
import { Awaited, Notices } from '../shared/pages/states.tsx';
import { useTitle } from '../shared/pages/use-title.ts';
import { NoId } from '../shared/pages/wrong-address.tsx';
import { isId } from '../shared/values/address.ts';
import { instant, money } from '../shared/values/format.ts';
import { CompradoresSection } from './compradores-section.tsx';
import { EditProdutoDialog } from './edit-produto-dialog.tsx';
import { SaleButton } from './sale-button.tsx';

type Produto = NonNullable<PainelProdutoQuery['produto']>;

/** A product: what it is, whether it is on sale and for how much, and who bought it. */
export function ProdutoPage() {
  const { id = '' } = useParams<{ id: string }>();
  if (!isId(id)) return <NoId title="Produto não encontrado" text={id} list="/produtos" of="Produtos" />;
  return <ProdutoWhole id={id} />;
}

function ProdutoWhole({ id }: { id: string }) {
  const { data, error, loading, refetch } = useQuery(PainelProdutoDocument, { variables: { id } });
  const produto = data?.produto;
  useTitle(produto?.nome ?? 'Produto');
  if (!produto) {
    if (error || loading || !data) return <Awaited title="Produto" error={error} retry={refetch} />;
    return (
      <>
        <h1>Produto não encontrado</h1>
        <p>
          Não há produto com o id {id}. Procure em <Link href="/produtos">Produtos</Link>.
        </p>
      </>
    );
  }
  return (
    <>
      <nav aria-label="Onde estou" className="crumbs">
        <Link href="/produtos">Produtos</Link>
      </nav>
      <Head produto={produto} />
      <Notices problems={problemsOf(error)} retry={refetch} />
      <section aria-labelledby="dados">
        <h2 id="dados">Dados</h2>
        <dl className="facts">
          <Fact name="Preço" value={money(produto.preco)} />
          <Fact name="À venda" value={produto.ativo ? 'sim' : 'não: descontinuado'} />
          <Fact name="SKU" value={produto.sku} />
          <Fact name="Categoria" value={produto.categoria} />
          <Fact name="No catálogo desde" value={instant(produto.criadoEm)} />
          <Fact
            name="Última alteração"
            value={`${instant(produto.atualizadoEm)} (versão ${produto.versao})`}
          />
        </dl>
        {produto.descricao && <p>{produto.descricao}</p>}
      </section>
      <section aria-labelledby="totais">
        <h2 id="totais">Totais</h2>
        <Resumo resumo={produto.resumo} />
      </section>
      <CompradoresSection id={id} />
    </>
  );
}

function Head({ produto }: { produto: Produto }) {
  const [editing, setEditing] = useState(false);
  const mayChange = useMayRun('atualizarProduto');
  return (
    <div className="head">
      <h1>{produto.nome}</h1>
      <div className="actions">
        {mayChange && (
          <button type="button" onClick={() => setEditing(true)}>
            Editar
          </button>
        )}
        <SaleButton produto={produto} />
      </div>
      {editing && <EditProdutoDialog produto={produto} onClose={() => setEditing(false)} />}
    </div>
  );
}
