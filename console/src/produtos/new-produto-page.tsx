import { useMutation } from '@apollo/client/react';
import { Link, useLocation } from 'wouter';
import { PainelCriarProdutoDocument } from '../generated/graphql.ts';
import { useMayNotRun } from '../session.tsx';
import { Form, type FormField, NONE_INVALID } from '../shared/forms/form.tsx';
import { Refusal } from '../shared/forms/refusal.tsx';
import { useRequestKey } from '../shared/forms/use-request-key.ts';
import { Failure } from '../shared/pages/states.tsx';
import { useTitle } from '../shared/pages/use-title.ts';
import { decimalOf } from '../shared/values/decimal.ts';

const NOTHING = { nome: '', sku: '', categoria: '', preco: '', descricao: '' };
const FIELDS: readonly FormField<keyof typeof NOTHING>[] = [
  { name: 'nome', label: 'Nome', required: true },
  { name: 'sku', label: 'SKU', hint: 'Código que nenhum outro produto tem', required: true },
  { name: 'categoria', label: 'Categoria', required: true },
  { name: 'preco', label: 'Preço em reais', inputMode: 'decimal', required: true },
  { name: 'descricao', label: 'Descrição' },
];

/** Adds a product to the catalogue, and goes to it. */
export function NewProdutoPage() {
  useTitle('Novo produto');
  const [, navigate] = useLocation();
  const [create, { data, loading, error }] = useMutation(PainelCriarProdutoDocument);
  const [chaveDeIdempotencia, renewKey] = useRequestKey();
  const result = data?.criarProduto;
  const submit = async ({ preco, descricao, ...texts }: typeof NOTHING) => {
    const { data: answer } = await create({
      variables: {
        entrada: {
          ...texts,
          // What is no amount is sent as it is: the rule is the server's.
          preco: decimalOf(preco) ?? preco,
          descricao: descricao || null,
          chaveDeIdempotencia,
        },
      },
      // Lists that it belongs into are asked for anew.
      update: (cache) => cache.evict({ fieldName: 'produtos' }),
    });
    if (answer?.criarProduto?.__typename === 'ProdutoGravado')
      navigate(`/produtos/${answer.criarProduto.produto.id}`);
    else renewKey();
  };
  if (useMayNotRun('criarProduto'))
    return (
      <>
        <h1>Novo produto</h1>
        <p className="notice">Seu usuário não tem permissão para cadastrar produtos.</p>
      </>
    );
  return (
    <>
      <h1>Novo produto</h1>
      {error && <Failure error={error} />}
      <Refusal>{result?.__typename === 'Conflito' ? result.mensagem : null}</Refusal>
      <Form
        fields={FIELDS}
        values={NOTHING}
        invalid={result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID}
        busy={loading}
        submitLabel="Cadastrar"
        // What goes wrong is in `error`.
        onSubmit={(entered) => void submit(entered).catch(() => {})}
      >
        <Link href="/produtos">Cancelar</Link>
      </Form>
    </>
  );
}
