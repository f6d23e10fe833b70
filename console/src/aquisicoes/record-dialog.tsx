import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import {
  PainelClienteDocument,
  PainelComprasDoClienteDocument,
  PainelProdutosDoClienteDocument,
  PainelRegistrarAquisicaoDocument,
} from '../generated/graphql.ts';
import { Dialog } from '../shared/dialogs/dialog.tsx';
import { Form, type FormField, type InvalidFields, NONE_INVALID } from '../shared/forms/form.tsx';
import { Refusal } from '../shared/forms/refusal.tsx';
import { useRequestKey } from '../shared/forms/use-request-key.ts';
import { Failure } from '../shared/pages/states.tsx';
import { decimalOf } from '../shared/values/decimal.ts';
import { ProdutoField } from './produto-field.tsx';

const FIELDS: readonly FormField<'quantidade' | 'precoUnitario'>[] = [
  { name: 'quantidade', label: 'Unidades', inputMode: 'numeric', required: true },
  {
    name: 'precoUnitario',
    label: 'Preço de uma unidade, em reais',
    hint: 'Vazio: o do catálogo',
    inputMode: 'decimal',
  },
];
const NO_COUNT: InvalidFields = [
  { campo: 'quantidade', mensagem: 'deve ser um número inteiro, a partir de 1' },
];
const NOTHING = { quantidade: '1', precoUnitario: '' };

/** Records that a customer has bought something, now. */
export function RecordDialog({ clienteId, onClose }: { clienteId: string; onClose: () => void }) {
  const [produtoId, setProdutoId] = useState('');
  const [unread, setUnread] = useState(NONE_INVALID);
  const [chaveDeIdempotencia, renewKey] = useRequestKey();
  const [record, { data, loading, error }] = useMutation(PainelRegistrarAquisicaoDocument, {
    refetchQueries: [PainelClienteDocument, PainelComprasDoClienteDocument, PainelProdutosDoClienteDocument],
  });
  const result = data?.registrarAquisicao;
  const submit = async ({ quantidade, precoUnitario }: typeof NOTHING) => {
    // An Int of GraphQL: what is none would be refused as a whole, and not at its field.
    const isCount = /^\d{1,9}$/.test(quantidade);
    setUnread(isCount ? NONE_INVALID : NO_COUNT);
    if (!isCount) return;
    const { data: answer } = await record({
      variables: {
        entrada: {
          clienteId,
          produtoId,
          quantidade: Number(quantidade),
          // What is no amount is sent as it is: the rule is the server's.
          ...(precoUnitario === '' ? {} : { precoUnitario: decimalOf(precoUnitario) ?? precoUnitario }),
          chaveDeIdempotencia,
        },
      },
    });
    if (answer?.registrarAquisicao?.__typename === 'AquisicaoGravada') onClose();
    // Where a domain did not answer nothing was written: the same is asked once more.
    else if (answer?.registrarAquisicao?.__typename !== 'Indisponivel') renewKey();
  };
  const refused = result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID;
  const invalid = unread === NONE_INVALID ? refused : unread;
  const isRefused =
    result && result.__typename !== 'AquisicaoGravada' && result.__typename !== 'ErroDeValidacao';
  return (
    <Dialog title="Registrar compra" onClose={onClose}>
      {error && <Failure error={error} />}
      <Refusal>{isRefused ? result.mensagem : null}</Refusal>
      <Form
        fields={FIELDS}
        values={NOTHING}
        invalid={invalid.filter(({ campo }) => campo !== 'produtoId')}
        busy={loading}
        submitLabel="Registrar"
        onSubmit={(entered) => void submit(entered).catch(() => {})}
        before={
          <ProdutoField
            chosen={produtoId}
            error={invalid.find(({ campo }) => campo === 'produtoId')?.mensagem}
            onChoose={setProdutoId}
          />
        }
      >
        <button type="button" onClick={onClose}>
          Cancelar
        </button>
      </Form>
    </Dialog>
  );
}
