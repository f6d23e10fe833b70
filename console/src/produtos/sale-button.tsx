import { useMutation } from '@apollo/client/react';
import {
  type DadosDoProdutoFragment,
  PainelDescontinuarProdutoDocument,
  PainelReativarProdutoDocument,
} from '../generated/graphql.ts';
import { messageOf } from '../graph/problems.ts';
import { useMayRun } from '../session.tsx';
import { BusyButton } from '../shared/forms/busy-button.tsx';

/** Takes a product off sale, or puts it on sale again. */
export function SaleButton({ produto: { id, versao, ativo } }: { produto: DadosDoProdutoFragment }) {
  const [discontinue, off] = useMutation(PainelDescontinuarProdutoDocument);
  const [reactivate, on] = useMutation(PainelReativarProdutoDocument);
  const may = useMayRun(ativo ? 'descontinuarProduto' : 'reativarProduto');
  if (!may) return null;
  // What of the two was asked for last; the other one's answer has been told.
  const error = off.error ?? on.error;
  const result = ativo ? off.data?.descontinuarProduto : on.data?.reativarProduto;
  const problem = error ? messageOf(error) : problemIn(result);
  const run = async () => {
    const variables = { entrada: { id, versao } };
    await (ativo ? discontinue({ variables }) : reactivate({ variables }));
  };
  return (
    <>
      <BusyButton busy={off.loading || on.loading} onClick={() => void run().catch(() => {})}>
        {ativo ? 'Descontinuar' : 'Reativar'}
      </BusyButton>
      {problem !== null && (
        <span role="alert" className="error">
          {problem}
        </span>
      )}
    </>
  );
}

type Result = { __typename: string; mensagem?: string; codigo?: string } | null | undefined;

/** Why nothing was changed; null when something was, or nothing was asked for. The cache has the newer version by then. */
function problemIn(result: Result): string | null {
  if (!result || result.__typename === 'ProdutoGravado') return null;
  if (result.codigo === 'VERSAO')
    return 'Outra pessoa alterou este produto. Confira os dados novos e decida de novo.';
  return result.mensagem ?? null;
}
