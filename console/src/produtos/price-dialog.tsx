import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { type DadosDoProdutoFragment, PainelAtualizarProdutoDocument } from '../generated/graphql.ts';
import { differences } from '../shared/conflict.ts';
import { ConflictDialog } from '../shared/conflict-dialog.tsx';
import { decimalOf, enteredDecimal } from '../shared/decimal.ts';
import { Dialog } from '../shared/dialog.tsx';
import { Field } from '../shared/field.tsx';
import { Failure } from '../shared/states.tsx';

const FIELDS = [{ name: 'preco', label: 'Preço' }] as const;

/** Changes the price of a product, which purchases from now on have. */
export function PriceDialog({ produto, onClose }: { produto: DadosDoProdutoFragment; onClose: () => void }) {
  // What it began with, whatever the cache comes to know meanwhile.
  const [base] = useState(produto);
  const [entered, setEntered] = useState(enteredDecimal(base.preco));
  const [conflict, setConflict] = useState<DadosDoProdutoFragment | null>(null);
  const [update, { data, loading, error }] = useMutation(PainelAtualizarProdutoDocument);
  const result = data?.atualizarProduto;
  const invalid = result?.__typename === 'ErroDeValidacao' ? result.campos[0]?.mensagem : undefined;

  const send = async (text: string, { versao }: DadosDoProdutoFragment) => {
    setEntered(text);
    // What is no amount is sent as it is: the rule is the server's.
    const preco = decimalOf(text) ?? text;
    const { data: answer } = await update({ variables: { entrada: { id: base.id, versao, preco } } });
    const written = answer?.atualizarProduto;
    if (written?.__typename === 'ProdutoGravado') onClose();
    const isNewer = written?.__typename === 'Conflito' && written.atual?.__typename === 'Produto';
    // Checked in the line above: TypeScript does not follow it.
    setConflict(isNewer ? (written.atual as DadosDoProdutoFragment) : null);
  };
  const sendQuietly = (text: string, from: DadosDoProdutoFragment) => {
    // What goes wrong is in `error`.
    send(text, from).catch(() => {});
  };

  if (conflict !== null) {
    const current = { preco: enteredDecimal(conflict.preco) };
    return (
      <ConflictDialog
        found={differences(FIELDS, {
          base: { preco: enteredDecimal(base.preco) },
          mine: { preco: entered },
          current,
        })}
        current={current}
        onSave={({ preco }) => sendQuietly(preco, conflict)}
        onDiscard={onClose}
        onClose={() => setConflict(null)}
      />
    );
  }
  return (
    <Dialog title={`Preço de ${base.nome}`} onClose={onClose}>
      {error && <Failure error={error} />}
      {(result?.__typename === 'NaoEncontrado' || (result?.__typename === 'Conflito' && !result.atual)) && (
        <p role="alert" className="notice bad">
          {result.mensagem}
        </p>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          sendQuietly(entered, base);
        }}
      >
        <Field
          label="Preço em reais"
          inputMode="decimal"
          autoComplete="off"
          value={entered}
          error={invalid}
          onChange={({ target }) => setEntered(target.value)}
        />
        <p className="actions">
          <button type="submit" className="primary" disabled={loading}>
            {loading ? 'Gravando…' : 'Gravar'}
          </button>
          <button type="button" onClick={onClose}>
            Cancelar
          </button>
        </p>
      </form>
    </Dialog>
  );
}
