import { useMutation } from '@apollo/client/react';
import {
  PainelClienteDocument,
  PainelComprasDoClienteDocument,
  type PainelComprasDoClienteQuery,
  PainelEstornarAquisicaoDocument,
  PainelProdutosDoClienteDocument,
} from '../generated/graphql.ts';
import { ConfirmDialog, refusalOf } from '../shared/dialogs/confirm-dialog.tsx';
import { count, instant, money } from '../shared/values/format.ts';

/** A purchase of a customer as the page has it. */
export type Aquisicao = NonNullable<
  NonNullable<PainelComprasDoClienteQuery['cliente']>['inventario']
>['edges'][number]['node'];

/** Reverses a purchase once that has been confirmed: the version that is shown, no newer one. */
export function ReverseDialog({ aquisicao, onClose }: { aquisicao: Aquisicao; onClose: () => void }) {
  const { id, versao, quantidade, total, adquiridoEm, produto } = aquisicao;
  const [reverse, { data, loading, error }] = useMutation(PainelEstornarAquisicaoDocument, {
    refetchQueries: [PainelClienteDocument, PainelComprasDoClienteDocument, PainelProdutosDoClienteDocument],
  });
  const run = async () => {
    const { data: answer } = await reverse({ variables: { entrada: { id, versao } } });
    if (answer?.estornarAquisicao?.__typename === 'AquisicaoEstornada') onClose();
  };
  return (
    <ConfirmDialog
      title="Estornar compra?"
      confirmLabel="Estornar"
      busy={loading}
      error={error}
      refusal={refusalOf(data?.estornarAquisicao, 'AquisicaoEstornada')}
      // What goes wrong is in `error`.
      onConfirm={() => void run().catch(() => {})}
      onClose={onClose}
    >
      <p>
        {count(quantidade)} × {produto?.nome ?? 'produto indisponível'}, {money(total)}, de{' '}
        {instant(adquiridoEm)}. A compra é removida e sai dos totais. Não há como desfazer.
      </p>
    </ConfirmDialog>
  );
}
